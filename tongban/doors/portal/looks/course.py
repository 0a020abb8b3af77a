"""The whole course of a case on paper (办理过程单): what its applicant sees on the page, to keep or to show."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from tongban.doors.parts import words
from tongban.doors.portal.looks import following
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases
from tongban.work.letters import queries as letters


def facts(actor: Actor, case: Any) -> dict[str, Any]:
    """Everything the paper says; nothing in it is more than its applicant may read."""
    given = licences.from_source(case.subject)
    events, _ = following.told(case, given)
    return {
        "agency": f"{settings.TONGBAN.city}一网通办", "title": "办理过程单", "date": time.today(), "case": case.number,
        "item": case.title, "applicant": case.applicant_name, "state": words.state(case),
        "times": [(label, words.moment(at)) for label, at in _times(case) if at],
        "events": [[words.moment(one.at), one.title, one.who, one.opinion or one.tag] for one in events],
        "papers": [[n.title, n.number, words.moment(n.served_at)] for n in cases.notices_of(actor, case)]
        + [[one.type.title, one.number, words.day(one.valid_from)] for one in given],
        "materials": [[slot.title, slot.way_zh or slot.material_name or "—"] for slot in cases.slots(case)],
        "letters": [
            [words.moment(one.at), f"{one.get_kind_display()}（{one.by_name}）", one.words or "请尽快办理"]
            for one in letters.of_case(case)
        ],
    }  # fmt: skip


def _times(case: Any) -> list[tuple[str, Any]]:
    names = ("提交", "受理", "决定", "办结")
    return list(zip(names, (case.submitted_at, case.accepted_at, case.decided_at, case.closed_at), strict=True))
