// <button data-camera> in a form that takes a file: the document camera (高拍仪) or any other is looked through, a picture taken
// and sent like a chosen file; then comes the page where it is cut. Where there is no camera the file is chosen as before.
const dialog = document.getElementById("camera");
const view = dialog?.querySelector("video");
const choice = dialog?.querySelector("select");
const said = dialog?.querySelector("[role=status]");
let stream = null;
let form = null;

const dark = () => { stream?.getTracks().forEach((track) => track.stop()); stream = null; };

async function look(id) {
  dark();
  said.textContent = "正在打开摄像头 …";
  const best = { width: { ideal: 2592 }, height: { ideal: 1944 } };
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: id ? { ...best, deviceId: { exact: id } } : best });
  } catch {
    said.textContent = "没有找到摄像头，或者浏览器没有允许使用。请检查连接和浏览器权限；也可以直接选择文件。";
    return;
  }
  view.srcObject = stream;
  await view.play();
  said.textContent = "";
  const here = stream.getVideoTracks()[0].getSettings().deviceId;
  const found = (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === "videoinput");
  choice.replaceChildren(...found.map((one, n) => new Option(one.label || `摄像头 ${n + 1}`, one.deviceId, false, one.deviceId === here)));
}

async function take() {
  if (!stream || !view.videoWidth) return;
  const sheet = document.createElement("canvas");
  sheet.width = view.videoWidth;
  sheet.height = view.videoHeight;
  sheet.getContext("2d").drawImage(view, 0, 0);
  said.textContent = "正在放入 …";
  const file = await new Promise((done) => { sheet.toBlob(done, "image/jpeg", 0.92); });
  const data = new FormData(form);
  data.set("file", file, "camera.jpg");
  data.set("then", "crop");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
    if (answer.ok) { dark(); location.assign(answer.url); return; }
    const why = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[role=alert]");
    said.textContent = why?.textContent ?? "没有放入成功，请再拍一次。";
  } catch { said.textContent = "网络中断，没有传完，请再拍一次。"; }
}

if (dialog && navigator.mediaDevices?.getUserMedia) {
  for (const button of document.querySelectorAll("[data-camera]")) {
    button.hidden = false;
    button.addEventListener("click", () => { form = button.closest("form"); dialog.showModal(); look(""); });
  }
  choice.addEventListener("change", () => look(choice.value));
  dialog.querySelector("[data-take]").addEventListener("click", take);
  dialog.addEventListener("close", dark);
}
