#!/usr/bin/env python3
"""Check a receipt (存证凭据) without the platform: no network, nothing of the product, only `cryptography` for Ed25519.

    python verify_receipt.py receipt.tlog-proof --key <log vkey> --key <witness vkey> [--need 1]

It shows that the fact was sealed in the log at that place, that its content is what was sealed, and that so many of
the witnesses you trust saw the same log. Keys are written name+id+base64 (C2SP signed-note); take them from the
witness, not from whoever gave you the receipt. Exit code 0: proved. 1: not proved. 2: cannot be read.
"""

import argparse
import base64
import hashlib
import json
import struct
import sys
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LOG, WITNESS = 1, 4


class NotProvedError(Exception):
    pass


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def read_key(text):
    """name+id+base64(kind ‖ key) → (name, id, kind, key)"""
    name, said, blob = text.strip().split("+", 2)
    raw = base64.b64decode(blob, validate=True)
    known = sha(name.encode(), b"\n", raw)[:4]
    if known.hex() != said or len(raw) != 33:
        raise ValueError(f"the key of {name} does not fit its identifier")
    return name, known, raw[0], raw[1:]


def signed(text, lines, key):
    """When ``key`` signed (0 for a log), or None."""
    name, known, kind, public = key
    for line in lines:
        mark, who, blob = line.split(" ", 2)
        raw = base64.b64decode(blob, validate=True)
        if mark != "\u2014" or who != name or raw[:4] != known:
            continue
        at, signature, message = 0, raw[4:], text
        if kind == WITNESS:
            at, signature = struct.unpack(">Q", raw[4:12])[0], raw[12:]
            message = f"cosignature/v1\ntime {at}\n{text}"
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message.encode())
            return at
        except InvalidSignature:
            raise NotProvedError(f"the signature of {name} is not good") from None
    return None


def climb(leaf, index, size, path):
    """The root that ``path`` leads to from leaf ``index`` of ``size`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise NotProvedError("the place lies outside the log")
    at, last, found = index, size - 1, leaf
    for other in path:
        if last == 0:
            raise NotProvedError("the proof is too long")
        if at % 2 or at == last:
            found = sha(b"\x01", other, found)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            found = sha(b"\x01", found, other)
        at, last = at // 2, last // 2
    if last:
        raise NotProvedError("the proof is too short")
    return found


def check(receipt, keys, need):
    """Raise NotProvedError, or return what is proved."""
    proof, _, note = receipt.replace("\r\n", "\n").partition("\n\n")
    text, _, signatures = note.rpartition("\n\n")
    text, lines = text + "\n", signatures.splitlines()
    first, extra, index, *path = proof.split("\n")
    origin, size, root = text.split("\n")[:3]
    if first != "c2sp.org/tlog-proof@v1":
        raise NotProvedError("not a receipt")
    held = json.loads(base64.b64decode(extra.removeprefix("extra "), validate=True))
    entry, line, salt = held["entry"], held["line"], bytes.fromhex(held["salt"])

    logs = [key for key in keys if key[2] == LOG and key[0] == origin]
    if not any(signed(text, lines, key) is not None for key in logs):
        raise NotProvedError(f"no key you trust signed the log {origin}")
    seen = {key[0]: at for key in keys if key[2] == WITNESS and (at := signed(text, lines, key)) is not None}
    if len(seen) < need:
        raise NotProvedError(f"{len(seen)} of the witnesses you trust saw this log, {need} are needed")

    hashes = [base64.b64decode(one, validate=True) for one in path]
    leaf = sha(b"\x00", entry.encode())
    if climb(leaf, int(index.removeprefix("index ")), int(size), hashes) != base64.b64decode(root, validate=True):
        raise NotProvedError("the fact does not stand in the log at this place")
    fact, told = json.loads(entry), json.loads(line)
    if sha(salt, line.encode()).hex() != fact["digest"]:
        raise NotProvedError("the content is not what was sealed")
    if any(told[name] != fact[name] for name in ("subject", "kind", "at")):
        raise NotProvedError("the content belongs to another fact")
    return {"log": origin, "size": int(size), "index": int(index.split()[1]), "fact": told, "witnesses": seen}


def main():
    words = argparse.ArgumentParser(description="Check a receipt offline.")
    words.add_argument("receipt", help="the .tlog-proof file")
    words.add_argument("--key", action="append", default=[], help="a key you trust: of the log, of witnesses")
    words.add_argument("--need", type=int, default=1, help="how many witnesses must have seen the log")
    given = words.parse_args()
    try:
        with open(given.receipt, encoding="utf-8", newline="") as file:
            found = check(file.read(), [read_key(one) for one in given.key], given.need)
    except NotProvedError as error:
        print(f"NOT PROVED: {error}")
        return 1
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"CANNOT BE READ: {error}")
        return 2
    print(f"PROVED: {found['fact']['kind']} of {found['fact']['subject']} at {found['fact']['at']}")
    print(f"  place {found['index']} of {found['size']} in {found['log']}")
    for name, at in found["witnesses"].items():
        print(f"  seen by {name} at {datetime.fromtimestamp(at, UTC).isoformat()}")
    print(f"  {json.dumps(found['fact']['body'], ensure_ascii=False)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
