"""What other authorities know fills the form: with its source and day, asked again at submission, never in the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tongban.kernel import time
from tongban.registers.sources import queries as data
from tongban.registers.sources.tests.authority import Authority, authority
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotFetched, SourceMoved
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
COMPANY, BIRTH, CARD = "company-registration", "birth-registration", "identity-card"


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Authority]:
    with authority(tmp_path, people.known()) as made:
        made.connect("name-declaration", "marriage", "household-child")
        yield made


def company() -> Case:
    return cases.start(people.actor("hanxiao"), COMPANY, "999003")


def said(case: Case, name: str) -> Any:
    page, field = name.split(".")
    return people.fresh(case).data.get(page, {}).get(field)


def test_a_declared_name_fills_the_form_of_the_company(source: Authority) -> None:
    me, case = people.actor("hanxiao"), company()
    assert said(case, "company.name") is None
    cases.fill_in(me, str(case.pk))
    found = {name: said(case, name) for name in ("company.type", "company.name", "company.scope", "capital.amount")}
    assert found == {
        "company.type": "limited", "company.name": "澜汀星河信息技术有限公司",
        "company.scope": ["software", "it-service"], "capital.amount": 50,
    }  # fmt: skip
    noted = rows.origins(people.fresh(case))["company.name"]
    assert (noted.kind, noted.name, noted.on) == ("data", "企业名称申报信息", time.today().isoformat())
    cases.fill_in(me, str(case.pk))
    assert source.asked == ["name-declaration"]
    (use,) = data.uses_of(me)
    assert (use.basis, use.subject) == ("履行法定职责", case.subject)


def test_an_answer_takes_the_place_of_what_was_only_known_in_part(source: Authority) -> None:
    me = people.actor("tangyuan")
    case = cases.start(me, "sole-trader-registration", people.AREA)
    assert said(case, "place.address") == {"division": people.AREA}
    cases.fill_in(me, str(case.pk))
    assert said(case, "place.address") == {"division": people.AREA, "detail": "月白街 88 号"}


def test_a_silent_source_leaves_the_question_and_says_so_until_it_is_back(source: Authority) -> None:
    me, case = people.actor("hanxiao"), company()
    source.desk.set_mode("down")
    cases.fill_in(me, str(case.pk))
    assert said(case, "company.name") is None
    assert [one.state for one in rows.form_sources(people.fresh(case))] == ["silent"]
    source.desk.set_mode("well")
    cases.fill_in(me, str(case.pk))  # the next page does not wait for it once more
    assert said(case, "company.name") is None
    cases.save_page(me, str(case.pk), "company", {"company.type": "joint"})
    cases.fill_in(me, str(case.pk), again="name-declaration")
    assert said(case, "company.type") == "joint"  # his own word stays
    assert said(case, "company.name") == "澜汀星河信息技术有限公司"


def test_what_the_source_says_by_then_is_looked_at_before_it_is_handed_in(source: Authority) -> None:
    me, case = people.actor("hanxiao"), company()
    cases.fill_in(me, str(case.pk))
    cases.save_page(me, str(case.pk), "capital", {"capital.amount": "50", "capital.years": "5"})
    records = people.known()
    row = next(r for r in records["name-declaration"]["rows"] if r["of"] == people.number("hanxiao"))
    row["values"]["capital"] = 80
    source.desk.records.path.write_text(json.dumps(records), "utf-8")
    source.desk.records.read_at = 0
    with time.held(time.now() + timedelta(days=1)):
        cases.fill_in(me, str(case.pk))
        with pytest.raises(SourceMoved) as refused:
            cases.submit(me, str(case.pk), promise=True)
    (moved,) = refused.value.details["moved"]
    assert (moved.field, moved.source) == ("capital.amount", "企业名称申报信息")


def test_an_answer_that_was_given_counts_on_while_its_source_is_silent(source: Authority) -> None:
    me, case = people.actor("hanxiao"), company()
    cases.fill_in(me, str(case.pk))
    source.desk.set_mode("down")
    with time.held(time.now() + timedelta(days=1)):
        cases.fill_in(me, str(case.pk))
        assert rows.moved_sources(people.fresh(case), rows.facts_of(people.fresh(case))) == []


def test_what_needs_consent_is_asked_only_after_it(source: Authority) -> None:
    me = people.actor("ouyangnian")
    case = cases.start(me, BIRTH, "999003")
    cases.fill_in(me, str(case.pk))
    assert source.asked == []
    cases.allow(me, str(case.pk), "marriage", agree=False)
    assert [one.state for one in rows.form_sources(people.fresh(case))] == ["declined"]
    cases.allow(me, str(case.pk), "marriage", agree=True)
    assert said(case, "spouse.married") is True
    assert said(case, "spouse.who")["name"] == "张小禾"
    with pytest.raises(NotFetched):
        cases.allow(me, str(case.pk), "pension", agree=True)


def test_nobody_is_asked_about_a_child_for_a_card_of_ones_own(source: Authority) -> None:
    me = people.actor("ouyangnian")
    case = cases.start(me, CARD, "999003")
    cases.fill_in(me, str(case.pk))
    assert source.asked == []
    cases.save_page(me, str(case.pk), "card", {"card.case": "first", "card.owner": "child"})
    cases.fill_in(me, str(case.pk))
    assert (said(case, "child.who")["name"], said(case, "child.birth")) == ("欧阳小年", "2026-08-16")
