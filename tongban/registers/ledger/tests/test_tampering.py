"""Whoever owns the database touches the record in twelve ways: the next round names what he touched."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tongban.registers.ledger import log, sealing
from tongban.registers.ledger.cosigning import cosign
from tongban.registers.ledger.models import FactRow
from tongban.registers.ledger.tests import tampering
from tongban.registers.ledger.tests.test_ledger import CLERK, blank, note
from tongban.registers.ledger.tests.test_sealing import ordered, watched, write
from tongban.registers.ledger.witness import Witness

__all__ = ["blank", "ordered", "watched"]
NAMED = {
    "edit a content": "content is not what was sealed", "edit a time": "column at says",
    "edit who acted": "content is not what was sealed", "delete a fact": "was given to fact",
    "slip a fact in": "column n says", "swap two facts": "column n says", "renumber a fact": "was given to fact",
    "drop a case": "lost its place", "rewrite everything, tiles too": "there are two histories",
    "roll back database and log": "rolled back", "show two histories": "do not lead to the",
    "stop logging": "function ledger_order",
}  # fmt: skip


def scene(tmp_path: Path) -> tampering.Scene:
    write(4, "case/1")
    write(2, "case/2")
    sealing.seal()
    cosign()
    earlier = Path(shutil.copytree(log.ours().folder, tmp_path / "earlier"))
    write(3, "case/3")
    return tampering.Scene("case/1", log.ours().folder, earlier, lambda subject: note(CLERK, subject, "new") and None)


def test_what_nobody_touched_is_found_whole(watched: Witness, tmp_path: Path) -> None:
    scene(tmp_path)
    assert tampering.found() == []


@pytest.mark.parametrize("kind", tampering.KINDS)
def test_each_of_twelve_tamperings_is_named_in_the_next_round(kind: str, watched: Witness, tmp_path: Path) -> None:
    crime = scene(tmp_path)
    assert tampering.found() == []
    touched = FactRow.objects.get(subject="case/1", n=3 if kind == "delete a fact" else 2)
    tampering.KINDS[kind](crime)
    told = tampering.found()
    assert any(NAMED[kind] in line for line in told), told
    if not set(kind.split()) & {"everything,", "log", "histories", "logging"}:
        assert any(f"fact {touched.seq} " in line or "case/1" in line for line in told), told
    assert (log.ours().folder / "alarms.jsonl").read_text().count("breach") >= len(told)


def test_a_guard_that_is_switched_off_is_noticed(watched: Witness, tmp_path: Path, settings: Any) -> None:
    scene(tmp_path)
    tampering.run("alter table ledger_fact disable trigger closed")
    assert any("guard against changes" in line for line in tampering.found())
    tampering.run("alter table ledger_fact enable trigger closed")
    assert tampering.found() == []
