// The editor saves when one leaves a control or pauses for ten seconds; each save is an entry in the record, so never per key.
const PAUSE = 10000;

class Editor {
  constructor(form) {
    this.form = form;
    this.said = form.querySelector("[data-saved]");
    this.seen = this.state();
    this.busy = null;
    form.addEventListener("input", (event) => !event.isComposing && this.later());
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget) || event.relatedTarget?.matches("textarea,input,select")) this.soon(); });
    form.addEventListener("change", (event) => event.target.matches("select,[type=checkbox]") && this.soon());
    form.addEventListener("submit", () => { clearTimeout(this.timer); this.left = true; });
    document.addEventListener("click", (event) => this.leave(event));
  }

  state() { return new URLSearchParams(new FormData(this.form)).toString(); }

  later() { clearTimeout(this.timer); this.timer = setTimeout(() => this.save(), PAUSE); }

  soon() { clearTimeout(this.timer); this.timer = setTimeout(() => this.save(), 150); }

  save() {
    if (!this.said || this.left) return Promise.resolve();
    if (this.busy) { this.again = true; return this.busy; }
    this.busy = this.send().finally(() => {
      this.busy = null;
      if (this.again) { this.again = false; this.soon(); }
    });
    return this.busy;
  }

  async send() {
    const before = this.state();
    if (before === this.seen) return;
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: new FormData(this.form), headers: { "X-Autosave": "1" } });
      if (answer.status >= 500 || answer.redirected) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.show(page, this.state() === before, answer.ok);
    } catch {
      this.said.textContent = "暂时没有保存上，您输入的内容仍在页面上";
      this.timer = setTimeout(() => this.save(), PAUSE);
    }
  }

  // What was saved comes back as the same page; where one is typing stays as it is.
  show(page, still, kept) {
    const fresh = page.querySelector("[data-editor]");
    if (!fresh) return;
    const here = document.activeElement;
    for (const part of page.querySelectorAll("[data-fresh]")) {
      const old = document.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
      const mine = ["form", "text"].includes(part.dataset.fresh);
      if (!old || (mine && (!kept || !still || old.contains(here)))) continue;
      old.replaceChildren(...[...part.childNodes].map((node) => document.importNode(node, true)));
    }
    this.look(page);
    if (kept) {
      this.form.elements.version.value = fresh.elements.version.value;
      this.seen = still ? this.state() : "";
      this.said.textContent = `已自动保存 ${new Date().toLocaleTimeString("zh-CN", { hour12: false })}`;
      if (!still) this.later();
    } else {
      this.seen = this.state();
      this.said.textContent = "没有保存，请看页面上方的提示";
    }
    document.dispatchEvent(new CustomEvent("editor:fresh"));
  }

  // The draft on a screen follows each save and stays where one was looking; while it cannot be read, the last one stays.
  look(page) {
    const mine = document.querySelector("[data-live]"), next = page.querySelector("[data-live]");
    if (!mine || !next) return;
    const frame = mine.querySelector("iframe"), fresh = next.querySelector("iframe");
    if (frame && !fresh) return;
    if (!frame || frame.getAttribute("src") !== fresh.getAttribute("src")) {
      mine.replaceChildren(...[...next.childNodes].map((node) => document.importNode(node, true)));
      return;
    }
    const top = frame.contentWindow.scrollY;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top), { once: true });
    frame.contentWindow.location.reload();
  }

  // A link out of the editor waits for what was typed.
  async leave(event) {
    const link = event.target.closest("a[href]");
    if (link?.dataset.line && goTo(Number(link.dataset.line), true)) { event.preventDefault(); return; }
    if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || this.state() === this.seen) return;
    event.preventDefault();
    clearTimeout(this.timer);
    await this.save();
    if (this.state() === this.seen && !document.querySelector("[data-fresh=wrong] .err")) location.assign(link.href);
  }
}

// A line of the text: shown, and where a complaint leads to it, selected.
function goTo(line, select = false) {
  const box = document.getElementById("text");
  if (!box || !line) return false;
  const lines = box.value.split("\n"), start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  box.scrollTop = Math.max(0, (line - 3) * parseFloat(getComputedStyle(box).lineHeight));
  if (select) { box.focus({ preventScroll: false }); box.setSelectionRange(start, start + (lines[line - 1] ?? "").length); }
  return true;
}

// The running text of a guide as people will read it, half a second after one stops.
class Prose {
  constructor(box, token) {
    this.box = box;
    box.addEventListener("input", (event) => {
      if (event.isComposing) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(token), 500);
    });
  }

  async ask(token) {
    const seen = document.getElementById(`${this.box.id}-seen`), text = this.box.value;
    const answer = await fetch(new URL("../prose/", location.href), { method: "POST", body: new URLSearchParams({ text, csrfmiddlewaretoken: token }) }).catch(() => null);
    if (!answer?.ok || this.box.value !== text || !seen) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    seen.replaceChildren(...[...page.body.childNodes].map((node) => document.importNode(node, true)));
  }
}

const form = document.querySelector("form[data-editor]");
if (form) {
  new Editor(form);
  goTo(Number(document.getElementById("text")?.dataset.line));
  const prose = () => form.querySelectorAll("textarea[data-prose]:not([data-seen])").forEach((box) => { box.dataset.seen = ""; new Prose(box, form.elements.csrfmiddlewaretoken.value); });
  document.addEventListener("editor:fresh", prose);
  prose();
}
