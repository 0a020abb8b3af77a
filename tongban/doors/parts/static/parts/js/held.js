// What was typed without a network: held on this device until it can be sent, and gone when its owner signs out.
// Sent again it is the same page with the same answers. Where the draft went on elsewhere meanwhile, nothing is
// overwritten: the answers are put back into their page, for the one who typed them to look at.
import { say } from "./say.js";

const MARK = "held:";

// Held while it is being sent, too (``sent``): where the network is gone just then, nothing was lost.
export function hold(form, sent = false) {
  const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  localStorage.setItem(MARK + form.action, JSON.stringify({ fields, sent, version: form.dataset.version }));
}

export function held(action) {
  try { return JSON.parse(localStorage.getItem(MARK + action)); } catch { return null; }
}

export function drop(action) { localStorage.removeItem(MARK + action); }

export function all() { return Object.keys(localStorage).filter((name) => name.startsWith(MARK)).map((name) => name.slice(MARK.length)); }

export function forget() {
  all().forEach(drop);
  localStorage.removeItem("searched");
}

// Sends one held page; "sent", "moved" where the draft went on elsewhere, or "later" where it cannot be reached.
export async function send(action) {
  const kept = held(action);
  if (!kept) return "later";
  try {
    const page = await fetch(action);
    if (!page.ok || page.redirected) return "later";
    const form = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("form[data-autosave]");
    if (!form) return "later";
    if (stands(form, kept)) return arrived(action);
    if (form.dataset.version !== kept.version) return "moved";
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    kept.fields.forEach(([name, value]) => body.append(name, value));
    const answer = await fetch(action, { method: "POST", body, headers: { "X-Autosave": "1", Accept: "application/json" } });
    if (!answer.ok) return "later";
    const said = await answer.json();
    drop(action);
    follow(action, kept.version, said.version);
    return "sent";
  } catch { return "later"; }
}

// Whether the form says already what was typed.
export function stands(form, kept) {
  const now = new FormData(form), said = new Map();
  for (const [name, value] of kept.fields) said.set(name, [...(said.get(name) ?? []), value]);
  return [...said].every(([name, values]) => ["shown", "next", "key"].includes(name) || now.getAll(name).join() === values.join());
}

function arrived(action) {
  drop(action);
  return "arrived";
}

// The page one came from was sent, and this page came back for it.
export function came() {
  const from = document.referrer && new URL(document.referrer);
  if (!from || from.origin !== location.origin) return;
  const action = from.origin + from.pathname;
  if (held(action)?.sent && location.pathname !== from.pathname) drop(action);
}

// Other pages of the same draft were typed upon the same version: what was sent just now is no news to them.
function follow(action, before, after) {
  const draft = action.split("/p/")[0];
  for (const other of all().filter((one) => one.startsWith(draft))) {
    const kept = held(other);
    if (kept?.version === before) localStorage.setItem(MARK + other, JSON.stringify({ ...kept, version: after }));
  }
}

export async function sendAll() {
  let sent = 0;
  for (const action of all()) if ((await send(action)) === "sent") sent += 1;
  if (!sent) return;
  const note = Object.assign(document.createElement("p"), { className: "note ok", textContent: say("您没有网络时填写的内容，已经保存到服务器。") });
  note.setAttribute("role", "status");
  document.getElementById("main")?.prepend(note);
}
