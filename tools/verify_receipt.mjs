// The same check as verify_receipt.py, written apart from it, with nothing but Node itself.
//   node verify_receipt.mjs receipt.tlog-proof need vkey...
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const [file, need, ...vkeys] = process.argv.slice(2);
const hash = (...bytes) => createHash("sha256").update(Buffer.concat(bytes)).digest();
const fail = (why) => { console.log(`NOT PROVED: ${why}`); process.exit(1); };
const DER = Buffer.from("302a300506032b6570032100", "hex"); // SubjectPublicKeyInfo of an Ed25519 key

function unbase64(text) {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) throw new Error("not Base64");
  return bytes;
}

function trusted(vkey) {
  const [, name, id, rest] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey);
  const raw = unbase64(rest);
  const known = hash(Buffer.from(`${name}\n`), raw).subarray(0, 4);
  if (known.toString("hex") !== id || raw.length !== 33) throw new Error(`key of ${name}`);
  return { name, known, kind: raw[0], key: createPublicKey({ key: Buffer.concat([DER, raw.subarray(1)]), format: "der", type: "spki" }) };
}

function signedBy(one, body, lines) {
  for (const line of lines) {
    const [dash, name, blob] = line.split(" ");
    const raw = unbase64(blob);
    if (dash !== "\u2014" || name !== one.name || !raw.subarray(0, 4).equals(one.known)) continue;
    const witness = one.kind === 4;
    const message = witness ? `cosignature/v1\ntime ${raw.readBigUInt64BE(4)}\n${body}` : body;
    return verify(null, Buffer.from(message), one.key, raw.subarray(witness ? 12 : 4)) || fail(`signature of ${name}`);
  }
  return false;
}

// The root by halving the tree as RFC 6962 defines it, from the top down.
function root(leaf, index, size, path) {
  if (size === 1) return path.length === 0 ? leaf : fail("proof too long");
  if (path.length === 0) fail("proof too short");
  let half = 1;
  while (half * 2 < size) half *= 2;
  const [rest, other] = [path.slice(0, -1), path[path.length - 1]];
  return index < half
    ? hash(Buffer.from([1]), root(leaf, index, half, rest), other)
    : hash(Buffer.from([1]), other, root(leaf, index - half, size - half, rest));
}

try {
  const text = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  const gap = text.indexOf("\n\n"), end = text.lastIndexOf("\n\n");
  const [first, extra, place, ...path] = text.slice(0, gap).split("\n");
  const body = text.slice(gap + 2, end + 1);
  const lines = text.slice(end + 2).trimEnd().split("\n");
  const [origin, size, head] = body.split("\n");
  if (first !== "c2sp.org/tlog-proof@v1") fail("not a receipt");
  const keys = vkeys.map(trusted);
  if (!keys.some((one) => one.kind === 1 && one.name === origin && signedBy(one, body, lines))) fail("log not trusted");
  const seen = keys.filter((one) => one.kind === 4 && signedBy(one, body, lines));
  if (seen.length < Number(need)) fail(`${seen.length} witnesses`);
  const held = JSON.parse(unbase64(extra.slice(6)).toString("utf8"));
  const index = Number(place.slice(6));
  if (!(index >= 0 && index < Number(size))) fail("place outside the log");
  const leaf = hash(Buffer.from([0]), Buffer.from(held.entry, "utf8"));
  if (!root(leaf, index, Number(size), path.map(unbase64)).equals(unbase64(head))) fail("not in the log");
  const fact = JSON.parse(held.entry), told = JSON.parse(held.line);
  if (hash(Buffer.from(held.salt, "hex"), Buffer.from(held.line, "utf8")).toString("hex") !== fact.digest) fail("content");
  for (const name of ["subject", "kind", "at"]) if (told[name] !== fact[name]) fail("another fact");
  console.log(`PROVED: ${told.kind} of ${told.subject} at ${told.at}`);
} catch (error) {
  console.log(`CANNOT BE READ: ${error.message}`);
  process.exit(2);
}
