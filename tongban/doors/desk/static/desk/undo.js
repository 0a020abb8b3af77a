// <tb-seconds left="9" over="…">: counts the seconds down in which a notice may be taken back; then says that it went out.
class Seconds extends HTMLElement {
  connectedCallback() {
    this.end = performance.now() + 1000 * Number(this.getAttribute("left"));
    this.timer = setInterval(() => this.show(), 250);
  }

  disconnectedCallback() { clearInterval(this.timer); }

  show() {
    const left = Math.max(0, Math.ceil((this.end - performance.now()) / 1000));
    const number = this.querySelector(".num");
    if (left && number) { if (number.textContent !== String(left)) number.textContent = left; return; }
    clearInterval(this.timer);
    this.closest("form")?.querySelector("button")?.remove();
    this.closest("form")?.querySelector("strong")?.remove();
    this.textContent = this.getAttribute("over");
  }
}

customElements.define("tb-seconds", Seconds);
