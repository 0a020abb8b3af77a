// <tb-suggest from="…"> around a search form: what one may mean, while typing, as a list below the box (combobox, WAI-ARIA).
// Quiet while an IME composes; arrow keys choose, Enter opens, Escape closes; without scripts the form is sent as it is.
import { say } from "./say.js";

class Suggest extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input[type=search]");
    this.list = document.createElement("div");
    Object.assign(this.list, { id: `${this.box.id}-list`, className: "suggestions", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", say("搜索建议"));
    this.said = document.createElement("p");
    Object.assign(this.said, { className: "vh" });
    this.said.setAttribute("role", "status");
    this.append(this.list, this.said);
    const told = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(told)) this.box.setAttribute(name, value);
    this.box.addEventListener("focus", () => this.box.value || this.ask());
    this.box.form.addEventListener("submit", () => remember(this.box.value.trim()));
    this.box.addEventListener("input", (event) => event.isComposing || this.later());
    this.box.addEventListener("compositionend", () => this.later());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  disconnectedCallback() { clearTimeout(this.timer); }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 250);
  }

  async ask() {
    const q = this.box.value.trim();
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.getAttribute("from")}?${new URLSearchParams({ q })}`, { signal: this.asking.signal });
      if (answer.ok && document.activeElement === this.box) this.show(await answer.text());
    } catch { /* the next key asks again; the form works without */ }
  }

  show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const lately = this.box.value ? [] : recent();
    this.list.replaceChildren(...lately, ...[...page.body.children].map((node) => document.importNode(node, true)));
    this.rows.forEach((row, n) => (row.id = `${this.list.id}-${n}`));
    this.open(this.rows.length > 0);
    this.said.textContent = this.rows.length ? `${this.rows.length} ${say("条建议，按上下键选择")}` : say("没有建议");
  }

  get rows() { return [...this.list.querySelectorAll("[role=option]")]; }

  open(open) {
    this.list.hidden = !open;
    this.box.setAttribute("aria-expanded", String(open));
    this.box.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.open(false);
  }

  key(event) {
    if (event.isComposing || this.list.hidden) return;
    const rows = this.rows, at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.choose(rows, event.key === "ArrowDown" ? at + 1 : at < 0 ? rows.length - 1 : at - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      rows[at].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  // One step beyond the last row is the box itself again.
  choose(rows, next) {
    rows.forEach((row, n) => row.setAttribute("aria-selected", String(n === next)));
    const row = rows[next];
    if (!row) return this.box.removeAttribute("aria-activedescendant");
    row.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", row.id);
  }
}

// What was searched on this device, newest first; gone with the rest when its owner signs out.
const LATELY = "searched", MOST = 5;

function words() {
  try { return JSON.parse(localStorage.getItem(LATELY)) ?? []; } catch { return []; }
}

function remember(q) {
  if (q) localStorage.setItem(LATELY, JSON.stringify([q, ...words().filter((one) => one !== q)].slice(0, MOST)));
}

function recent() {
  if (!words().length) return [];
  const group = document.createElement("div"), title = Object.assign(document.createElement("p"), { textContent: say("最近搜过") });
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", say("最近搜过"));
  title.setAttribute("aria-hidden", "true");
  group.append(title, ...words().map((q) => {
    const row = Object.assign(document.createElement("a"), { href: `/services/?${new URLSearchParams({ q })}`, tabIndex: -1 });
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.append(Object.assign(document.createElement("span"), { textContent: q }));
    return row;
  }));
  return [group];
}

customElements.define("tb-suggest", Suggest);
