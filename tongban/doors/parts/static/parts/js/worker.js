// Without a network: the looks, the page that says so, and the pages a person asked to keep (an offline code, a licence).
// Pages are always asked of the house first; what is kept is shown only when it cannot be reached.
const SHELL = "shell-1";
const KEPT = "kept-1";
const FILES = [/* files */];

self.addEventListener("install", event => {
  event.waitUntil(caches.open(SHELL).then(cache => cache.addAll([...FILES, "/offline/"])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", event => {
  const old = names => names.filter(name => name !== SHELL && name !== KEPT).map(name => caches.delete(name));
  event.waitUntil(caches.keys().then(names => Promise.all(old(names))).then(sweep).then(() => self.clients.claim()));
});

self.addEventListener("fetch", event => {
  const request = event.request;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && request.mode === "navigate") event.respondWith(sent(request));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});

// A kept page says until when (seconds since 1970); afterwards nobody is shown it, and it goes.
async function sweep() {
  const kept = await caches.open(KEPT);
  for (const request of await kept.keys()) {
    const until = Number((await kept.match(request)).headers.get("X-Keep-Offline"));
    if (!(until * 1000 > Date.now())) await kept.delete(request);
  }
}

async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.headers.get("X-Keep-Offline")) {
      const kept = await caches.open(KEPT);
      await kept.put(request.url, answer.clone());
      await sweep();
    }
    return answer;
  } catch {
    await sweep();
    return (await caches.match(request, { ignoreVary: true })) || (await caches.match("/offline/", { ignoreVary: true })) || Response.error();
  }
}

// A form that could not be sent: what was typed is held by the page itself, and the page for no network says so.
async function sent(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match("/offline/", { ignoreVary: true })) || Response.error();
  }
}

async function file(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) (await caches.open(SHELL)).put(request, answer.clone());
    return answer;
  } catch {
    return (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) || Response.error();
  }
}
