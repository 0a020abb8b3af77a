"""Versions of a form (申请表的版本): what the applicant changed between what he handed in and what he supplied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tongban.kernel import time
from tongban.work.cases.facts import facts_of
from tongban.work.cases.models import Case

MOST = 9  # a form is supplied once or twice


@dataclass(frozen=True)
class Former:
    """The version before the one that stands: its number, when it was sent back, and what each field said in words."""

    version: int
    at: str
    said: dict[str, str]


def kept(case: Case) -> list[dict[str, Any]]:
    """The former versions with the one that stands now; asked again after a turn was taken back, it is kept once."""
    before = [one for one in case.former if one["data"] != case.data]
    return [*before, {"at": time.now().isoformat(), "data": case.data}][-MOST:]


def former(case: Case, place: Callable[[str], str]) -> Former | None:
    """The form as it was handed in before the last supplement was asked for; None where there was none, or while the
    applicant is still writing."""
    if not case.former or case.state == "incomplete":
        return None
    last = case.former[-1]
    shown = case.definition.form.show(last["data"], facts_of(case), place)
    return Former(len(case.former), last["at"], {f.name: text for _, rows in shown for _, text, f in rows})
