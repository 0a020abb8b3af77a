// A list below a text while it is typed (a text field with a listbox): by arrow keys or mouse, quiet while an IME composes.
// Who extends it says what is found for what stands before the cursor, and what taking a row writes.
export class Offered {
  constructor(box, id, label) {
    this.box = box;
    this.list = document.createElement("ul");
    Object.assign(this.list, { id, className: "names", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label);
    const wrap = document.createElement("div");
    wrap.className = "completing";
    box.replaceWith(wrap);
    wrap.append(box, this.list);
    for (const [name, value] of [["aria-autocomplete", "list"], ["aria-haspopup", "listbox"], ["aria-controls", id]]) box.setAttribute(name, value);
    box.addEventListener("input", (event) => event.isComposing || this.typed());
    box.addEventListener("compositionend", () => this.typed());
    box.addEventListener("keydown", (event) => event.isComposing || this.key(event));
    box.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => { event.preventDefault(); const row = event.target.closest("li"); if (row) this.take(row); });
  }

  get before() { return this.box.value.slice(0, this.box.selectionStart); }

  typed() { this.offer(); }

  show(rows) {
    rows.forEach((row, n) => {
      row.id = `${this.list.id}-${n}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
    });
    this.list.replaceChildren(...rows);
    this.list.hidden = !rows.length;
    this.box.removeAttribute("aria-activedescendant");
  }

  close() { this.list.hidden = true; this.box.removeAttribute("aria-activedescendant"); }

  key(event) {
    if (this.list.hidden) return;
    const rows = [...this.list.children], at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.choose(rows, (Math.max(at, step < 0 ? 0 : -1) + step + rows.length) % rows.length);
    else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) this.take(rows[at]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  choose(rows, at) {
    rows.forEach((row, n) => row.setAttribute("aria-selected", String(n === at)));
    rows[at].scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", rows[at].id);
  }

  // Writes ``text`` over the last ``length`` signs before the cursor.
  write(text, length) {
    const end = this.box.selectionStart;
    this.box.setRangeText(text, end - length, end, "end");
    this.box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    this.close();
  }
}
