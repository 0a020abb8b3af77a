// <tb-sitting left="1790" ask="…" stay="…">: says two minutes before a sitting ends by itself, and one click keeps it. Who types
// or clicks on a page is there, though nothing is sent: that is told now and then. Without a script the page only says the time.
const WARN = 120, TOLD_EVERY = 300; // seconds

class Sitting extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.stands = this.told = performance.now();
    this.plan(Number(this.getAttribute("left")));
    for (const kind of ["input", "keydown", "pointerdown"]) document.addEventListener(kind, () => this.here(), { passive: true });
    this.querySelector("[data-stay]").addEventListener("click", () => this.stay());
    this.dialog.addEventListener("cancel", () => this.stay());
  }

  plan(left) {
    if (!(left > 0)) return this.over();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), Math.max(1, left > WARN ? left - WARN : left) * 1000);
  }

  here() {
    if (this.dialog.open || performance.now() - this.told < TOLD_EVERY * 1000) return;
    this.told = performance.now();
    this.left(this.getAttribute("stay")).then((left) => left === null || this.plan(left));
  }

  async stay() {
    this.dialog.close();
    this.told = performance.now();
    const left = await this.left(this.getAttribute("stay"));
    if (left !== null) this.plan(left);
  }

  // Another window may have been used meanwhile: the house knows.
  async ask() {
    const left = await this.left(this.getAttribute("ask"));
    if (left === null) return this.plan(30); // no network: asked again
    if (left > WARN + 1) return this.plan(left);
    if (left > 0 && !this.dialog.open) this.dialog.showModal();
    return this.plan(left);
  }

  async left(address) {
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      return answer.ok ? (await answer.json()).left : 0;
    } catch { return null; }
  }

  over() {
    clearTimeout(this.timer);
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.querySelectorAll("[data-soon]").forEach((one) => { one.hidden = true; });
    this.dialog.querySelectorAll("[data-over]").forEach((one) => { one.hidden = false; });
  }
}

customElements.define("tb-sitting", Sitting);
