"""What an urgent look shows (紧急查阅): a case with its papers, or a person's entry; nothing on it can be pressed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from tongban.doors.desk.showing import checklist, log
from tongban.doors.parts.fields import place
from tongban.engines.codes import masking
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.materials import queries as materials
from tongban.work.approvals import queries as approvals
from tongban.work.cases import queries as cases

if TYPE_CHECKING:
    from tongban.registers.identity.kinds import Applicant
    from tongban.registers.openings.models import Opening
    from tongban.work.cases.models import Case


@dataclass(frozen=True)
class Given:
    """One document, and where its pages are seen."""

    title: str
    origin: str
    pages: tuple[tuple[int, str], ...]


def case_shown(actor: Actor, opening: Opening) -> dict[str, Any]:
    """One case: who applied, what was written and handed in, what was said and what happened."""
    case = cases.opened_case(opening)
    applicant = identity.applicant(case.applicant)
    show = _plain if opening.whole else partial(masking.of_kind, public=not applicant.is_person)
    pages = [
        (page.title, [(label, show(text, field.type)) for label, text, field in rows])
        for page, rows in case.definition.form.show(case.data, cases.facts_of(case), place=place)
    ]
    return {
        "case": case, "whose": whose(applicant, opening.whole), "pages": pages, "given": given(case, opening),
        "lanes": approvals.lanes(case), "notices": cases.notices_of(actor, case),
        "entries": [replace(one, notice=None) for one in log.entries(case)],  # papers open on other pages alone
    }  # fmt: skip


def person_shown(opening: Opening) -> dict[str, Any]:
    """One person's entry: what the register holds, her licences, and which cases are hers."""
    return {
        "whose": whose(identity.applicant(opening.subject), opening.whole),
        "licences": licences.every_of(opening.subject), "cases": cases.opened_cases(opening),
    }  # fmt: skip


def whose(who: Applicant, whole: bool) -> list[tuple[str, str]]:
    """Label and value of what the register says of somebody; half hidden unless the whole was asked for and granted."""
    code, phone = (who.code, who.phone) if whole else (who.masked_code, who.masked_phone)
    address = who.address if whole or not who.is_person else masking.of_kind(who.address, "address")
    rows = [
        ("姓名" if who.is_person else "名称", who.name), ("证件号码" if who.is_person else "信用代码", code),
        ("电话", phone), ("住址" if who.is_person else "住所", address),
    ]  # fmt: skip
    return [(label, text) for label, text in rows if text]


def given(case: Case, opening: Opening) -> list[Given]:
    """The documents of a case as it stands, with an address for each page."""
    lines = checklist.lines(case)
    kept = materials.by_ids([line.slot.material_id for line in lines if line.slot.material_id])
    found = []
    for line in lines:
        row = kept.get(line.slot.material_id) if line.slot.material_id else None
        pages = range(1, row.pages + 1) if row else ()
        address = [(page, _address(opening, line.slot.code, line.slot.version, page)) for page in pages]
        found.append(Given(line.slot.title, line.origin, tuple(address)))
    return found


def _address(opening: Opening, code: str, version: int, page: int) -> str:
    return reverse("desk:opening-picture", args=[opening.pk, code, version, page])


def _plain(text: str, kind: str = "text") -> str:
    return text
