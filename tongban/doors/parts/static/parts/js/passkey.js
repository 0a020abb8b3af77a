// A form that a passkey fills: the device makes or uses a key, its answer is sent as the field "passkey".
import { say } from "./say.js";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

async function answer(form) {
  const options = JSON.parse(form.dataset.options);
  const listed = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));
  options.challenge = bytes(options.challenge);
  if (form.dataset.passkey === "make") {
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = listed(options.excludeCredentials);
    const made = await navigator.credentials.create({ publicKey: options });
    return said(made, { attestationObject: text(made.response.attestationObject) });
  }
  options.allowCredentials = listed(options.allowCredentials);
  const used = await navigator.credentials.get({ publicKey: options });
  const { authenticatorData, signature, userHandle } = used.response;
  return said(used, {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

function said(key, more) {
  const response = { clientDataJSON: text(key.response.clientDataJSON), ...more };
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} });
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-passkey]");
  if (!form || form.elements.passkey.value || !window.PublicKeyCredential) return;
  event.preventDefault();
  answer(form).then(
    (found) => {
      form.elements.passkey.value = found;
      form.submit();
    },
    () => {
      const told = form.querySelector("[data-told]");
      told.textContent = say("没有完成确认。请再点一次，在设备上用指纹、面容或密码确认；也可以改用手机验证器。");
      told.hidden = false;
    },
  );
});
