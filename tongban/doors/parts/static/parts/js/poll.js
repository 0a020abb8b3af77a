// <tb-poll id="…" every="3">: brings its content anew from this very page every so many seconds while somebody looks.
class Poll extends HTMLElement {
  connectedCallback() {
    this.shown ??= said(this);
    this.plan();
  }

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
    const news = said(fresh);
    if (news === this.shown) return;
    this.shown = news;
    this.replaceChildren(...fresh.childNodes);
    this.dispatchEvent(new CustomEvent("tb:renewed", { bubbles: true }));
  }
}

// What a page says, without the keys it is made with each time: while that is the same, what somebody writes there stays.
function said(element) {
  const copy = element.cloneNode(true);
  for (const one of copy.querySelectorAll("input[type=hidden]")) one.removeAttribute("value");
  for (const one of copy.querySelectorAll("[data-pad]")) one.remove();
  return copy.innerHTML;
}

customElements.define("tb-poll", Poll);
