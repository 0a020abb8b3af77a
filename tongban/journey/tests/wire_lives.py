"""What happens on the wire to a department's system, when it goes wrong: enough for every fact of it to happen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tongban.kernel import jobs, time
from tongban.registers.exchange import actions as exchange
from tongban.registers.exchange.models import Arrival, Delivery
from tongban.work.approvals import queries as steps
from tools import people

from .test_wire_acts import post
from .wire import Site

KEEPER = "LT0011"


def dead_letters(site: Site, large: Callable[[], Any]) -> None:
    """The department answers with garbage until the letters are dead; one is sent again, one is given up."""
    found = [large(), large()]
    site.department.mode = "garbage"
    for minutes in range(0, 130, 4):
        with time.held(time.now() + timedelta(minutes=minutes)):
            site.deliver()
    with time.held(time.now() + timedelta(minutes=131)):
        jobs.run_owed(site.wire.subject)
        events = [str(row.event) for row in Delivery.objects.filter(state="dead")]
        assert len(events) == len(found)
        exchange.resend(people.actor(KEEPER), events[0], "系统已修好")
        exchange.discard(people.actor(KEEPER), events[1], "不再需要")
        for case in found:
            people.settled(case)
        jobs.run_owed(site.wire.subject)
    site.department.mode = "manual"


def quarantined(site: Site) -> None:
    """Two messages nobody understands: one is put aside, one looked at once more."""
    for key in ("first", "second"):
        post(site, b"nonsense", key=key)
    jobs.run_owed(site.wire.subject)
    first, second = Arrival.objects.filter(state="quarantined").order_by("event")
    exchange.dismiss(people.actor(KEEPER), str(first.pk), "部门确认发错")
    exchange.try_again(people.actor(KEEPER), str(second.pk), "再核对一次")
    jobs.run_owed(site.wire.subject)


def sent_back() -> None:
    """The second signer does not concur."""
    case = people.accepted(people.ALLOWANCE)
    for _ in range(4):
        for lane in steps.lanes(case):
            if lane.state == "open":
                people.sign(case, lane.step)
                if lane.decides:
                    people.sign(case, lane.step, "disagree")
                    people.settled(case)
                    return
        case = people.settled(case)
    raise AssertionError("the case came to no decision")
