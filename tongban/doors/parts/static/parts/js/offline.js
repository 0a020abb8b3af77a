// Keeps the shell on the device, and lists on the offline page which pages were kept.
if ("serviceWorker" in navigator && document.querySelector('link[rel="manifest"]')) {
  navigator.serviceWorker.register("/worker.js").catch(() => {});
}

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
