#!/usr/bin/env python3
"""Check a sealed OFD without the platform: nothing of the product, only this file and the program `openssl` (3.0+).

    python verify_ofd.py licence.ofd --root sm2-root.pem

It shows that every part of the file is what was sealed (GB/T 33190), that the electronic seal and its signature are
right (GB/T 38540 version 4, SM2 with SM3), that the root you trust certified who sealed and who made the seal. Take the
root from the city, not from whoever gave you the file. Exit code 0: genuine. 1: not. 2: unreadable.
"""

import argparse
import base64
import hashlib
import posixpath
import ssl
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MOST, SPACE = 64 * 2**20, "{http://www.ofdspec.org/2016}"
ID = "distid:1234567812345678"


class NotGenuineError(Exception):
    pass


def der(blob, at=0):
    """One element: its tag, its content, and the whole of it."""
    tag, size, start = blob[at], blob[at + 1], at + 2
    if size & 0x80:
        more = size & 0x7F
        size, start = int.from_bytes(blob[start : start + more], "big"), start + more
    if start + size > len(blob):
        raise ValueError("cut")
    return tag, blob[start : start + size], blob[at : start + size]


def inside(content):
    """The elements of a sequence."""
    found, at = [], 0
    while at < len(content):
        one = der(content, at)
        found.append(one)
        at += len(one[2])
    return found


def run(folder, *words):
    return subprocess.run(["openssl", *words], cwd=folder, capture_output=True, check=False)


def certificate(folder, name, blob, root):
    """Write a certificate down, and its public key; refuse it unless the root certified it."""
    (folder / f"{name}.pem").write_text(ssl.DER_cert_to_PEM_cert(blob))
    if run(folder, "verify", "-vfyopt", ID, "-partial_chain", "-CAfile", root, f"{name}.pem").returncode:
        raise NotGenuineError(f"the root you trust did not certify the {name}")
    (folder / f"{name}.key").write_bytes(run(folder, "x509", "-in", f"{name}.pem", "-noout", "-pubkey").stdout)


def signed(folder, name, content, signature):
    """Whether ``name``'s key signed ``content``."""
    (folder / "content").write_bytes(content)
    (folder / "signature").write_bytes(signature)
    asked = ["pkeyutl", "-verify", "-pubin", "-inkey", f"{name}.key", "-rawin", "-digest", "sm3", "-pkeyopt", ID]
    return run(folder, *asked, "-in", "content", "-sigfile", "signature").returncode == 0


def unpacked(content, folder):
    (folder / "file").write_bytes(content)
    with zipfile.ZipFile(folder / "file") as archive:
        entries = archive.infolist()
        if len(set(archive.namelist())) != len(entries) or sum(one.file_size for one in entries) > MOST:
            raise NotGenuineError("parts of one name, or too large")
        return {name: archive.read(name) for name in archive.namelist()}


def element(parts, name):
    if b"<!" in parts[name]:
        raise NotGenuineError("a document type in a part: not read")
    return ElementTree.fromstring(parts[name])


def where(text, beside):
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(beside), text.strip())).lstrip("/")


def check(content, root):
    """Raise NotGenuineError, or return who sealed it and when."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "root").write_text(root)
        parts = unpacked(content, folder)
        listing = where(element(parts, "OFD.xml").findtext(f".//{SPACE}Signatures"), "OFD.xml")
        (one,) = element(parts, listing).findall(f"{SPACE}Signature")
        place = where(one.get("BaseLoc"), listing)
        seal = element(parts, place)
        value = where(seal.findtext(f"{SPACE}SignedValue"), place)
        covered = {listing, place, value}
        for reference in seal.iter(f"{SPACE}Reference"):
            part = where(reference.get("FileRef"), place)
            said = base64.b64decode(reference.findtext(f"{SPACE}CheckValue"))
            if hashlib.new("sm3", parts.get(part, b"")).digest() != said:
                raise NotGenuineError(f"{part} is not what was sealed")
            covered.add(part)
        if extra := set(parts) - covered:
            raise NotGenuineError(f"added after sealing: {', '.join(sorted(extra))}")
        return signature(folder, parts[value], parts[place], f"/{place}")


def signature(folder, value, listed, place):
    """SES_Signature ::= SEQUENCE { toSign, cert, signatureAlgID, signature, … } around TBS_Sign and SESeal."""
    to_sign, cert, _, proof = inside(der(value)[1])[:4]
    _, eseal, at, digest, said = inside(to_sign[1])[:5]
    info, maker, _, made = inside(eseal[1])[:4]
    certificate(folder, "sealer", cert[1], "root")
    certificate(folder, "maker", maker[1], "root")
    if not signed(folder, "maker", info[2], made[1][1:]):
        raise NotGenuineError("the electronic seal is not its maker's")
    about = inside(inside(info[1])[2][1])
    if cert[1] not in [one[1] for one in inside(about[3][1])]:
        raise NotGenuineError("the seal is another's")
    if not signed(folder, "sealer", to_sign[2], proof[1][1:]):
        raise NotGenuineError("the signature of the seal is not right")
    if digest[1][1:] != hashlib.new("sm3", listed).digest() or said[1].decode() != place:
        raise NotGenuineError("the list of parts is not what was sealed")
    return {"seal": about[1][1].decode(), "at": at[1].decode()}


def main():
    words = argparse.ArgumentParser()
    words.add_argument("file")
    words.add_argument("--root", required=True, help="the SM2 root you trust, PEM")
    given = words.parse_args()
    try:
        found = check(Path(given.file).read_bytes(), Path(given.root).read_text())
    except NotGenuineError as error:
        print(f"NOT GENUINE: {error}")
        return 1
    except (OSError, ValueError, KeyError, IndexError, TypeError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        print(f"CANNOT BE READ: {error}")
        return 2
    print(f"GENUINE: sealed with {found['seal']} at {found['at']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
