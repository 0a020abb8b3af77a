// Names while a condition is typed, and the condition in plain words a moment after one stops.
import { Offered } from "../parts/js/offered.js";

const WORD = /[\p{L}_"][\p{L}\p{N}_.\-]*$/u;
const HELD = /([A-Za-z_][\w.\-]*)\s*(?:!?=|\(|in\s*\(|in\s*\((?:\s*"[^"]*"\s*,)+)\s*"?$/; // the name whose values belong here

class Completion extends Offered {
  constructor(box, number) { super(box, `names-${number}`, "可以用的名称"); }

  typed() { this.offer(); this.read(); }

  word() { return this.before.match(WORD)?.[0] ?? ""; }

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
    this.show(found.length === 1 && found[0][0] === word ? [] : found.map(([name, said]) => {
      const row = document.createElement("li"), code = document.createElement("code");
      row.dataset.name = code.textContent = name;
      row.append(code, ` ${said}`);
      return row;
    }));
  }

  key(event) {
    if (!event.ctrlKey || event.code !== "Space") return super.key(event);
    event.preventDefault();
    return this.offer(true);
  }

  take(row) { this.write(row.dataset.name, this.word().length); }

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
