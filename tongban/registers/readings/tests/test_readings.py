"""Documents are read once per file, in a process of its own that may be killed; without a reader the house goes on."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tongban.engines.reading import Expected, Page, judge
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.materials import actions as materials
from tongban.registers.materials.models import Material
from tongban.registers.readings import actions, jobs, queries
from tongban.registers.readings.models import Reading
from tongban.registers.readings.providers import CannotRead
from tongban.registers.readings.providers.rapid import RapidReader
from tools import people
from tools.papers import documents, samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
ITEM = Path(__file__).parents[4] / "items" / "market" / "food-business-licence"


class Missing:
    """A house without a reader."""

    def version(self) -> str:
        raise CannotRead("not installed")

    def read(self, picture: bytes) -> Page:
        raise CannotRead("not installed")


class Slow:
    """A reader that is there and fails."""

    def version(self) -> str:
        return "slow-1"

    def read(self, picture: bytes) -> Page:
        raise CannotRead("the page took too long")


@pytest.fixture(scope="module")
def rapid() -> Iterator[RapidReader]:
    pytest.importorskip("rapidocr")
    reader = RapidReader(patience=120)
    yield reader
    reader.close()


def kept(content: bytes, name: str = "合同.png", formats: tuple[str, ...] = ("png", "jpg", "pdf")) -> Material:
    me = people.owner()
    return materials.keep(me, me.applicant, "warehouse-lease", name, [content], formats=formats)


def lease(turn: int = 0, name: str = "lease") -> bytes:
    image = documents.draw("lease", samples.said(time.today())[name]).resize((744, 1052), Image.Resampling.LANCZOS)
    out = BytesIO()
    image.rotate(turn, expand=True).save(out, "PNG")
    return out.getvalue()


def read(material: Material, monkeypatch: pytest.MonkeyPatch, reader: object) -> Reading:
    monkeypatch.setattr(jobs, "reader", lambda: reader)
    reading = jobs.want(material)
    jobs.read(str(reading.pk))
    jobs.read(str(reading.pk))
    return queries.of_files([material])[str(material.pk)]


def test_a_picture_on_its_side_is_read_upright_and_the_same_file_is_read_once(
    monkeypatch: pytest.MonkeyPatch, rapid: RapidReader
) -> None:
    first = read(kept(lease(90)), monkeypatch, rapid)
    assert first.state == "read"
    assert queries.pages_of(first)[0].turn == 90
    known = {"name": samples.NOODLES, "address": samples.WAREHOUSE}
    judged = judge(queries.pages_of(first), Expected(("lease",), known, time.today(), asks_valid=True))
    assert judged.outcome == "pass", judged.findings
    again = read(kept(lease(90), "又一份.png"), monkeypatch, Missing())
    assert again.pk == first.pk


def test_a_reader_that_was_killed_is_started_again(rapid: RapidReader) -> None:
    small = documents.draw("id-card-back", samples.said(time.today())["id-card-back"])
    out = BytesIO()
    small.save(out, "PNG")
    rapid.read(out.getvalue())
    os.kill(rapid.pid, signal.SIGKILL)
    with pytest.raises(CannotRead):
        rapid.read(out.getvalue())
    assert any("签发机关" in box.text for box in rapid.read(out.getvalue()).boxes)


def test_what_is_no_picture_is_refused_and_the_reader_lives_on(rapid: RapidReader) -> None:
    with pytest.raises(CannotRead):
        rapid.read(b"not a picture")


def test_a_pdf_with_text_needs_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = kept((ITEM / "授权委托书样例.pdf").read_bytes(), "委托书.pdf")
    reading = read(letter, monkeypatch, Missing())
    judged = judge(queries.pages_of(reading), Expected(("attorney-letter",), {"legal": "禾小满", "agent": "李示范"}))
    assert (reading.state, judged.outcome) == ("read", "pass"), judged.findings


def test_without_a_reader_a_picture_is_left_to_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(kept(lease()), monkeypatch, Missing()).state == "unread"


def test_a_reader_that_fails_twice_is_not_asked_a_third_time(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(kept(lease(180)), monkeypatch, Slow())
    assert (reading.state, reading.tries) == ("unread", 1)
    assert jobs.read_waiting() == 0


def test_only_the_house_has_documents_read(monkeypatch: pytest.MonkeyPatch) -> None:
    me: Actor = people.owner()
    material = kept(lease(270))
    with pytest.raises(NotAllowed):
        actions.want(me, material, "any")
    row = actions.want(Actor.system(), material, "any")
    for attempt in (lambda: actions.keep(me, str(row.pk), []), lambda: actions.try_again(me, str(row.pk), "不清楚")):
        with pytest.raises(NotAllowed):
            attempt()
