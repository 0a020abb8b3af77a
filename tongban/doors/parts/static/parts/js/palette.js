// The command palette (命令面板): Ctrl+K, then a few letters, Chinese or pinyin, and Enter. It offers what the page and its
// menus offer anyway: the links of the dialog, and the buttons of the page that have a key or a verb of their own.
import { say } from "./say.js";

const dialog = document.getElementById("palette");
const opener = document.querySelector("[data-palette]");

class Palette {
  constructor() {
    this.box = dialog.querySelector("input");
    this.list = dialog.querySelector("[role=listbox]");
    this.fixed = [...this.list.children];
    this.box.addEventListener("input", (event) => event.isComposing || this.sift());
    this.box.addEventListener("compositionend", () => this.sift());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => this.run(event.target.closest("[role=option]")));
  }

  open() {
    this.list.replaceChildren(...this.here(), ...this.fixed);
    this.box.value = "";
    dialog.showModal();
    this.sift();
    this.box.focus();
  }

  here() {
    const found = [...document.querySelectorAll("[data-verb], .act .btn, main [data-key]")].filter((e) => e.matches("a, button") && (e.checkVisibility?.() ?? true));
    return [...new Set(found)].map((element, n) => {
      const row = document.createElement("li");
      row.id = `palette-here-${n}`;
      row.setAttribute("role", "option");
      row.textContent = [...element.childNodes].filter((node) => node.nodeName !== "KBD").map((node) => node.textContent).join("").trim();
      row.act = () => element.click();
      return row;
    });
  }

  get rows() { return [...this.list.children].filter((row) => !row.hidden); }

  sift() {
    const said = this.box.value.trim().toLowerCase();
    for (const row of this.list.children) {
      const words = `${row.textContent} ${row.dataset.say ?? ""}`.toLowerCase();
      row.hidden = row.dataset.find !== undefined ? !said : !words.includes(said);
      if (row.dataset.find !== undefined) row.textContent = `${say("查找")}“${this.box.value.trim()}”`;
    }
    this.choose(this.rows[0]);
  }

  choose(row) {
    for (const other of this.list.children) other.setAttribute("aria-selected", String(other === row));
    this.chosen = row;
    if (row) this.box.setAttribute("aria-activedescendant", row.id);
    row?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const rows = this.rows;
      this.choose(rows[(rows.indexOf(this.chosen) + step + rows.length) % rows.length]);
    } else if (event.key === "Enter") this.run(this.chosen);
    else return;
    event.preventDefault();
  }

  // Sent as a form: what was typed stays out of the address.
  find(form) {
    const sent = document.getElementById(form);
    sent.elements.q.value = this.box.value.trim();
    sent.requestSubmit();
  }

  run(row) {
    if (!row) return;
    dialog.close();
    if (row.act) row.act();
    else if (row.dataset.find !== undefined) this.find(row.dataset.find);
    else location.assign(row.dataset.href);
  }
}

if (dialog && opener) {
  const palette = new Palette();
  opener.hidden = false;
  opener.addEventListener("click", () => palette.open());
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (dialog.open) dialog.close(); else palette.open();
  });
}
