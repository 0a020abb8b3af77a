"""What a sealed OFD from outside says of itself, read with care: it may be a bomb, cut, or made to deceive.

Nothing is trusted here but sizes: who sealed it, and whether the digests are signed, others ask.
"""

from __future__ import annotations

import base64
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from tongban.engines.documents.ofd import ROOT

MOST_PARTS, LARGEST, LARGEST_XML = 2_000, 32 * 2**20, 4 * 2**20
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PAGE = re.compile(r"Doc_0/Pages/Page_(\d+)/Content\.xml")


class BadOFD(ValueError):
    """It cannot be read, or must not be; says why in a sentence for whoever handed it in."""


@dataclass(frozen=True)
class SealedParts:
    """The parts of a sealed file, and what its one signature lists of them."""

    parts: Mapping[str, bytes]
    place: str  # of the list, as the signature names it
    listed: bytes
    value: bytes
    digests: Mapping[str, bytes]
    method: str

    def changed(self, digest: Callable[[bytes], bytes], outside: set[str]) -> Iterator[str]:
        """What is not as it was sealed, in words: changed, missing, added. ``outside`` may differ."""
        for name, kept in self.digests.items():
            if name not in self.parts:
                yield f"缺少{_word(name)}"
            elif digest(self.parts[name]) != kept:
                yield _word(name)
        yield from (f"多出{_word(name)}" for name in sorted(set(self.parts) - set(self.digests) - outside))


def read(content: bytes) -> SealedParts | None:
    """A sealed OFD; None where it bears no signature. Raises `BadOFD`."""
    parts = _unpacked(content)
    if ROOT not in parts:
        raise BadOFD("这不是一份 OFD 文件。")
    root = _xml(parts, ROOT)
    where = root.findtext(".//{*}DocBody/{*}Signatures")
    if not where:
        return None
    listing = _name(where, ROOT)
    found = [one.get("BaseLoc") or "" for one in _xml(parts, listing).iterfind("{*}Signature")]
    if not found:
        return None
    if len(found) > 1:
        raise BadOFD("文件上有不止一个电子签章，本平台的文件只有一个。")
    place = _name(found[0], listing)
    signed = _xml(parts, place)
    value = _name(signed.findtext("{*}SignedValue") or "", place)
    references = signed.find("{*}SignedInfo/{*}References")
    if references is None or value not in parts:
        raise BadOFD("文件上的电子签章不完整。")
    digests = {
        _name(one.get("FileRef") or "", place): _decoded(one.findtext("{*}CheckValue") or "")
        for one in references.iterfind("{*}Reference")
    }
    return SealedParts(parts, f"/{place}", parts[place], parts[value], digests, references.get("CheckMethod") or "")


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Every part, as far as all together stay small; what a header says of a size is not believed."""
    parts: dict[str, bytes] = {}
    room = LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST:
                raise BadOFD("文件解开后太大，没有核验。")
            for entry in entries:
                name = entry.filename
                if name in parts or ".." in name.split("/") or name.startswith("/") or "\\" in name:
                    raise BadOFD("文件里有重名或者越界的部分，没有核验。")
                if entry.flag_bits & 1 or entry.compress_type not in METHODS:
                    raise BadOFD("文件加了密，没有核验。")
                with archive.open(entry) as part:
                    parts[name] = part.read(room + 1)
                room -= len(parts[name])
                if room < 0:
                    raise BadOFD("文件解开后太大，没有核验。")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise BadOFD("文件已经损坏，不能读取。") from None
    return {name: part for name, part in parts.items() if not name.endswith("/")}


def _xml(parts: Mapping[str, bytes], name: str):  # type: ignore[no-untyped-def]
    text = parts.get(name)
    if text is None or len(text) > LARGEST_XML:
        raise BadOFD("文件缺少必要的部分，不能核验。")
    try:
        return fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise BadOFD("文件的内容不是规范的 OFD，没有核验。") from None


def _name(where: str, beside: str) -> str:
    """A place as the file names it: from its top, or beside the part that says it."""
    where = where.strip()
    joined = where if where.startswith("/") else posixpath.join("/", posixpath.dirname(beside), where)
    return posixpath.normpath(joined).lstrip("/")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except ValueError:
        return b""


def _word(name: str) -> str:
    if page := PAGE.fullmatch(name):
        return f"第 {int(page[1]) + 1} 页的内容"
    if name.endswith((".ttf", ".otf")):
        return "文字的字体"
    return {ROOT: "文件的标题和说明", "Doc_0/Signs/Sign_0/Seal.esl": "印章"}.get(name, "文件的组成部分")
