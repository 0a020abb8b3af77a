"""Documents: looked into before they are kept, whatever their name says; handed in once, shown as pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from PIL import Image

from tongban.kernel.actor import Actor
from tongban.kernel.errors import SignInFirst
from tongban.registers.materials import actions, kinds, queries
from tongban.registers.materials.errors import FileRefused, NotYourMaterial
from tongban.registers.materials.models import Material
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

# A document of one empty page that asks for a password (RC4, 40 bits), as any reader must see at once.
LOCKED = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\n"
    b"4 0 obj\n<</Filter/Standard/V 1/R 2/P -4/O<"
    + b"5a" * 32 + b">/U<" + b"a5" * 32 + b">>>\nendobj\n"
    + b"trailer\n<</Root 1 0 R/Encrypt 4 0 R/Size 5/ID[<00><00>]>>\n%%EOF\n"
)  # fmt: skip


def picture(fmt: str = "PNG", size: tuple[int, int] = (640, 480)) -> bytes:
    out = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, fmt)
    return out.getvalue()


def pdf(pages: int = 1, size: tuple[int, int] = (595, 842)) -> bytes:
    document, out = pypdfium2.PdfDocument.new(), BytesIO()
    for _ in range(pages):
        document.new_page(*size)
    document.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A picture of four thousand million points in a few bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 65000, 65000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 10**6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def keep(content: bytes, name: str = "平面图.png", me: Actor | None = None, **said: object) -> Material:
    me = me or people.owner()
    return actions.keep(me, me.applicant, "floor-plan", name, [content], **said)  # type: ignore[arg-type]


def stored() -> set[Path]:
    home = Path(settings.TONGBAN.home)
    return {p for folder in ("quarantine", "files") for p in (home / folder).rglob("*") if p.is_file()}


BAD = {
    "a program called a document": (b"MZ\x90\x00" + b"\0" * 2000, "报告.pdf"),
    "nothing": (b"", "空.pdf"),
    "a document with a password": (LOCKED, "加密.pdf"),
    "a torn document": (b"%PDF-1.7\n" + b"\0" * 500, "坏.pdf"),
    "a picture that would fill the memory": (bomb(), "大.png"),
    "an archive": (b"PK\x03\x04" + b"\0" * 200, "材料.png"),
    "a page of the web": (b"<html><script>alert(1)</script></html>", "页.jpg"),
    "half a picture": (picture("JPEG")[:9000], "半.jpg"),
    "half a PNG": (picture()[:9000], "半.png"),
    "another kind of picture": (picture("GIF"), "动.png"),
    "too many pages": (pdf(kinds.MOST_PAGES + 1, (10, 10)), "厚.pdf"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_document_is_refused_in_words_and_not_kept(what: str) -> None:
    content, name = BAD[what]
    people.owner()
    before = stored()
    with pytest.raises(FileRefused) as refused:
        keep(content, name)
    assert refused.value.sentence
    assert refused.value.next_step
    assert stored() == before
    assert not Material.objects.exists()


def test_a_password_is_named_as_the_reason() -> None:
    with pytest.raises(FileRefused) as refused:
        keep(LOCKED, "加密.pdf")
    assert "密码" in refused.value.sentence


def test_too_large_is_noticed_while_it_arrives() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 2**20
            yield b"\0" * 2**20

    me, before = people.owner(), stored()
    with pytest.raises(FileRefused) as refused:
        actions.keep(me, me.applicant, "floor-plan", "大.pdf", endless())
    assert "20 MB" in refused.value.sentence
    assert taken <= kinds.MOST_BYTES + 2 * 2**20
    assert stored() == before


def test_an_item_s_formats_are_kept_to() -> None:
    with pytest.raises(FileRefused) as refused:
        keep(picture(), formats=("pdf",))
    assert "PDF" in refused.value.sentence
    assert "PNG" in refused.value.sentence


def test_the_content_decides_what_it_is_not_the_name() -> None:
    kept = keep(picture("JPEG"), "扫描件.pdf")
    assert (kept.media_type, kept.name) == ("image/jpeg", "扫描件.jpg")
    assert keep(pdf(3), "x.png").pages == 3


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd.png"), ("C:\\图\\平面图.PNG", "平面图.png"), ("", "材料.png"), ("...", "材料.png"),
        ("<b>图</b>.png", "b.png"), ("a\x00b\u202e.png", "ab.png"), ("长" * 300 + ".png", "长" * 120 + ".png"),
    ],
)  # fmt: skip
def test_names_are_cleaned(name: str, clean: str) -> None:
    assert keep(picture(), name).name == clean


def test_nobody_puts_documents_into_another_s_library() -> None:
    with pytest.raises(NotYourMaterial):
        actions.keep(people.actor("zhangxiaohe"), people.owner().applicant, "floor-plan", "图.png", [picture()])
    with pytest.raises(SignInFirst):
        actions.keep(Actor.nobody(), people.owner().applicant, "floor-plan", "图.png", [picture()])


def test_a_window_clerk_takes_paper_in_for_the_applicant_and_it_counts_for_more() -> None:
    kept = actions.keep(people.clerk(), people.owner().applicant, "floor-plan", "图.png", [picture()])
    assert (kept.trust, kept.holder) == ("B", people.owner().applicant)


def test_what_was_handed_in_is_offered_again_until_its_holder_hides_it() -> None:
    me = people.owner()
    kept = keep(picture())
    assert queries.offered(me.applicant, "floor-plan") == [kept]
    assert queries.offered(people.actor("zhangxiaohe").applicant, "floor-plan") == []
    actions.hide(me, str(kept.pk))
    assert queries.offered(me.applicant, "floor-plan") == []


@pytest.mark.parametrize("account", ["linwan", "zhangxiaohe", "LT0003"])
def test_a_document_is_opened_by_whom_it_belongs_to(account: str) -> None:
    kept = keep(picture())
    with pytest.raises(NotYourMaterial):
        queries.material_for(people.actor(account), str(kept.pk))
    with pytest.raises(NotYourMaterial):
        queries.material_for(people.owner(), "nonsense")


def test_the_same_key_keeps_one_row() -> None:
    content = picture()
    first, second = keep(content, key="k"), keep(content, key="k")
    assert first == second
    assert Material.objects.count() == 1


@pytest.mark.parametrize("content", [pdf(2), picture(), picture("JPEG"), picture(size=(40, 4000))])
def test_a_desk_sees_any_document_as_a_picture(content: bytes) -> None:
    shown = Image.open(BytesIO(queries.picture(keep(content), page=9)))
    assert shown.format == "PNG"
    assert shown.width <= 1200


def test_a_strip_a_kilometre_long_is_drawn_small() -> None:
    shown = Image.open(BytesIO(queries.picture(keep(pdf(1, (3, 14000))))))
    assert shown.height <= 1200 * queries.TALLEST + 1
