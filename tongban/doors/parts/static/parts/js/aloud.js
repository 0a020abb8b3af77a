// Reading aloud: where the device can speak Chinese, a button above the page reads its main part, sentence by sentence.
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
    button.setAttribute("aria-pressed", "false");
    button.textContent = start;
  }

  function read() {
    speechSynthesis.cancel();
    button.setAttribute("aria-pressed", "true");
    button.textContent = stop;
    const said = document.querySelector("main").innerText.split(/(?<=[。？！；\n])/).map((s) => s.trim()).filter(Boolean);
    said.forEach((sentence, n) => {
      const one = new SpeechSynthesisUtterance(sentence);
      one.lang = "zh-CN";
      if (document.documentElement.hasAttribute("data-elder")) one.rate = 0.85;
      if (n === said.length - 1) one.addEventListener("end", hush);
      speechSynthesis.speak(one);
    });
  }
}
