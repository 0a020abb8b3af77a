"""What no page of ours sends changes nothing, and that it was sent is kept: names and ids, never what was sent."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.doors.portal.tests.walking import browser
from tongban.registers.ledger import queries as ledger
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
STRANGER = "11010519491231002X"

HONEST: dict[str, dict[str, Any]] = {
    "elder": {"elder.first": "yes"},
    "account": {"account.way": "card"},
    "agent": {"agent.used": "no"},
}
PAGES: list[tuple[str, dict[str, Any], str]] = [
    ("elder", {"elder.name": "王五"}, "locked:elder.name"),
    ("elder", {"elder.id.number": STRANGER}, "locked:elder.id"),
    ("elder", {"elder.id.type": "414", "elder.id.number": "E00000001"}, "locked:elder.id"),
    ("elder", {"elder.id": STRANGER}, "locked:elder.id"),
    ("elder", {"elder.name": ["禾素芬", "王五"]}, "locked:elder.name"),
    ("elder", {"account.way": "bank"}, "elsewhere:account.way"),
    ("account", {"elder.name": "王五"}, "elsewhere:elder.name"),
    ("agent", {"elder.phone": "12000000009"}, "elsewhere:elder.phone"),
    ("account", {"account.bank": "别人的银行"}, "hidden:account.bank"),
    ("account", {"account.number": "6200000000000000000"}, "hidden:account.number"),
    ("account", {"account.bank": "别人的银行", "shown": "WyJhY2NvdW50LmJhbmsiXQ:forged"}, "hidden:account.bank"),
    ("agent", {"agent.who.name": "王五"}, "hidden:agent.who"),
    ("agent", {"agent.who.id_number": STRANGER}, "hidden:agent.who"),
    ("elder", {"elder.role": "admin"}, "unknown:elder.role"),
    ("elder", {"elder.address.owner": "王五"}, "unknown:elder.address.owner"),
    ("elder", {"state": "decided"}, "unknown:state"),
    ("account", {"applicant": "person/1", "amount": "9999"}, "unknown:applicant"),
    ("agent", {"reason:agent.boss": "因为"}, "unknown:agent.boss"),
    ("agent", {"<script>": "1"}, "unknown:?"),
]


def attempts(subject: str) -> list[dict[str, Any]]:
    return [row.body for row in ledger.timeline(subject) if row.kind == "cases.TamperingRefused"]


def page_of(case: Any, page: str) -> dict[str, Any]:
    """The page as an honest browser sends it: without what is locked."""
    flat = case.definition.form.flat(case.data)
    names = ("elder.phone", "elder.address.division", "elder.address.detail") if page == "elder" else ()
    return {name: flat[name] for name in names} | HONEST[page]


def test_a_table_of_tamperings_changes_nothing_and_each_is_recorded() -> None:
    mine, case = browser("henainai"), people.draft(people.ALLOWANCE)
    before = people.fresh(case)
    for page, sent, named in PAGES:
        seen = len(attempts(case.subject))
        mine.post(f"/apply/{case.pk}/p/{page}/", page_of(case, page) | sent)
        now = people.fresh(case)
        same = (now.data, now.origins, now.state, now.applicant, now.raw)
        assert same == (before.data, before.origins, before.state, before.applicant, {}), (page, sent)
        recorded = attempts(case.subject)[seen:]
        assert [named in body["fields"] for body in recorded] == [True], (page, sent, recorded)
        assert STRANGER not in str(recorded)


def test_a_document_that_is_not_mine_answers_nothing_and_is_recorded() -> None:
    mine, case = browser("linwan", people.owner().on_behalf), people.draft()
    other = people.draft(people.FOOD, people.actor("hexiaoman", "hexiaoman-canyin"))
    theirs = other.given.get(code="floor-plan", current=True).material_id
    kept = case.given.get(code="floor-plan", current=True).material_id
    for material in (theirs, "11111111-1111-7111-8111-111111111111", "nonsense'--"):
        seen = len(attempts(case.subject))
        answer = mine.post(f"/apply/{case.pk}/materials/floor-plan/reuse/", {"material": material, "key": material})
        assert answer.status_code == 404
        assert case.given.get(code="floor-plan", current=True).material_id == kept
        assert [body["fields"][0] for body in attempts(case.subject)[seen:]] == ["material:floor-plan"]
    assert f"document:{theirs}" in str(attempts(case.subject))


def test_nobody_writes_into_a_draft_of_somebody_else() -> None:
    case = people.draft(people.ALLOWANCE)
    stranger = browser("linwan")
    assert stranger.post(f"/apply/{case.pk}/p/account/", {"account.way": "bank"}).status_code == 404
    assert stranger.post(f"/apply/{case.pk}/refresh/").status_code == 404
    assert stranger.post(f"/apply/{case.pk}/edition/", {"edition": "2"}).status_code == 404
    assert stranger.post(f"/apply/{case.pk}/objection/elder.name/", {"claim": "甲", "reason": "乙"}).status_code == 404
    assert people.fresh(case).data == case.data


def test_an_honest_browser_is_never_accused() -> None:
    mine, case = browser("henainai"), people.draft(people.ALLOWANCE)
    address = f"/apply/{case.pk}/p/account/"
    mine.post(address, {"account.way": "bank"})
    page = mine.get(address)
    assert "account.bank" in page.content.decode()
    # Without scripts the questions that an answer closes are still on the page when it is sent.
    sent = {"account.way": "card", "account.bank": "澜汀银行", "account.number": "", "shown": page.context["shown"]}
    mine.post(address, sent)
    mine.post(address, sent)
    assert attempts(case.subject) == []
    assert "bank" not in people.fresh(case).data["account"]
