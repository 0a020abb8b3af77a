"""The second form of a paper says and shows what the first does, in files that need nothing from outside."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import ImageFont

from tongban.engines import documents
from tongban.engines.documents import ofd, ofd_reading
from tongban.engines.documents.glyphs import FONTS
from tongban.engines.documents.subset import subset
from tongban.engines.documents.tests.papers import ADDRESS, NOTICE, PAPERS

DAY = date(2026, 11, 22)
SPACE = "{http://www.ofdspec.org/2016}"


def made(pdf: bytes) -> dict[str, bytes]:
    return ofd.parts(pdf, title="食品经营许可证", author="澜汀市市场监督管理局", day=DAY, told={"证照编号": "1&2"})[0]


def pages(parts: dict[str, bytes]) -> list[Any]:
    names = sorted(name for name in parts if ofd_reading.PAGE.fullmatch(name))
    return [ElementTree.fromstring(parts[name]) for name in names]


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words.replace("\x02", "-").replace("\ufffe", "-"))


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_of_the_paper_is_in_it_in_its_order_and_within_the_page(name: str) -> None:
    pdf = documents.render(name, PAPERS[name], qr=ADDRESS)
    first = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    second = ""
    for page in pages(made(pdf)):
        width, height = map(float, page.findtext(f".//{SPACE}PhysicalBox").split()[2:])
        for words in page.iter(f"{SPACE}TextObject"):
            left, top, across, down = map(float, words.get("Boundary").split())
            assert left >= -0.01
            assert top >= -0.01
            assert left + across <= width + 20  # the box is half a character wider than its words
            assert top + down <= height + 5
            code = words.find(f"{SPACE}TextCode")
            assert len((code.get("DeltaX") or "").split()) == len(code.text) - 1
            second += code.text
    assert sorted(squeezed(second)) == sorted(squeezed(first))
    assert squeezed(first[:40]) in squeezed(second)


def test_equal_papers_give_equal_bytes_and_every_id_is_used_once() -> None:
    pdf = documents.render("licence", PAPERS["licence"], qr=ADDRESS)
    assert ofd.pack(made(pdf), DAY) == ofd.pack(made(pdf), DAY)
    parts = made(pdf)
    texts = [part for part in parts.values() if part.startswith(b"<?xml")]
    ids = [int(one) for part in texts for one in re.findall(rb'\bID="(\d+)"', part)]
    assert sorted(ids) == list(range(1, len(ids) + 1))
    assert f"<ofd:MaxUnitID>{max(ids)}<".encode() in parts["Doc_0/Document.xml"]


def test_its_fonts_are_inside_and_draw_what_the_whole_ones_draw() -> None:
    words = "食品经营许可证〔2026〕龘é"
    for font in ("NotoSerifSC-Regular", "NotoSerifSC-Bold", "NotoSansSC-Regular"):
        whole, small = FONTS / f"{font}.ttf", subset(FONTS / f"{font}.ttf", words)
        assert len(small) < 20_000
        faces = [ImageFont.truetype(one, 200) for one in (str(whole), io.BytesIO(small))]
        for char in words:
            first, second = (face.getbbox(char, anchor="ls") for face in faces)
            assert all(abs(a - b) <= 2 for a, b in zip(first, second, strict=True)), char  # hinting may move an edge
            assert faces[0].getlength(char) == faces[1].getlength(char)


def test_words_of_users_are_never_read_as_markup() -> None:
    evil = '<ofd:x a="1">&amp;]]>'
    parts = made(documents.render("notice", NOTICE | {"addressee": evil}))
    assert evil in "".join(one.text or "" for page in pages(parts) for one in page.iter(f"{SPACE}TextCode"))


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]><a>&y;</a>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (packed({"OFD.xml": bytes(ofd_reading.LARGEST + 1)}), "太大"),
        (packed({f"{n}": b"" for n in range(ofd_reading.MOST_PARTS + 1)}), "太大"),
        (packed({"OFD.xml": ENTITIES}), "不是规范"),
        (packed({"../OFD.xml": b"<a/>"}), "越界"),
        (packed({"OFD.xml": b"<a"}), "不是规范"),
        (packed({"word/document.xml": b"<a/>"}), "不是一份 OFD"),
        (packed({"OFD.xml": b"<a/>" * 9})[:60], "损坏"),
        (b"PK\x03\x04" + bytes(40), "损坏"),
    ],
    ids=["large", "many", "entities", "outside", "broken", "another", "cut", "empty"],  # an archive bears its moment
)
def test_bombs_and_broken_files_are_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(ofd_reading.BadOFD, match=said):
        ofd_reading.read(content)


def test_a_size_that_a_header_makes_small_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd_reading, "LARGEST", 2**20)
    bomb = packed({"OFD.xml": bytes(ofd_reading.LARGEST + 1)})
    lied = bomb.replace((ofd_reading.LARGEST + 1).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lied != bomb
    with pytest.raises(ofd_reading.BadOFD):
        ofd_reading.read(lied)
