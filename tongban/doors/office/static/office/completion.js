// Names while a condition is typed: a list below the text (a text field with a listbox), by arrow keys or mouse; quiet while an IME composes.
// And the condition in plain words a moment after one stops.
const WORD = /[\p{L}_"][\p{L}\p{N}_.\-]*$/u;
const HELD = /([A-Za-z_][\w.\-]*)\s*(?:!?=|\(|in\s*\(|in\s*\((?:\s*"[^"]*"\s*,)+)\s*"?$/; // the name whose values belong here

class Completion {
  constructor(box, number) {
    this.box = box;
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `names-${number}`, className: "names", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "可以用的名称");
    const wrap = document.createElement("div");
    wrap.className = "completing";
    box.replaceWith(wrap);
    wrap.append(box, this.list);
    for (const [name, value] of [["aria-autocomplete", "list"], ["aria-haspopup", "listbox"], ["aria-controls", this.list.id]]) box.setAttribute(name, value);
    box.addEventListener("input", (event) => { if (!event.isComposing) { this.offer(); this.read(); } });
    box.addEventListener("compositionend", () => { this.offer(); this.read(); });
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => { event.preventDefault(); const row = event.target.closest("li"); if (row) this.take(row); });
  }

  word() { return this.box.value.slice(0, this.box.selectionStart).match(WORD)?.[0] ?? ""; }

  // What belongs here: after a sign the values of that name, in quotes any value, else names and signs, by code or by Chinese word.
  found(all) {
    const word = this.word(), asked = word.toLowerCase();
    const known = [...document.querySelectorAll("#names option")];
    const values = (options) => options.flatMap((o) => (o.dataset.options ? o.dataset.options.split("|").map((p) => p.split("=")) : []));
    const before = this.box.value.slice(0, this.box.selectionStart - (asked.startsWith('"') ? word.length - 1 : word.length));
    const held = before.match(HELD)?.[1];
    const own = values(known.filter((o) => held && o.value === held));
    if (own.length && !asked) return own;
    const names = asked.startsWith('"') ? (own.length ? own : values(known)) : [...own, ...known.map((o) => [o.value, o.label])];
    return names.filter(([name, said]) => (all && !word) || (asked && (name.toLowerCase().includes(asked) || said.includes(word))));
  }

  offer(all = false) {
    const word = this.word(), found = this.found(all).slice(0, all ? 60 : 12);
    this.list.replaceChildren(...found.map(([name, said], n) => {
      const row = document.createElement("li");
      Object.assign(row, { id: `${this.list.id}-${n}` });
      row.dataset.name = name;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      const code = document.createElement("code");
      code.textContent = name;
      row.append(code, ` ${said}`);
      return row;
    }));
    const open = found.length > 0 && !(found.length === 1 && found[0][0] === word);
    this.list.hidden = !open;
    this.box.removeAttribute("aria-activedescendant");
  }

  close() { this.list.hidden = true; this.box.removeAttribute("aria-activedescendant"); }

  key(event) {
    if (event.isComposing) return;
    if (event.ctrlKey && event.code === "Space") { event.preventDefault(); this.offer(true); return; }
    if (this.list.hidden) return;
    const rows = [...this.list.children], at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = (at + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length;
      rows.forEach((row, n) => row.setAttribute("aria-selected", String(n === next)));
      rows[next].scrollIntoView({ block: "nearest" });
      this.box.setAttribute("aria-activedescendant", rows[next].id);
    } else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) {
      event.preventDefault();
      this.take(rows[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  take(row) {
    const end = this.box.selectionStart, start = end - this.word().length;
    this.box.setRangeText(row.dataset.name, start, end, "end");
    this.close();
    this.box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    this.close();
  }

  read() { clearTimeout(this.timer); this.timer = setTimeout(() => this.ask(), 400); }

  async ask() {
    const said = document.getElementById(`${this.box.id}-reading`);
    const text = this.box.value;
    if (!said) return;
    const query = new URLSearchParams({ text, ...(this.box.dataset.rule ? { wide: "1" } : {}) });
    try {
      const answer = await fetch(new URL(`../condition/?${query}`, location.href));
      if (!answer.ok || this.box.value !== text) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("reading");
      if (page) said.replaceChildren(...[...page.childNodes].map((node) => document.importNode(node, true)));
    } catch { /* the next key asks again */ }
  }
}

let count = 0;
const begin = () => document.querySelectorAll("textarea[data-rule]:not([aria-controls]):not([readonly])").forEach((box) => new Completion(box, count++));
document.addEventListener("editor:fresh", begin);
begin();
