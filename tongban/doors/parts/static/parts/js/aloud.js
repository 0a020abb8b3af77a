// Reading aloud: where the device can speak Chinese, a button above the page reads its main part, sentence by sentence,
// and marks the sentence that is being read.
const WORDS = { "zh-Hans": ["朗读", "停止朗读"], "zh-Hant": ["朗讀", "停止朗讀"], en: ["Read aloud", "Stop"] };
const bar = document.querySelector(".topbar form");
if (bar && "speechSynthesis" in window && document.querySelector("main h1")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "flat";
  const [start, stop] = WORDS[document.documentElement.lang] ?? WORDS["zh-Hans"];
  button.textContent = start;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? hush() : read()));
  bar.append(button);
  addEventListener("pagehide", hush);

  function hush() {
    speechSynthesis.cancel();
    mark(null);
    button.setAttribute("aria-pressed", "false");
    button.textContent = start;
  }

  function read() {
    speechSynthesis.cancel();
    button.setAttribute("aria-pressed", "true");
    button.textContent = stop;
    const said = sentences(document.querySelector("main"));
    said.forEach((range, n) => {
      const one = new SpeechSynthesisUtterance(range.toString().replace(/\s+/g, " ").trim());
      one.lang = "zh-CN";
      if (document.documentElement.hasAttribute("data-elder")) one.rate = 0.85;
      one.addEventListener("start", () => mark(range));
      if (n === said.length - 1) one.addEventListener("end", hush);
      speechSynthesis.speak(one);
    });
  }
}

// The sentence that is read: marked where it stands, without touching the page; its paragraph where that cannot be done.
let marked = null;
function mark(range) {
  marked?.classList.remove("aloud");
  globalThis.CSS?.highlights?.delete("aloud");
  if (!range) return;
  const block = range.startContainer.parentElement;
  if (globalThis.CSS?.highlights) CSS.highlights.set("aloud", new Highlight(range));
  else block.classList.add("aloud");
  marked = block;
  block.scrollIntoView({ block: "nearest" });
}

function seen(element) {
  return !element.closest("[aria-hidden=true]") && (!element.checkVisibility || element.checkVisibility());
}

function paragraph(element) {
  while (/^(inline$|contents)/.test(getComputedStyle(element).display) && element.parentElement) element = element.parentElement;
  return element;
}

// Every sentence that can be seen, as a range of the page: it ends at its mark, or where its paragraph ends.
function sentences(main) {
  const found = [], walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let range = null, block = null;
  const close = () => { if (range && range.toString().trim()) found.push(range); range = null; };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !seen(node.parentElement)) continue;
    const here = paragraph(node.parentElement);
    if (here !== block) close();
    block = here;
    for (const part of node.data.matchAll(/[^。？！；]*[。？！；]?/g)) {
      if (!part[0].trim()) continue;
      if (!range) { range = document.createRange(); range.setStart(node, part.index); }
      range.setEnd(node, part.index + part[0].length);
      if (/[。？！；]$/.test(part[0])) close();
    }
  }
  close();
  return found;
}
