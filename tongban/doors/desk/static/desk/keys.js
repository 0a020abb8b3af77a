// Single keys for what the page offers anyway: an element says its key with data-key. They can be switched off.
const dialog = document.getElementById("keys");
const opener = document.querySelector("[data-keys-help]");
const box = dialog?.querySelector("[data-keys-on]");
const on = () => { try { return localStorage.getItem("tb-keys") !== "off"; } catch { return true; } };
const PUNCTUATION = { "／": "/", "？": "?" };

const typing = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
const visible = (key) => [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((e) => e.checkVisibility?.() ?? e.offsetParent);

function press(element) {
  if (element.matches("input")) { element.focus(); element.select(); } else element.click();
  return true;
}

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const at = rows.indexOf(document.activeElement);
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
  next?.focus();
  return Boolean(next);
}

function pick() {
  const box = document.activeElement?.closest("li, tr")?.querySelector("[data-pick]");
  box?.click();
  return Boolean(box);
}

function single(key) {
  if (key === "?" && dialog) { dialog.showModal(); return true; }
  const found = visible(key);
  if (found) return press(found);
  if (key === "s") return pick();
  if (key === "j") return move(1);
  if (key === "k") return move(-1);
  return false;
}

document.addEventListener("keydown", (event) => {
  // 229: the input method is at work and the key belongs to it.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || dialog?.open) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const found = visible("ctrl+enter");
    if (found && press(found)) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || !on() || typing(event.target)) return;
  const key = PUNCTUATION[event.key] ?? event.key.toLowerCase();
  if (single(key)) event.preventDefault();
});

if (opener && dialog) {
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  box.checked = on();
  box.addEventListener("change", () => { try { localStorage.setItem("tb-keys", box.checked ? "on" : "off"); } catch { /* private mode: for this page only */ } });
}
