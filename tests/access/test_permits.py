"""Who may do what, held against the committed table: no database, every permit, everybody."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tests.access.permits import DEEPER, HERS, TABLE, THING, permits, table
from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.registers.identity.errors import NotEmpowered
from tongban.work.cases import permits as cases


def test_every_permit_lets_in_whom_the_table_says_and_nobody_else() -> None:
    wrong = set(table().splitlines()) ^ set(TABLE.read_text(encoding="utf-8").splitlines())
    assert not wrong, "\n".join(sorted(wrong)[:20])


def test_the_table_knows_every_permit_that_asks_no_rows() -> None:
    known = {line.partition(":")[0].split()[0] for line in TABLE.read_text(encoding="utf-8").splitlines()}
    assert {name for name, _ in permits() if not name.startswith(DEEPER)} == known


@pytest.mark.parametrize(
    ("who", "told"),
    [(Actor("official", "o9", "", posts=(Post("check", "market", "999001", "reviewer"),)), NotAllowed),
     (replace(HERS, rights=("see",)), NotEmpowered), (Actor("person", "p9", ""), NotYours)],
)  # fmt: skip
def test_a_refusal_says_whether_the_case_the_right_or_the_post_is_missing(who: Actor, told: type[Exception]) -> None:
    case: Any = SimpleNamespace(**THING)
    with pytest.raises(told) as refused:
        cases.require(who, "withdraw", case)
    assert type(refused.value) is told
