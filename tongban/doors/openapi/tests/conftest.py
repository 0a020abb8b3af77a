"""Published items, departments, systems that hold tokens, and a submitted case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tongban.doors.openapi import guard
from tongban.engines.codes import fiction
from tongban.kernel.actor import Actor
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.places import actions as place_actions
from tongban.registers.places import queries as places
from tongban.registers.places.kinds import DivisionRow
from tongban.work.cases import actions as cases

SYSTEM = Actor.system()

CARD: dict[str, Any] = {
    "code": "reader-card", "title": {"zh": "借书证办理", "en": "Reader card"}, "alias": ["办借书证"], "kind": "service",
    "owner": "reading", "serves": ["person"], "themes": {"person": ["065"]}, "project": "promise",
    "law": ["公共图书馆法 第三十三条"], "limits": {"promise": "2 working days", "reason": "公共服务没有法定时限"},
    "form": {"card.branch": {"type": "text", "label": "常去的分馆", "sample": "望舒分馆"}},
    "materials": {"photo": {"title": "近期照片", "need": "3"}},
    "process": {"check": {"title": "核对", "desk": "cards", "within": "1 working day", "decides": True}},
    "guide": {
        "conditions": ["在本市居住"], "hours": "周一至周五 9:00 至 17:00", "phone": "12345", "supervision": "12345",
        "places": ["澜汀市图书馆"], "online_depth": ["5"],
    },
    "fee": {"charged": False, "standard": "不收费"},
    "gives": {"type": "none", "name": "借书证"},
    "examples": {"a reader": {"given": {"card": {"branch": "望舒分馆"}}, "expect": {"steps": [["check"]]}}},
}  # fmt: skip


def place_facts() -> None:
    """Give facts their places by hand: the ledger waits for the transaction to end, which a test's never does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ledger_chain (position, seq, hash) "
            "select (select count(*) from ledger_chain) + row_number() over (order by seq), seq, hash "
            "from ledger_fact where seq not in (select seq from ledger_chain)"
        )


@pytest.fixture(autouse=True)
def fresh_meter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "meter", guard.Meter(guard.PER_MINUTE))


@pytest.fixture
def departments(db: None) -> None:
    identity.add_department(SYSTEM, "reading", "澜汀市文化和旅游局")
    identity.add_department(SYSTEM, "museum", "澜汀市生态环境局")


@pytest.fixture
def item(departments: None) -> Any:
    return catalogue.publish(SYSTEM, CARD)


@pytest.fixture
def token(departments: None) -> str:
    return identity.add_client(SYSTEM, "文旅业务系统", ["cases:read"], "reading", ["case-handling"])[1]


@pytest.fixture
def stranger(departments: None) -> str:
    return identity.add_client(SYSTEM, "环境业务系统", ["cases:read"], "museum", ["case-handling"])[1]


@pytest.fixture
def case(item: Any) -> Any:
    person = identity.register_person(SYSTEM, "杜哲", fiction.id_number(400, date(1990, 1, 1), "female"), level=2)
    account = identity.open_account(SYSTEM, "duzhe", person=person.pk, password="")
    actor = people.actor_for(account, door="portal")
    if not places.division("999001"):
        listed = [DivisionRow("99", "虚构省"), DivisionRow("9990", "澜汀市"), DivisionRow("999001", "望舒区")]
        place_actions.load_divisions(SYSTEM, listed, source="test")
    draft = cases.start(actor, "reader-card", "999001")
    cases.save_page(actor, str(draft.pk), draft.definition.form.pages[0].name, {"card.branch": "望舒分馆"})
    submitted = cases.submit(actor, str(draft.pk), promise=True)
    place_facts()
    return submitted


@pytest.fixture
def api() -> Client:
    return Client(raise_request_exception=False)
