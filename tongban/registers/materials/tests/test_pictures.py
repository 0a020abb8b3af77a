"""A photograph of an iPhone is taken in as JPEG, without what the camera wrote beside it; a picture can be turned."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tongban.kernel import storage
from tongban.registers.materials.errors import FileRefused
from tongban.registers.materials.kinds import MOST_BYTES, look_into
from tongban.registers.materials.pictures import readable, turned

PHOTO = Path(__file__).parent / "photo.heic"


def test_heic_becomes_jpeg_with_the_same_picture() -> None:
    made = readable(storage.receive([PHOTO.read_bytes()], MOST_BYTES))
    assert look_into(made.path, frozenset({"jpg"})).ending == "jpg"
    with Image.open(made.path) as image:
        assert image.size == (64, 48)
        red = image.getpixel((8, 8))
        assert isinstance(red, tuple)
        assert red[0] > 150 > red[1]
        assert not image.getexif()
    made.discard()


def test_a_heic_that_cannot_be_opened_says_what_to_do_and_other_files_are_left_alone() -> None:
    with pytest.raises(FileRefused, match="HEIC"):
        readable(storage.receive([PHOTO.read_bytes()[:120]], MOST_BYTES))
    plain = storage.receive([b"%PDF-1.4"], MOST_BYTES)
    assert readable(plain) is plain
    plain.discard()


def test_a_quarter_turn_brings_the_upper_left_to_the_upper_right(tmp_path: Path) -> None:
    picture = Image.new("RGB", (40, 20), "white")
    picture.paste((0, 0, 0), (0, 0, 10, 10))
    picture.save(tmp_path / "a.png")
    with Image.open(BytesIO(turned((tmp_path / "a.png").open("rb")))) as image:
        assert image.size == (20, 40)
        assert image.convert("L").getpixel((15, 5)) == 0
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(FileRefused, match="照片"):
        turned((tmp_path / "b.pdf").open("rb"))
