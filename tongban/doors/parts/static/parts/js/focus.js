// An error summary takes the focus, so that a screen reader begins with it and a keyboard is near.
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

// A link to a control leads the focus into the control, not only the view.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".err a[href^='#']");
  const control = link && document.getElementById(link.hash.slice(1));
  if (!control) return;
  event.preventDefault();
  control.scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
});

// A menu closes on Escape and on a click beside it.
const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((m) => m !== except && (m.open = false));
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
