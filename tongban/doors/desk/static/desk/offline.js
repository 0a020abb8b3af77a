// A code is checked here with the public keys that lie in the page; each use is kept until the house has been told of it.
const SKEW = 30;
const KINDS = { person: "个人码", enterprise: "企业码" };
const FORGED = "这个码的签名不对，可能是伪造的。请不要采信。";
const OTHER = "这不是本平台的码，或者核验公钥已经更换。";
const place = document.querySelector("[data-offline]");
const form = place.querySelector("[data-check]");
const answer = place.querySelector("[data-answer]");
const pack = JSON.parse(document.getElementById("pack").textContent);

class Bad extends Error {}

const kept = () => JSON.parse(localStorage.getItem("window-uses") || "[]");
const keep = (uses) => localStorage.setItem("window-uses", JSON.stringify(uses));
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const json = (text) => JSON.parse(new TextDecoder().decode(bytes(text)));
const hour = (moment) => new Date(moment).toLocaleString("zh-CN", { hour12: false });

function line(tone, ...texts) {
  const box = document.createElement("div");
  box.className = `note ${tone}`;
  for (const text of texts) box.append(Object.assign(document.createElement("p"), { textContent: text }));
  return box;
}

async function read(text) {
  const [head, body, signature, more] = text.trim().split(".");
  let said, claims;
  try { said = json(head); claims = json(body); } catch { throw new Bad(OTHER); }
  const jwk = pack.keys.find((one) => one.kid === said.kid && one.crv === "Ed25519");
  if (more !== undefined || said.alg !== "EdDSA" || said.typ !== "tb-code+jwt" || "crit" in said || !jwk) throw new Bad(OTHER);
  const key = await crypto.subtle.importKey("jwk", { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, { name: "Ed25519" }, false, ["verify"]);
  const right = await crypto.subtle.verify({ name: "Ed25519" }, key, bytes(signature), new TextEncoder().encode(`${head}.${body}`));
  if (!right) throw new Bad(FORGED);
  return claims;
}

function counts(claims, now) {
  if (!KINDS[claims.use] || !claims.exp) throw new Bad("这不是个人码、企业码。");
  if (now < claims.nbf - SKEW) throw new Bad("这个码还没有到可以使用的时间，请核对设备时钟。");
  if (now >= claims.exp + SKEW) throw new Bad("这个码已经过期，请对方刷新后重新出示。");
  if (pack.withdrawn.includes(claims.sub) || pack.withdrawn.includes(claims.bat)) throw new Bad("这个码已经被本人停用，请对方重新开通后出示。");
  if (kept().some((use) => use.number === claims.jti)) throw new Bad("这个码刚刚已经核验过一次，可能是截图或者复制的，请对方出示下一个码。");
}

async function check(event) {
  event.preventDefault();
  const code = form.elements.code.value.trim(), purpose = form.elements.purpose.value.trim();
  if (!purpose) return answer.replaceChildren(line("bad", "请先写明要办什么。", "对方能看到您写的内容。"));
  try {
    const claims = await read(code);
    counts(claims, Date.now() / 1000);
    keep([...kept(), { code, purpose, number: claims.jti, at: new Date().toISOString(), official: pack.official }]);
    form.elements.code.value = "";
    answer.replaceChildren(line("ok", `码是真的，没有过期：${KINDS[claims.use]} ${claims.sub}`, `这是断网核验。没有问到的：${hour(pack.made_at)} 之后本人有没有停用这个码；别的窗口有没有用过；他是谁、名下有什么。`, "请核对身份证件后再办。"));
  } catch (why) {
    answer.replaceChildren(line("bad", why instanceof Bad ? why.message : "这个浏览器不能断网核验。", "请不要凭这个码办理。"));
  }
  show();
  tell();
}

function show() {
  const uses = kept();
  place.querySelector("[data-waiting]").textContent = uses.length ? `有 ${uses.length} 次核验等着补报。` : "没有。";
  place.querySelector("[data-tell]").hidden = !uses.length;
}

// The page's own token may be of an earlier sitting: a fresh page brings a fresh one, or says that one has to sign in.
async function token() {
  const page = await fetch(location.pathname, { headers: { "X-Fresh": "1" } });
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  const official = fresh.getElementById("pack");
  return { official: official ? JSON.parse(official.textContent).official : "", token: fresh.querySelector("[data-check] [name=csrfmiddlewaretoken]")?.value };
}

let telling = false;

async function tell() {
  if (telling || !kept().length) return;
  telling = true;
  try {
    const me = await token();
    if (!me.token) return answer.append(line("warn", "登录已经结束，核验记录还在这台设备上。", "请重新登录后打开这一页，会自动补报。"));
    for (const use of kept()) await one(use, me);
  } catch { /* no line yet: told with the next turn */ } finally { telling = false; }
  show();
}

async function one(use, me) {
  if (use.official !== me.official) return answer.append(line("warn", `有一次核验是工号 ${use.official} 做的。`, "请他登录后补报。"));
  const body = new URLSearchParams({ csrfmiddlewaretoken: me.token, code: use.code, purpose: use.purpose, at: use.at });
  const told = await fetch(place.dataset.offline, { method: "POST", body, headers: { Accept: "application/json" } });
  if (told.status >= 500 || told.status === 401 || told.status === 403 || told.status === 429) return;
  const said = await told.json();
  keep(kept().filter((other) => other.number !== use.number));
  if (!told.ok) answer.append(line("bad", `${hour(use.at)} 的核验没有记上：${said.sentence}`, said.next));
  else if (said.withdrawn) answer.append(line("bad", `${hour(use.at)} 核验的码，当时本人已经停用。`, "请核对这件事是不是本人办的。"));
  else answer.append(line("ok", `${hour(use.at)} 的核验已经补报，对方能看到。`));
}

// Page, looks and scripts are laid by, so that this address opens without a network on this device.
async function layBy() {
  const ready = place.querySelector("[data-ready]");
  if (!("serviceWorker" in navigator)) return (ready.textContent = "这个浏览器不能在断网时打开这一页。");
  await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
  const files = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
  await (await caches.open("shell-1")).addAll(files);
  await (await caches.open("kept-1")).add(location.pathname);
  ready.textContent = `断网时可以用。公钥和停用名单是 ${hour(pack.made_at)} 的，有网络时请每天打开一次。`;
}

form.addEventListener("submit", check);
place.querySelector("[data-tell]").addEventListener("click", tell);
addEventListener("online", tell);
show();
tell();
layBy().catch(() => {
  place.querySelector("[data-ready]").textContent = `现在没有网络。公钥和停用名单是 ${hour(pack.made_at)} 的。`;
});
