// A scanner gun (扫码枪) types like a keyboard: many keys, hardly any time between them, Enter at the end. What it types beside
// the fields is gathered and sent to be read, and no key of it is a shortcut. Whether a key is a person's shows only when no
// other follows, so a shortcut waits that long.
const GAP = 35; // milliseconds: no person types this fast
const SHORTEST = 4;
const SIGNS = {
  Minus: "-_", Equal: "=+", Period: ".>", Comma: ",<", Slash: "/?", Semicolon: ";:", Quote: "'\"", BracketLeft: "[{", BracketRight: "]}",
  Backslash: "\\|", Backquote: "`~", Space: "  ", NumpadDecimal: "..", NumpadSubtract: "--", NumpadDivide: "//", NumpadAdd: "++",
};
const SHIFTED = ")!@#$%^&*(";
const form = document.getElementById("gun");
let gathered = "";
let last = 0;
let timer = 0;
let person = () => {};

// By the place of the key: an input method that is on makes another sign of it, or none.
function sign(event) {
  const { code, shiftKey } = event;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey !== event.getModifierState("CapsLock") ? letter : letter.toLowerCase();
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  if (digit) return digit[1] === "Digit" && shiftKey ? SHIFTED[digit[2]] : digit[2];
  return SIGNS[code]?.[shiftKey ? 1 : 0] ?? (event.key.length === 1 ? event.key : "");
}

function settle() {
  clearTimeout(timer);
  if (gathered.length < SHORTEST) person();
  gathered = "";
  person = () => {};
}

// Whether a key comes too soon after the last one for a person.
export const hurried = (event) => event.timeStamp - last < GAP;

// Takes a key that was pressed beside the fields; ``act`` is what it means from a person's hand. Says whether it was taken.
export function gather(event, act) {
  if (!hurried(event)) settle();
  last = event.timeStamp;
  if (event.key === "Enter" || event.code === "Enter" || event.code === "NumpadEnter") {
    if (form && gathered.length >= SHORTEST) {
      form.elements.q.value = gathered;
      gathered = "";
      clearTimeout(timer);
      form.requestSubmit();
      return true;
    }
    settle();
    return false;
  }
  const typed = sign(event);
  if (!typed) return false;
  gathered += typed;
  const before = person;
  person = () => { before(); act(); };
  clearTimeout(timer);
  timer = setTimeout(settle, GAP);
  return true;
}
