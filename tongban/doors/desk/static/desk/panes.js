// Turning a page of a material brings only the right pane anew, so that nothing typed in the middle is lost.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-pane]");
  const pane = document.getElementById("paper");
  if (!link || !pane || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href);
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("paper");
    if (!fresh) throw new Error("no pane");
    pane.replaceChildren(...fresh.childNodes);
    document.dispatchEvent(new CustomEvent("tb-paper", { detail: new URL(link.href).search }));
    pane.focus({ preventScroll: matchMedia("(min-width: 1000px)").matches });
    if (!document.getElementById("errand")) history.replaceState(null, "", link.href);
  } catch { location.assign(link.href); }
});

// A form is sent once, however often it is pressed.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (event.target.dataset.sent) return event.preventDefault();
  if (event.target.method === "post") event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
