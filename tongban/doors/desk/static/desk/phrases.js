// Phrases (常用语): typed as // and a few of their words wherever an opinion is written, or chosen from their list. One that was
// kept with its article brings the article along, where none was chosen yet.
import { Offered } from "../parts/js/offered.js";

const ASKED = /(?<![:：])(?:\/\/|／／|、、)([^\s/／、]{0,20})$/; // an input method makes 、 of the same key
const MOST = 8;

function bring(option) {
  const law = option?.dataset.law;
  const into = document.getElementById("law_other");
  const picked = document.getElementById("f-law");
  if (law && into && !into.value && !picked?.value) into.value = law;
}

class Phrases extends Offered {
  constructor(box, offer) {
    super(box, `${offer.id}-offered`, "常用语");
    this.list.classList.add("all"); // few enough to be seen without scrolling
    this.phrases = [...offer.options].filter((one) => one.value);
    box.placeholder ||= "输入 // 插入常用语";
  }

  offer() {
    const asked = this.before.match(ASKED);
    const found = asked ? this.phrases.filter((one) => one.text.includes(asked[1])).slice(0, MOST) : [];
    this.show(found.map((one) => Object.assign(document.createElement("li"), { textContent: one.text, phrase: one })));
    if (found.length) this.choose([...this.list.children], 0);
  }

  take(row) {
    this.write(row.phrase.text, this.before.match(ASKED)[0].length);
    bring(row.phrase);
  }
}

document.addEventListener("change", (event) => event.target.matches?.("select[data-into]") && bring(event.target.selectedOptions[0]));
document.querySelectorAll("textarea[data-phrases]").forEach((box) => {
  const offer = document.getElementById(box.dataset.phrases);
  if (offer) new Phrases(box, offer);
});
