// Single keys for what the page offers anyway: an element says its key with data-key. They can be switched off.
import { gather, hurried } from "./gun.js";

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
  if (key === "s" || key === " ") return pick();
  if (key === "j") return move(1);
  if (key === "k") return move(-1);
  return false;
}

// What a key does, found before it is done: a key that means nothing is left to the browser.
const means = (key) => (key === "?" && dialog) || visible(key) || ["s", "j", "k"].includes(key) || (key === " " && document.activeElement?.matches("[data-row]"));

function enter(event) {
  const here = document.activeElement;
  if (gather(event)) return event.preventDefault();
  // A key that was still waiting has moved the focus: the Enter that followed it was meant for there.
  if (document.activeElement === here || event.defaultPrevented) return undefined;
  event.preventDefault();
  return document.activeElement.click();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || dialog?.open || document.getElementById("palette")?.open) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const found = visible("ctrl+enter");
    if (found && press(found)) event.preventDefault();
    return;
  }
  if (/^F\d+$/.test(event.key) && on() && visible(event.key.toLowerCase())) { press(visible(event.key.toLowerCase())); event.preventDefault(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.code === "Enter" || event.key === "Enter") { enter(event); return; }
  // 229: the input method is at work and the key belongs to it, were it not a gun's.
  const key = PUNCTUATION[event.key] ?? event.key.toLowerCase();
  const mine = event.keyCode !== 229 && on() && means(key);
  // The search box takes what follows, so it waits for nothing.
  if (mine && visible(key)?.matches("input") && !hurried(event)) { press(visible(key)); event.preventDefault(); return; }
  if (gather(event, () => mine && single(key)) && mine) event.preventDefault();
});

if (opener && dialog) {
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  box.checked = on();
  box.addEventListener("change", () => { try { localStorage.setItem("tb-keys", box.checked ? "on" : "off"); } catch { /* private mode: for this page only */ } });
}
