// <tb-reading from="…">: while the machine is still reading, the page asks again; without scripts one reloads it.
class Reading extends HTMLElement {
  connectedCallback() { this.wait(1200, 0); }

  wait(pause, asked) {
    if (!this.querySelector("[data-waiting]") || asked > 60) return;
    this.timer = setTimeout(() => this.ask(Math.min(pause * 1.15, 5000), asked + 1), pause);
  }

  disconnectedCallback() { clearTimeout(this.timer); }

  async ask(pause, asked) {
    try {
      const answer = await fetch(this.getAttribute("from"));
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(this.id);
      if (fresh && !fresh.querySelector("[data-waiting]")) this.replaceChildren(...fresh.childNodes);
    } catch { /* offline: the next turn tries again */ }
    this.wait(pause, asked);
  }
}

customElements.define("tb-reading", Reading);
