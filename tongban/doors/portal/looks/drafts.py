"""What somebody has begun and not handed in (没写完的), in one list: applications, packages, those he helps with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from tongban.doors.parts import helping
from tongban.doors.portal.looks import filled
from tongban.kernel import paging
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.work.cases import queries as cases
from tongban.work.cases.kinds import DRAFT_IN_TRASH, DRAFT_KEPT
from tongban.work.help import queries as helps
from tongban.work.packages import queries as packages

PAGE = 20


@dataclass(frozen=True)
class Draft:
    """One line: what it is, what comes next, until when it is kept."""

    pk: Any
    title: str
    saved_at: datetime
    until: datetime
    address: str = ""
    step: str = ""
    package: bool = False
    whose: str = ""  # for whom, where I only help

    @property
    def key(self) -> tuple[datetime, Any]:
        return self.saved_at, self.pk


def page(actor: Actor, after: str) -> tuple[list[Draft], str]:
    """The next drafts behind the key ``after``, newest first; and the address of what follows them."""
    mine: list[Any] = [*cases.drafts_of(actor, after, PAGE + 1), *packages.drafts_of(actor, after, PAGE + 1)]
    known: dict[Any, Any] = {}
    facts = cases.facts_for(actor.applicant, {}) if mine else {}
    helped = [_helped(row, case) for row, case in helps.drafts_helped(actor)]
    found = [_mine(one, facts, known) for one in mine] + [one for one in helped if _behind(one, after)]
    found.sort(key=lambda one: one.key, reverse=True)
    more = f"?after={quote(paging.key(*found[PAGE - 1].key))}" if len(found) > PAGE else ""
    return found[:PAGE], more


def trash(actor: Actor) -> list[Draft]:
    """What lies in the trash, what was laid there last first."""
    rows: list[Any] = [*cases.trash_of(actor), *packages.trash_of(actor)]
    rows.sort(key=lambda one: one.trashed_at, reverse=True)
    return [
        Draft(one.pk, one.title, one.saved_at, one.trashed_at + DRAFT_IN_TRASH, package=filled.is_run(one))
        for one in rows
    ]


def _mine(one: Any, facts: Mapping[str, Any], known: dict[Any, Any]) -> Draft:
    if one.edition_id not in known:
        known[one.edition_id] = _form(one)
    step = _next(one, known[one.edition_id], facts)
    return Draft(one.pk, one.title, one.saved_at, one.saved_at + DRAFT_KEPT, f"/apply/{one.pk}/", step,
                 filled.is_run(one))  # fmt: skip


def _form(one: Any) -> Any:
    """The questions of its edition; None while the items of a package do not go together."""
    try:
        return one.definition.form
    except Refusal:
        return None


def _next(one: Any, form: Any, facts: Mapping[str, Any]) -> str:
    """The first page that was not kept yet or has something wrong in it; then what comes after the form."""
    if form is None:
        return "事项正在调整"
    asked = {field.page for field in form.asked({**facts, **one.data})}
    pages = [page for page in form.pages if page.name in asked]
    for page in pages:
        names = [field.name for field in page.fields]
        wrong = any(control == name or control.startswith(f"{name}.") for control in one.raw for name in names)
        if wrong or page.name not in one.saved_pages:
            return page.title
    return "申请材料，然后核对提交"


def _helped(row: Any, case: Any) -> Draft:
    until = min(row.until, case.saved_at + DRAFT_KEPT)
    return Draft(case.pk, case.title, case.saved_at, until, f"/helping/{row.pk}/", whose=helping.whose(row))


def _behind(one: Draft, after: str) -> bool:
    """Whether it comes after the row that the key names, as `paging.behind` asks the database."""
    at, _, pk = after.partition("~")
    try:
        return one.key < (datetime.fromisoformat(at), type(one.pk)(pk))
    except ValueError:
        return True
