"""The turns of a hearing (听证) as pages: told of, called, recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tongban.doors.desk.showing.turns import Said, Turn
from tongban.kernel import time
from tongban.registers.calendar import queries as holidays
from tongban.work.cases import actions, queries
from tongban.work.cases.kinds import HEARING_ASKED

if TYPE_CHECKING:
    from django.http import QueryDict

    from tongban.work.cases.models import Case

class HearingTurn(Turn):
    """A turn whose moments are read as Shanghai's."""

    def said(self, post: QueryDict) -> Said:
        found = super().said(post)
        if "begins_at" in found:
            found["begins_at"] = _moment(found["begins_at"])
        return found

    def text(self, case: Case, said: Said) -> Mapping[str, Any]:
        return queries.notice_text(case, self.notice, **WOULD_SAY[self.verb](case, said))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=time.SHANGHAI)
    except ValueError:
        return None


def _told(case: Case, said: Said) -> Said:
    return {**said, "until": holidays.calendar().due(time.today(), HEARING_ASKED)}


def _called(case: Case, said: Said) -> Said:
    return {**said, "at": time.zh_moment(said["begins_at"]), "way": "公开举行"}


def _held(case: Case, said: Said) -> Said:
    hearing = case.hearing
    begins = hearing.begins_at if hearing else None
    present = [name.strip() for name in said["present"].split("、") if name.strip()]
    return {
        "at": time.zh_moment(begins) if begins else "", "place": hearing.place if hearing else "",
        "chair": hearing.chair if hearing else "", "recorder": "", "present": present, "record": said["text"],
        "result": "",
    }  # fmt: skip


WOULD_SAY = {"tell_hearing_right": _told, "call_hearing": _called, "hold_hearing": _held}

HEARINGS = {
    turn.verb: turn
    for turn in (
        HearingTurn(
            "tell_hearing_right",
            "hearing-right",
            ("reason",),
            "行政许可直接涉及申请人与他人之间重大利益关系的，作出决定前应当告知听证的权利。",
            "申请人有五个工作日决定是否要求听证，这期间不能作出决定。申请人将收到听证告知书。",
            "听证告知书已送达申请人，五个工作日内等待申请人决定。",
            actions.tell_hearing_right,
            "hold",
        ),
        HearingTurn(
            "call_hearing",
            "hearing-call",
            ("begins_at", "place", "chair"),
            "举行听证的七个工作日以前通知时间和地点；由没有参加审查的人员主持；申请之日起二十个工作日内举行。",
            "申请人将收到听证通知书。听证举行以前时限继续暂停。",
            "听证通知书已送达申请人。",
            actions.call_hearing,
            "info",
        ),
        HearingTurn(
            "hold_hearing",
            "hearing-record",
            ("present", "text"),
            "听证应当制作笔录，交参加人确认；行政许可决定根据听证笔录作出。",
            "时限继续计算，各环节可以签署。听证笔录存入办件。",
            "听证笔录已存入办件，时限继续计算。",
            actions.hold_hearing,
            "info",
        ),
    )
}
