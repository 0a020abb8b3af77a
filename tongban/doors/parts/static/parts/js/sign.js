// <fieldset data-sign>: a pad to write one's name on; what is written travels as points in the form, and stays when the
// form comes back. Without scripts, or without a hand to write with, the name is typed in the field beneath.
import { say } from "./say.js";

const WIDE = 600, HIGH = 200;

class Pad {
  constructor(field) {
    this.sent = field.querySelector("[name=strokes]");
    this.strokes = read(this.sent.value);
    this.canvas = Object.assign(document.createElement("canvas"), { width: WIDE, height: HIGH, className: "pad" });
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-describedby", "hint-pad");
    const again = Object.assign(document.createElement("button"), { type: "button", className: "btn txt", textContent: say("重写") });
    again.addEventListener("click", () => this.keep([]));
    for (const [name, act] of [["pointerdown", "begin"], ["pointermove", "go"], ["pointerup", "end"], ["pointercancel", "end"]]) {
      this.canvas.addEventListener(name, (e) => this[act](e));
    }
    const place = field.querySelector("[data-pad]");
    place.append(this.canvas, again);
    place.hidden = false;
    this.draw();
  }

  begin(e) {
    if (!e.isPrimary || e.button > 0) return;
    this.canvas.setPointerCapture(e.pointerId);
    this.stroke = [this.at(e)];
    this.strokes.push(this.stroke);
  }

  go(e) {
    if (!this.stroke) return;
    for (const one of e.getCoalescedEvents?.() ?? [e]) {
      const point = this.at(one), last = this.stroke.at(-1);
      if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= 3) this.stroke.push(point);
    }
    this.draw();
  }

  end() {
    if (!this.stroke) return;
    this.stroke = null;
    this.keep(this.strokes.slice(0, 80));
  }

  at(e) {
    const box = this.canvas.getBoundingClientRect();
    const fit = (part, whole, most) => Math.min(most, Math.max(0, Math.round((part / whole) * most)));
    return [fit(e.clientX - box.left, box.width, WIDE), fit(e.clientY - box.top, box.height, HIGH)];
  }

  keep(strokes) {
    this.strokes = strokes;
    this.sent.value = strokes.length ? JSON.stringify(strokes) : "";
    this.draw();
  }

  draw() {
    const pen = this.canvas.getContext("2d");
    pen.clearRect(0, 0, WIDE, HIGH);
    Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#14181f" });
    for (const [first, ...others] of this.strokes) {
      pen.beginPath();
      pen.moveTo(...first);
      for (const point of others.length ? others : [first]) pen.lineTo(...point);
      pen.stroke();
    }
    this.canvas.setAttribute("aria-label", this.strokes.length ? say("已手写签名") : say("手写签名框，还没有写"));
  }
}

function read(text) {
  try { return JSON.parse(text || "[]"); } catch { return []; }
}

const begin = () => document.querySelectorAll("[data-sign]").forEach((field) => {
  if (!field.querySelector("canvas")) new Pad(field);
});
document.addEventListener("tb:renewed", begin);
begin();
