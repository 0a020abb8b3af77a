// Keeps the shell on the device, lists on the offline page which pages were kept, and sends what was typed without a network.
import { all, came, forget, sendAll } from "./held.js";

if ("serviceWorker" in navigator && document.querySelector('link[rel="manifest"]')) {
  navigator.serviceWorker.register("/worker.js").catch(() => {});
}

// What one person kept is not the next one's: where somebody else signs in without the first having signed out, it goes.
const who = document.body.dataset.who;
if (who && navigator.onLine) {
  if ((localStorage.getItem("who") ?? who) !== who) {
    forget();
    if ("caches" in window) await caches.delete("kept-1");
  }
  localStorage.setItem("who", who);
  came();
  sendAll();
  addEventListener("online", sendAll);
}

const note = document.querySelector("[data-held]");
if (note) note.hidden = !all().length;

const list = document.querySelector("[data-kept]");
if (list && "caches" in window) {
  const kept = await caches.open("kept-1");
  for (const request of await kept.keys()) {
    const page = await (await kept.match(request)).text();
    const title = new DOMParser().parseFromString(page, "text/html").querySelector("h1");
    const link = Object.assign(document.createElement("a"), { href: request.url, textContent: title ? title.textContent.trim() : request.url });
    const line = document.createElement("li");
    line.append(link);
    list.append(line);
  }
  list.closest("[data-kept-card]").hidden = !list.children.length;
}
