// <form data-autosave>: what was typed is kept on the server a moment later; the form's <output> says when.
// When an answer opens or closes other questions, the questions are asked for again, and what was typed stays.
import { say } from "./say.js";

class Saver {
  constructor(form) {
    this.form = form;
    this.said = form.querySelector("[data-saved]");
    this.timer = 0;
    form.addEventListener("input", (e) => !e.isComposing && this.later(1200));
    form.addEventListener("change", () => this.later(200));
    form.addEventListener("submit", () => clearTimeout(this.timer));
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    const body = new FormData(this.form);
    body.delete("key");
    try {
      const answer = await fetch(this.form.action, { method: "POST", body, headers: { "X-Autosave": "1", Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const kept = await answer.json();
      this.said.textContent = `${say("已自动保存")} ${kept.at}`;
      this.follow(kept.asked);
    } catch {
      this.said.textContent = say("暂时没有保存上，网络恢复后会自动重试");
      this.later(8000);
    }
  }

  async follow(asked) {
    const list = this.form.querySelector("[data-questions]");
    const shown = [...list.querySelectorAll("[data-question]")].map((q) => q.dataset.question);
    if (!asked || shown.join() === asked.join()) return;
    const page = new DOMParser().parseFromString(await (await fetch(this.form.action)).text(), "text/html");
    const fresh = page.querySelector("[data-questions]");
    if (!fresh) return;
    const here = document.activeElement?.id;
    const added = [...fresh.querySelectorAll("[data-question]")].filter((q) => !shown.includes(q.dataset.question));
    // What is still asked stays as it stands here: somebody may have gone on typing while we asked.
    const standing = new Map([...list.querySelectorAll("[data-question]")].map((q) => [q.dataset.question, q.closest(".asked-one") ?? q]));
    for (const q of fresh.querySelectorAll("[data-question]")) {
      const live = standing.get(q.dataset.question);
      if (live) (q.closest(".asked-one") ?? q).replaceWith(live);
    }
    list.replaceChildren(...fresh.children);
    if (here) document.getElementById(here)?.focus();
    if (added.length) this.said.textContent += `。${say("根据您的回答，增加的问题")} ${added.length}`;
  }
}

document.querySelectorAll("form[data-autosave]").forEach((form) => new Saver(form));
