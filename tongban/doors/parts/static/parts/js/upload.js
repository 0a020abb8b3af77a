// <form data-upload>: the chosen file goes up at once, with its progress; without scripts the button does the same.
import { say } from "./say.js";

for (const form of document.querySelectorAll("form[data-upload]")) {
  const input = form.querySelector("input[type=file]");
  const said = form.querySelector("[data-progress]");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", say("上传进度"));
  input.addEventListener("change", () => input.files.length && send(form, input, said, bar));
}

function send(form, input, said, bar) {
  const request = new XMLHttpRequest();
  const file = input.files[0];
  said.replaceChildren(bar, ` ${say("正在上传")} ${file.name} `);
  request.upload.addEventListener("progress", (e) => { bar.value = (100 * e.loaded) / e.total; });
  request.addEventListener("load", () => (request.status >= 500 ? retry(form, input, said, bar, say("服务器忙，没有传成。")) : finished(request, form, said)));
  request.addEventListener("error", () => retry(form, input, said, bar, say("网络中断，没有传完。")));
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(new FormData(form));
}

function finished(request, form, said) {
  if (request.status < 300) { location.hash = form.id; location.reload(); return; }
  let why = { title: say("上传没有成功。"), detail: say("请稍后再试。") };
  try { why = JSON.parse(request.responseText); } catch { /* not ours: keep the plain sentence */ }
  said.className = "msg";
  said.textContent = `${why.title}${why.detail || ""}`;
  const fresh = form.querySelector("input[name=key]");
  if (fresh) fresh.value += "R"; // another file is another deed
}

function retry(form, input, said, bar, sentence) {
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn sec";
  again.textContent = say("重新上传");
  again.addEventListener("click", () => send(form, input, said, bar));
  said.replaceChildren(sentence, again);
}
