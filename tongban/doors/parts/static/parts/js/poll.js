// <tb-poll id="…" every="3">: brings its content anew from this very page every so many seconds while somebody looks.
class Poll extends HTMLElement {
  connectedCallback() { this.plan(); }

  disconnectedCallback() { clearTimeout(this.timer); }

  plan() {
    const seconds = Number(this.getAttribute("every"));
    if (seconds > 0) this.timer = setTimeout(() => this.refresh(), seconds * 1000);
  }

  async refresh() {
    try {
      const answer = document.visibilityState === "visible" && (await fetch(location.href));
      if (answer && answer.ok) this.show(await answer.text());
    } catch { /* the next turn tries again */ }
    this.plan();
  }

  show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(this.id);
    if (!fresh) return;
    this.setAttribute("every", fresh.getAttribute("every"));
    if (fresh.innerHTML !== this.innerHTML) this.replaceChildren(...fresh.childNodes);
  }
}

customElements.define("tb-poll", Poll);
