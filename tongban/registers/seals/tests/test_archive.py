"""A sealed paper is still PDF/A-2b, as far as can be told without a validator: what ISO 19005-2 asks of what we add."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader

from tongban.registers.seals.tests.test_seals import seal_it
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
PRINT, HIDING = 4, 1 | 2 | 32 | 256
FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@pytest.fixture
def sealed() -> bytes:
    return seal_it(people.SYSTEM)


def objects(pdf: bytes) -> Iterator[Any]:
    reader = PdfFileReader(BytesIO(pdf))
    for number in range(1, int(reader.trailer["/Size"])):
        try:
            yield reader.get_object(IndirectObject(number, 0, reader))
        except Exception:
            continue  # a number that is not used


def test_it_says_that_it_is_and_brings_its_colours(sealed: bytes) -> None:
    root = PdfFileReader(BytesIO(sealed)).root
    said = root["/Metadata"].data.decode()
    assert re.search(r"pdfaid:part\W+2\b", said)
    assert re.search(r"pdfaid:conformance\W+B\b", said)
    assert len(root["/OutputIntents"]) == 1
    intent = root["/OutputIntents"][0]
    assert (intent["/S"], intent["/DestOutputProfile"]["/N"]) == ("/GTS_PDFA1", 3)


def test_it_is_neither_encrypted_nor_active(sealed: bytes) -> None:
    reader = PdfFileReader(BytesIO(sealed))
    assert "/Encrypt" not in reader.trailer
    assert len(reader.trailer["/ID"]) == 2
    assert not {"/OpenAction", "/AA", "/Names"} & set(reader.root)
    assert not reader.root["/AcroForm"].get("/NeedAppearances", False)
    assert not any(isinstance(one, DictionaryObject) and "/JS" in one for one in objects(sealed))


def test_every_font_is_inside_the_file(sealed: bytes) -> None:
    fonts = [one for one in objects(sealed) if isinstance(one, DictionaryObject) and "/FontName" in one]
    assert fonts
    assert all(any(file in font for file in FILES) for font in fonts)


def test_the_seal_is_printed_and_has_one_appearance(sealed: bytes) -> None:
    (seal,) = [one for one in objects(sealed) if isinstance(one, DictionaryObject) and one.get("/FT") == "/Sig"]
    assert seal["/F"] & PRINT
    assert not seal["/F"] & HIDING
    assert list(seal["/AP"]) == ["/N"]
    assert not {"/A", "/AA"} & set(seal)


def test_the_signature_covers_the_whole_file_and_every_object_begins_a_line(sealed: bytes) -> None:
    first, length, second, rest = map(int, re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", sealed).groups())  # type: ignore[union-attr]
    assert (first, second + rest) == (0, len(sealed))
    assert sealed[length : length + 1] == b"<"
    added = sealed[sealed.index(b"%%EOF") + 5 :]
    assert all(before == b"\n" for before in re.findall(rb"(.?)\b\d+ 0 obj\n", added, re.S))


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler is not on this machine")
def test_another_reader_finds_the_signature_valid(sealed: bytes, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(sealed)
    told = subprocess.run(["pdfsig", "paper.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
