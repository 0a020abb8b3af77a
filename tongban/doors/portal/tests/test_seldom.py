"""Pages that few people come to say what follows before the button is pressed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.catalogue import queries as editions
from tongban.watch.ratings import queries as ratings
from tongban.work.cases import actions as cases
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def body(client: Client, address: str) -> str:
    answer: Any = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return re.sub(r"\s+", " ", answer.content.decode())


def test_what_a_newer_edition_changes_is_read_before_the_draft_is_brought_up() -> None:
    case, there = people.draft(), editions.edition_in_force(people.FOOD).definition.mapping
    form = {name: said for name, said in there["form"].items() if name != "steward.phone"}
    form["steward.card"] = {"type": "text", "label": "健康证编号"}
    examples = {name: said for name, said in there["examples"].items() if "fields" not in said["expect"]}
    changed = {**there, "form": form, "examples": examples, "limits": {**there["limits"], "promise": "4 working days"}}
    catalogue.publish(people.SYSTEM, changed, note="核验健康证")
    page = body(browser("linwan", people.owner().on_behalf), f"/apply/{case.pk}/edition/")
    for said in ("核验健康证", "健康证编号", "12000000001", "5 个工作日 → 4 个工作日", "您填写的内容不会丢失"):
        assert said in page


def test_until_when_a_hearing_may_be_asked_for_and_what_giving_it_up_means_is_read_first() -> None:
    case, me = people.accepted(), browser("linwan", people.owner().on_behalf)
    cases.tell_hearing_right(people.approver(), str(case.pk), reason="直接涉及邻近住户的重大利益")
    page = body(me, f"/my/cases/{case.number}/hearing/")
    assert "逾期视为放弃" in page
    assert "办理时限照常计算" in page
    cases.ask_hearing(people.owner(), str(case.pk), reason="说明油烟处理")
    page = body(me, f"/my/cases/{case.number}/hearing/")
    assert "您已申请听证" in page
    assert "办理时限从今天起继续计算" in page


def test_who_asks_for_a_person_reads_by_when_he_is_answered() -> None:
    people.appoint_machines()
    case, me = people.submitted(people.ALLOWANCE), browser("henainai")
    address = f"/my/cases/{case.number}/human-review/"
    assert "10 个工作日内重新查看" in body(me, address)
    assert me.post(address, {"reason": "", "key": "a"}).status_code == 422
    assert me.post(address, {"reason": "请核对档次", "key": "b"}).status_code == 302
    assert me.get(address).status_code == 302, "it is asked once"


def test_what_a_file_of_the_ledger_will_hold_is_said_before_it_is_made() -> None:
    me = browser("linwan", people.owner().on_behalf)
    people.submitted(people.FOOD)
    page = body(me, f"/biz/cases/export/?item={people.FOOD}")
    assert "不含填写的内容和材料" in page
    assert "只包括：" in page
    assert "包括本单位提交过的全部办件" in body(me, "/biz/cases/export/")


def test_whoever_rated_is_told_that_it_is_kept_and_who_has_not_is_led_there() -> None:
    invitation = ratings.invitation_of(people.closed())
    assert invitation is not None
    anybody = Client()
    anybody.get(f"/rate/{invitation.token}/")
    assert "去评价" in body(anybody, "/rating/thanks/")
    anybody.post("/rating/", {"level": "5", "key": "Q" * 20})
    assert "评价已记录" in body(anybody, "/rating/thanks/")
