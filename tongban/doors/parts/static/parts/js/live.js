// <tb-live id="…" channels="case/… inbox">: news on these channels brings the element's content anew from this very page.
// Push carries news, never data; where the stream cannot be had, the page asks now and then.
import { say } from "./say.js";

class Live extends HTMLElement {
  connectedCallback() {
    this.busy = false;
    const query = this.getAttribute("channels").split(" ").map((c) => `s=${encodeURIComponent(c)}`).join("&");
    this.source = new EventSource(`/live/?${query}`);
    this.source.addEventListener("news", () => this.later(150));
    this.source.addEventListener("error", () => this.source.readyState === EventSource.CLOSED && this.poll());
    addEventListener("pagehide", () => this.source.close(), { once: true });
  }

  disconnectedCallback() {
    this.source.close();
    clearInterval(this.polling);
  }

  poll() {
    this.polling ??= setInterval(() => document.visibilityState === "visible" && this.refresh(), 20000);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), wait);
  }

  async refresh() {
    if (this.busy) return this.later(500);
    this.busy = true;
    try {
      const answer = await fetch(this.getAttribute("from") || location.href, { headers: { "X-Fragment": this.id } });
      if (answer.ok && !answer.redirected) this.show(await answer.text());
    } catch { /* offline: the next news or the next poll tries again */ } finally { this.busy = false; }
  }

  show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(this.id);
    if (!fresh || fresh.innerHTML === this.innerHTML) return;
    // Nobody loses what he is typing or reading: then the news waits behind a button.
    if (this.hasAttribute("ask") || this.querySelector("input:focus, textarea:focus, select:focus")) return this.offer(fresh);
    this.replaceChildren(...fresh.childNodes);
    this.dispatchEvent(new CustomEvent("tb:renewed", { bubbles: true }));
  }

  offer(fresh) {
    let button = this.querySelector(":scope > .live-offer");
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "btn sec live-offer";
      button.textContent = say("有更新，点击刷新");
      this.prepend(button);
    }
    button.onclick = () => this.replaceChildren(...fresh.childNodes);
  }
}

customElements.define("tb-live", Live);
