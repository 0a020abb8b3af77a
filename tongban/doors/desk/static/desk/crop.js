// <tb-crop>: four points over the picture that stand where the numbers below say; dragged or moved with the arrows they change
// the numbers, and the numbers are what is sent.
const NAMES = { tl: "左上角", tr: "右上角", br: "右下角", bl: "左下角" };
const STEPS = { ArrowLeft: [-0.5, 0], ArrowRight: [0.5, 0], ArrowUp: [0, -0.5], ArrowDown: [0, 0.5] };
const inside = (n) => Math.min(100, Math.max(0, n));

class Crop extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.frame = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.frame.setAttribute("viewBox", "0 0 100 100");
    this.frame.setAttribute("preserveAspectRatio", "none");
    this.frame.setAttribute("aria-hidden", "true");
    this.shape = this.frame.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "polygon"));
    this.append(this.frame);
    this.points = Object.keys(NAMES).map((name) => this.point(name));
    this.form.addEventListener("input", () => this.show());
    this.show();
  }

  at(name) { return ["x", "y"].map((side) => this.form.elements[`${name}_${side}`]); }

  point(name) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", `${NAMES[name]}：按方向键移动`);
    button.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      this.move(name, ...this.at(name).map((input, i) => Number(input.value) + step[i]));
    });
    button.addEventListener("pointerdown", (event) => { button.setPointerCapture(event.pointerId); event.preventDefault(); button.focus(); });
    button.addEventListener("pointermove", (event) => {
      if (!button.hasPointerCapture(event.pointerId)) return;
      const box = this.getBoundingClientRect();
      this.move(name, (100 * (event.clientX - box.left)) / box.width, (100 * (event.clientY - box.top)) / box.height);
    });
    this.append(button);
    return [name, button];
  }

  move(name, x, y) {
    const [across, down] = this.at(name);
    across.value = inside(x).toFixed(1);
    down.value = inside(y).toFixed(1);
    this.show();
  }

  show() {
    const places = this.points.map(([name, button]) => {
      const [x, y] = this.at(name).map((input) => inside(Number(input.value)));
      button.style.left = `${x}%`;
      button.style.top = `${y}%`;
      return `${x},${y}`;
    });
    this.shape.setAttribute("points", places.join(" "));
  }
}

customElements.define("tb-crop", Crop);
