// <form data-autosave>: what was typed is kept on the server a moment later; the form's <output> says when.
// Without a network it is held on the device and sent later; what was held is put back where the page is opened again.
// When an answer opens or closes other questions, the questions are asked for again, and what was typed stays.
import { drop, held, hold, send, stands } from "./held.js";
import { say } from "./say.js";

const HELD = say("现在没有网络，已存在这台设备上，联网后自动保存");

class Saver {
  constructor(form) {
    this.form = form;
    this.said = form.querySelector("[data-saved]");
    this.timer = 0;
    form.addEventListener("input", (e) => !e.isComposing && this.later(1200));
    form.addEventListener("change", () => this.later(200));
    form.addEventListener("submit", (e) => this.leave(e));
    addEventListener("online", () => this.resume());
    this.resume();
  }

  leave(event) {
    clearTimeout(this.timer);
    if (navigator.onLine) return hold(this.form, true);
    event.preventDefault();
    this.keep();
  }

  keep() {
    hold(this.form);
    this.said.textContent = HELD;
  }

  // What was held here: sent where the draft stands as it did, else put back to be looked at.
  async resume() {
    const kept = held(this.form.action);
    if (!kept) return;
    if (stands(this.form, kept)) return drop(this.form.action); // it arrived
    fill(this.form, kept.fields);
    const how = navigator.onLine ? await send(this.form.action) : "later";
    if (how === "later") this.said.textContent = HELD;
    if (how === "sent") this.said.textContent = say("您没有网络时填写的内容，已经保存到服务器");
    if (how === "moved") {
      drop(this.form.action);
      this.said.textContent = say("这份申请在别处改过。您没有网络时填写的内容已放回这一页，请核对后再保存");
    }
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
      this.form.dataset.version = kept.version;
      drop(this.form.action);
      this.copyLater();
      this.said.textContent = `${say("已自动保存")} ${kept.at}`;
      this.follow(kept.asked);
    } catch (failed) {
      if (failed instanceof TypeError) this.keep();
      else this.said.textContent = say("暂时没有保存上，网络恢复后会自动重试");
      this.later(8000);
    }
  }

  // The copy on the device, for where there is no network, says what was typed last.
  copyLater() {
    if (!("caches" in window) || !navigator.serviceWorker?.controller) return;
    clearTimeout(this.copying);
    this.copying = setTimeout(async () => {
      const answer = await fetch(this.form.action).catch(() => null);
      if (answer?.ok && answer.headers.get("X-Keep-Offline")) await (await caches.open("kept-1")).put(this.form.action, answer);
    }, 2500);
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

// Answers back into their controls, as they were typed.
function fill(form, fields) {
  const said = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : fields.reduce((m, one) => m.set(one[0], [...(m.get(one[0]) ?? []), one]), new Map());
  for (const control of form.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const values = (said.get(control.name) ?? []).map(([, value]) => value);
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else if (values.length) control.value = values[0];
  }
}

document.querySelectorAll("form[data-autosave]").forEach((form) => new Saver(form));
