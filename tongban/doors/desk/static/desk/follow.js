// A second window (在第二个窗口预览) shows the case and material that are open in the first: the first says what it shows, the
// second brings it. Both belong to the same person in the same browser; each page is asked for as ever.
const pane = document.getElementById("paper");
const wire = pane?.dataset.at && "BroadcastChannel" in globalThis ? new BroadcastChannel("tb-paper") : null;
const follows = pane?.hasAttribute("data-follows");

const say = (search) => wire?.postMessage({ at: pane.dataset.at, search });

async function show(at, search) {
  if (!/^\/desk\/cases\/[\w-]+\/paper\/$/.test(at) || at + search === location.pathname + location.search) return;
  try {
    const answer = await fetch(at + search);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("paper");
    if (!answer.ok || !fresh) return;
    pane.dataset.at = at;
    pane.replaceChildren(...fresh.childNodes);
    document.title = page.title;
    history.replaceState(null, "", at + search);
  } catch { /* offline: the next page is tried again */ }
}

if (wire && follows) wire.addEventListener("message", (event) => show(String(event.data.at), String(event.data.search)));
else if (wire) {
  say(location.search);
  addEventListener("pageshow", (event) => event.persisted && say(location.search));
  document.addEventListener("tb-paper", (event) => say(event.detail));
}
