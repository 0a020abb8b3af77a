// <tb-address from="…"> around the two controls of an address: standard addresses are offered by the browser's own list while
// one types; the one that is taken brings its street along. Without scripts the button below leads to a page to choose from.
class Address extends HTMLElement {
  connectedCallback() {
    [this.street, this.text] = [this.querySelector("select"), this.querySelector("input:not([type=hidden])")];
    if (!this.street || !this.text) return;
    this.list = document.createElement("datalist");
    this.list.id = `${this.text.id}-list`;
    this.append(this.list);
    this.text.setAttribute("list", this.list.id);
    this.text.setAttribute("autocomplete", "off");
    this.text.addEventListener("input", (event) => event.isComposing || this.later());
    this.text.addEventListener("compositionend", () => this.later());
  }

  disconnectedCallback() { clearTimeout(this.timer); }

  later() {
    clearTimeout(this.timer);
    const taken = [...this.list.options].find((one) => one.value === this.text.value);
    if (taken) return this.take(taken);
    this.timer = setTimeout(() => this.ask(), 250);
  }

  take(option) {
    const street = option.dataset.street;
    if ([...this.street.options].some((one) => one.value === street)) this.street.value = street;
    this.street.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    const asked = new URLSearchParams({ q: this.text.value.trim(), area: this.street.value.slice(0, 6) });
    try {
      const answer = await fetch(`${this.getAttribute("from")}?${asked}`, { signal: this.asking.signal });
      if (answer.ok) this.offer(await answer.json());
    } catch { /* the next key asks again; the form works without */ }
  }

  offer(found) {
    this.list.replaceChildren(...found.addresses.map((one) => {
      const option = document.createElement("option");
      Object.assign(option, { value: one.text, label: `${one.text}（${one.place}）` });
      option.dataset.street = one.street;
      return option;
    }));
  }
}

customElements.define("tb-address", Address);
