"""What goes out: to whom, in which order, and what happens when nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.exchange import actions as exchange
from tongban.registers.exchange import queries as wires
from tongban.registers.exchange.actions import sending
from tongban.registers.exchange.errors import NotTheKeeper
from tongban.registers.exchange.kinds import EndpointSpec
from tongban.registers.exchange.models import Delivery
from tongban.registers.exchange.providers import Unreachable
from tongban.registers.exchange.providers.rest import RestWire
from tongban.work.approvals import queries as approvals
from tongban.work.cases import actions as cases
from tongban.work.tasks import queries as tasks
from tools import people

from .wire import CODE, Site, large, site

__all__ = ["large", "site"]

OPERATOR = "LT0011"


def later(minutes: float) -> Any:
    return time.held(time.now() + timedelta(minutes=minutes))


def test_a_step_on_a_connected_desk_reaches_the_departments_system(site: Site, large: Callable[[], Any]) -> None:
    case = large()
    assert site.deliver() == 1
    (event,) = site.received()
    assert (event["type"], event["subject"], event["sequence"]) == ("cn.tongban.step.opened", case.number, "000001")
    asked = event["data"]
    assert (asked["step"], asked["desk"], asked["asks"]) == ("fire-opinion", CODE, "场所是否具备消防安全条件")
    assert asked["due_on"]


def test_the_department_sees_what_it_may_see_and_no_more(site: Site, large: Callable[[], Any]) -> None:
    large()
    site.deliver()
    asked = site.received()[0]["data"]
    assert set(asked["facts"]) == {"business", "premises", "applicant"}
    assert set(asked["facts"]["applicant"]) <= {"name", "kind"}
    assert [one["code"] for one in asked["materials"]] == ["floor-plan"]
    assert "steward" not in asked["facts"]


def test_what_is_told_once_is_never_told_twice(site: Site, large: Callable[[], Any]) -> None:
    case = large()
    site.deliver()
    people.settled(case)
    assert site.deliver() == 0
    assert len(site.received()) == 1


def test_what_becomes_of_the_case_follows_in_order(site: Site, large: Callable[[], Any]) -> None:
    case = large()
    cases.pause(people.approver(), str(case.pk), reason="需要检验", law="行政许可法 第四十五条", needed="十个工作日")
    people.settled(case)
    cases.withdraw(people.owner(), str(case.pk), reason="不办了")
    people.settled(case)
    site.deliver()
    kinds = [one["type"].removeprefix("cn.tongban.") for one in site.received()]
    assert kinds[:3] == ["step.opened", "case.paused", "step.closed"] or kinds[:2] == ["step.opened", "case.paused"]
    assert set(kinds) == {"step.opened", "case.paused", "step.closed", "case.withdrawn"}
    assert [one["sequence"] for one in site.received()] == [f"{n:06d}" for n in range(1, len(kinds) + 1)]


def test_a_dead_department_is_left_alone_and_everything_comes_when_it_is_back(
    site: Site, large: Callable[[], Any]
) -> None:  # fmt: skip
    found = [large() for _ in range(3)]
    site.department.mode = "down"
    for minutes in range(12):
        with later(minutes):
            assert site.deliver() == 0
    wire = site.wire
    assert wire.broken_since is not None
    assert sending.BREAKS_AT <= wire.failures <= 14
    with later(12):
        lane = next(one for one in approvals.lanes(people.fresh(found[0])) if one.step == "fire-opinion")
        assert "暂时联系不上" in lane.wire
        site.department.mode = "manual"
    with later(14):
        assert site.deliver() == 3
    assert site.wire.broken_since is None
    assert [one["subject"] for one in site.received()] == [case.number for case in found]
    assert not any(one.wire for one in approvals.lanes(people.fresh(found[0])))


def test_while_the_breaker_is_open_nothing_is_sent_but_one_probe(site: Site, large: Callable[[], Any]) -> None:
    large()
    site.department.mode = "down"
    for minutes in range(6):
        with later(minutes):
            site.deliver()
    failed = site.wire.failures
    with later(6):
        site.deliver()
        site.deliver()
        site.deliver()
    assert site.wire.failures == failed + 1


def test_garbage_is_no_receipt_and_ends_as_a_dead_letter_somebody_must_look_at(
    site: Site, large: Callable[[], Any]
) -> None:  # fmt: skip
    case = large()
    site.department.mode = "garbage"
    for minutes in range(0, 60, 4):
        with later(minutes):
            site.deliver()
    row = Delivery.objects.get(subject=case.subject)
    assert (row.state, row.bad) == ("dead", 8)
    with later(61):
        people.settled(case)
        (task,) = tasks.open_of(site.wire.subject, "exchange", "dead-letters")
        assert task.desk == "exchange"
        site.department.mode = "manual"
        keeper = people.actor(OPERATOR)
        exchange.resend(keeper, str(row.event), "系统已修好")
        people.settled(case)
        assert not tasks.open_of(site.wire.subject, "exchange")
        assert site.deliver() == 1


def test_a_dead_letter_holds_up_its_own_case_and_nobody_elses(site: Site, large: Callable[[], Any]) -> None:
    first, second = large(), large()
    Delivery.objects.filter(subject=first.subject).update(state="dead")
    cases.withdraw(people.owner(), str(first.pk), reason="不办了")
    people.settled(first)
    assert site.deliver() == 1
    assert [one["subject"] for one in site.received()] == [second.number]
    exchange.discard(people.actor(OPERATOR), str(Delivery.objects.get(state="dead").event), "不再需要")
    assert site.deliver() == 2


def test_only_an_operator_with_a_reason_clears_what_is_stuck(site: Site, large: Callable[[], Any]) -> None:
    large()
    event = str(Delivery.objects.get().event)
    Delivery.objects.update(state="dead")
    with pytest.raises(NotTheKeeper):
        exchange.resend(people.reviewer(), event, "试一试")
    with pytest.raises(Refusal, match="理由"):
        exchange.discard(people.actor(OPERATOR), event, "  ")


def test_a_message_whose_sender_died_is_taken_up_again(site: Site, large: Callable[[], Any]) -> None:
    large()
    assert sending._next(str(site.wire.pk)) is not None  # and the process dies here
    assert site.deliver() == 0
    with later(2):
        assert site.deliver() == 1


def test_a_clock_set_back_holds_nothing_up(site: Site, large: Callable[[], Any]) -> None:
    large()
    Delivery.objects.update(due_at=time.now() + timedelta(days=10))
    assert site.deliver() == 1


def test_a_byte_a_second_comes_to_an_end(site: Site, large: Callable[[], Any]) -> None:
    large()
    row = Delivery.objects.get()
    site.department.mode = "slow"
    wire = RestWire(site.wire.address, private_ok=True, total=0.3)
    with pytest.raises(Unreachable):
        wire.hand_over(sending.Parcel(str(row.event), 1, b"{}", {}))


def test_a_folder_takes_files_in_order_with_their_signatures(site: Site, large: Callable[[], Any]) -> None:
    known = site.wire
    spec = EndpointSpec(CODE, known.title, known.department, (CODE,), "folder", signer=known.signer, private_ok=True)
    exchange.connect(people.SYSTEM, spec)
    large(), large()
    assert site.deliver() == 2
    folder = wires.folder(site.wire).place / "out"
    names = sorted(path.name for path in folder.glob("*.json"))
    assert len(names) == 2
    assert all((folder / f"{name}.sig").exists() for name in names)
    for path in folder.iterdir():
        path.unlink()
