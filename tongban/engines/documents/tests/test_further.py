"""Fonts of an installation draw what the packaged ones lack, in both forms of a paper, and change no other paper."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from tongban.engines import documents
from tongban.engines.documents import further, ofd, ofd_reading
from tongban.engines.documents.subset import mapping, subset, table
from tongban.engines.documents.tests.papers import LICENCE, NOTICE

HANAZONO = Path("/usr/share/fonts/truetype/hanazono")
RARE = LICENCE | {"rows": [["姓名", "王𠮷"], ["负责人", "李𬀩"]]}


def text(pdf: bytes) -> str:
    return "".join("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())


def test_a_rare_character_is_printed_and_can_be_copied_from_the_paper(two_rare: Path) -> None:
    pdf = documents.render("licence", RARE)
    assert "王𠮷" in text(pdf)
    assert "李𬀩" in text(pdf)
    assert "〓" not in text(pdf)
    assert b"+LantingRare" in pdf  # inside, cut down to what is needed
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert pdf == documents.render("licence", RARE)


def test_the_second_form_has_the_same_words_and_the_font_inside(two_rare: Path) -> None:
    day = date(2026, 11, 22)
    parts, _ = ofd.parts(documents.render("licence", RARE), title="证", author="局", day=day)
    said = "".join(part.decode() for name, part in parts.items() if ofd_reading.PAGE.fullmatch(name))
    assert "𠮷" in said
    assert "𬀩" in said
    assert b'FontName="LantingRare" FamilyName="Lanting Rare"' in parts["Doc_0/PublicRes.xml"]
    small = two_rare / "small.ttf"
    small.write_bytes(parts["Doc_0/Res/LantingRare.ttf"])
    assert set(mapping(table(small, "cmap"))) == {ord("𠮷"), ord("𬀩")}
    assert zipfile.ZipFile(io.BytesIO(ofd.pack(parts, day))).testzip() is None


def test_a_paper_without_rare_characters_is_the_same_with_and_without_further_fonts(
    two_rare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_them = documents.render("notice", NOTICE)
    monkeypatch.setattr(further, "_folders", ())
    assert documents.render("notice", NOTICE) == with_them


def test_what_the_further_fonts_lack_or_draw_at_a_private_place_is_marked(two_rare: Path) -> None:
    pdf = documents.render("notice", NOTICE | {"addressee": "王𠮷\U00030000\ue000"})
    assert "王𠮷〓〓" in text(pdf)
    assert "U+30000、U+E000" in text(pdf)


def test_a_broken_file_in_the_folder_is_named_and_does_no_harm(two_rare: Path) -> None:
    assert [face.name for face in documents.faces()] == ["LantingRare"]
    assert documents.unusable() == ("broken.ttf",)


@pytest.mark.skipif(not HANAZONO.is_dir(), reason="the Debian package fonts-hanazono is not installed")
def test_the_named_free_fonts_print_the_extensions_to_f(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(further, "_folders", (HANAZONO,))
    names = "王𠮷㛃𪟝𫝀𬀩𭚣"
    pdf = documents.render("notice", NOTICE | {"addressee": names})
    assert names in text(pdf)
    face = further.drawing("𬀩")
    assert face is not None
    assert len(subset(face.path, "𬀩")) < 40_000
