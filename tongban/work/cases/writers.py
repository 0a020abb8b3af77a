"""Who wrote which answer of a form, and when: the applicant, or the hand that wrote for him (代为录入、帮忙填写)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.work.cases import writing


@dataclass(frozen=True)
class Written:
    """One answer as it was written last."""

    label: str
    page: str
    by: str  # "person/<id>" or "official/<id>"
    at: datetime


def standing(case: Any) -> dict[str, Any]:
    """Every control with what stands in it, right or wrong."""
    return {**case.definition.form.flat(case.data), **case.raw}


def note(actor: Actor, case: Any, before: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
    """Of the fields that were sent, those that say something else now were written by whose hand this is."""
    after, form, at = standing(case), case.definition.form, time.now().isoformat(timespec="seconds")
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    typed = {name.removeprefix(writing.REASON) for name in sent}
    found = {field.name for name in typed if (field := writing.owner(form, name))}
    other = {field.name for name in changed if (field := writing.owner(form, name))}
    case.writers |= {name: {"by": actor.hand or actor.principal, "at": at} for name in found & other}


def written(case: Any) -> list[Written]:
    """Who wrote what, in the order of the form."""
    form = case.definition.form
    return [
        Written(form.fields[name].label, form.fields[name].page, one["by"], datetime.fromisoformat(one["at"]))
        for name in form.order
        if (one := case.writers.get(name))
    ]
