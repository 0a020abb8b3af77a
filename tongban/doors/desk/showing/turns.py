"""The rarer turns of a case as pages: what each asks the official, what its notice would say, what it brings about."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongban.doors.desk.showing import phrases
from tongban.doors.desk.showing.gaplist import Problem
from tongban.engines.clocks import Limit
from tongban.work.cases import actions, queries
from tongban.work.cases.actions.accepting import dates
from tongban.work.cases.kinds import EXTENSION, RECORDED, Special
from tongban.work.cases.states import VERBS

if TYPE_CHECKING:
    from django.http import QueryDict

    from tongban.kernel.actor import Actor
    from tongban.work.cases.models import Case, Notice

Said = dict[str, Any]
ASKED = {  # what a page asks, and the sentence when it is missing
    "reason": Problem("text", "请选择或写明理由。"),
    "law": Problem("law", "请选择或写明法律依据。"),
    "agency": Problem("agency", "请写明行政机关的全称。"),
    "days": Problem("days", "请选择延长多少个工作日。"),
    "area": Problem("area", "请选择移送到哪个区（县）。"),
    "kind": Problem("kind", "请选择特别程序的种类。"),
    "needed": Problem("needed", "请写明预计需要多长时间，例如“5 个工作日”。"),
    "at": Problem("at", "请写明特别程序的时间。"),
    "by": Problem("by", "请写明承担的机构或者人员。"),
    "findings": Problem("findings", "请写明经过和情况。"),
    "result": Problem("text", "请写明特别程序的结果。"),
    "notice": Problem("notice", "请选择要更正的文书。"),
    "wrong": Problem("wrong", "请照抄文书中有误的文字。"),
    "right": Problem("right", "请写明更正后的文字。"),
    "begins_at": Problem("begins_at", "请选择听证开始的日期和时间。"),
    "place": Problem("place", "请写明地点。"),
    "chair": Problem("chair", "请写明主持人的姓名。"),
    "text": Problem("text", "请写明听证的经过和各方意见。"),
    "present": Problem("present", "请写明参加听证的人员。"),
}


@dataclass(frozen=True)
class Turn:
    """One turn as a page."""

    verb: str
    notice: str  # kind of the notice it serves
    asks: tuple[str, ...]
    lead: str
    then: str  # what follows when it is sent
    done: str
    act: Callable[..., object]
    tone: str = "hold"
    law: str = ""  # what the notice always rests on, offered first

    @property
    def title(self) -> str:
        return VERBS[self.verb]

    def asks_of(self, case: Case | None) -> tuple[str, ...]:
        """What it asks about this case: a procedure that ends without a record of its own asks for its result only."""
        if self.verb != "resume" or case is None or case.pauses.filter(ended_at=None, kind__in=RECORDED).exists():
            return self.asks
        return ("result",)

    @property
    def said_as(self) -> str:
        """What the free text is called on the page."""
        return {"resume": "特别程序的结果", "pause": "具体原因"}.get(self.verb, "理由")

    def said(self, post: QueryDict) -> Said:
        """What was chosen and typed, as the verb takes it."""
        text = phrases.joined(post.get("phrase", ""), post.get("text", ""))
        law = post.get("law_other", "").strip() or post.get("law", "")
        found: Said = {name: post.get(name, "").strip() for name in self.asks}
        found |= {name: text for name in ("reason", "result") if name in found}
        found |= {"law": law} if "law" in found else {}
        if "days" in found:
            found["days"] = int(found["days"]) if found["days"].isdecimal() and len(found["days"]) < 4 else 0
        if self.verb == "pause":
            found["officers"] = post.getlist("officers")
        return found

    def lacking(self, said: Said, case: Case | None = None) -> list[Problem]:
        found = [ASKED[name] for name in self.asks_of(case) if not said[name]]
        if said.get("kind") == Special.SITE_VISIT and len(said["officers"]) < 2:
            found.append(Problem("officers", "现场勘验须由两名以上工作人员进行，请至少选择两位。"))
        return found

    def text(self, case: Case, said: Said) -> Mapping[str, Any]:
        """What would be served, word for word."""
        shown, extra = WOULD_SAY.get(self.verb, _as_said)(case, said)
        return queries.notice_text(shown, self.notice, **extra)

    def arguments(self, said: Said) -> Said:
        """As the verb calls them."""
        return {"notice_id" if name == "notice" else name: value for name, value in said.items()}


def _as_said(case: Case, said: Said) -> tuple[Case, Said]:
    return case, said


def _extended(case: Case, said: Said) -> tuple[Case, Said]:
    by = Limit(said["days"], (case.definition.limits.extension or EXTENSION).unit)
    later = copy.copy(case)
    later.extended_by = str(by)
    read = queries.clocks(later)
    last = read.statute or read.promise
    return case, {"reason": said["reason"], "by": by.zh, "until": last.due if last else None}


def _moved(case: Case, said: Said) -> tuple[Case, Said]:
    there = copy.copy(case)
    there.area = said["area"]
    return there, {**said, "before": case.area}


def _paused(case: Case, said: Said) -> tuple[Case, Said]:
    return case, {**said, "kind": Special(said["kind"]).label if said["kind"] in Special.values else ""}


def _resumed(case: Case, said: Said) -> tuple[Case, Said]:
    running = case.pauses.filter(ended_at=None)
    return case, {**said, "what": "、".join(Special(p.kind).label for p in running), "dates": dates(case)}


def _rectified(case: Case, said: Said) -> tuple[Case, Said]:
    served = notice_of(case, said["notice"])
    return case, {**said, "title": served.title if served else "", "number": served.number if served else ""}


def notice_of(case: Case, key: str) -> Notice | None:
    """A served notice of the case by its id."""
    return next((n for n in case.notices.all() if str(n.pk) == key), None)


def _resume(actor: Actor, case_id: str, *, result: str, key: str = "", grace: float = 0, **record_of: str) -> Case:
    return actions.resume(actor, case_id, result=result, record_of=record_of, key=key, grace=grace)


WOULD_SAY: dict[str, Callable[[Case, Said], tuple[Case, Said]]] = {
    "extend": _extended, "transfer": _moved, "pause": _paused, "resume": _resumed, "rectify": _rectified,
}  # fmt: skip

TURNS = {
    turn.verb: turn
    for turn in (
        Turn(
            "no_permit",
            "no-permit-needed",
            ("reason", "law"),
            "申请事项依法不需要取得行政许可的，应当即时告知申请人不受理。",
            "确认后此件立即办结。申请人将收到告知书，对此不服的可以申请行政复议或者提起行政诉讼。",
            "已告知不需要取得行政许可，告知书已送达申请人，此件办结。",
            actions.no_permit,
            "bad",
            "行政许可法 第三十二条第一款第一项",
        ),
        Turn(
            "not_ours",
            "not-ours",
            ("agency", "reason", "law"),
            "申请事项依法不属于本机关职权范围的，应当即时作出不予受理的决定，并告知申请人向有关行政机关申请。",
            "确认后此件立即办结。申请人将收到不予受理决定书，其中写明应当向哪个机关申请。",
            "不予受理决定书已送达申请人，其中已写明有权机关，此件办结。",
            actions.not_ours,
            "bad",
            "行政许可法 第三十二条第一款第二项",
        ),
        Turn(
            "pause",
            "special-procedure",
            ("kind", "reason", "needed", "law"),
            "听证、检验、检测、检疫、鉴定、专家评审等所需时间不计入办理时限，但必须书面告知申请人。",
            "确认后时限立即暂停，各环节停止签署，直到恢复办理。申请人将收到特别程序告知书。",
            "特别程序已启动，时限暂停，特别程序告知书已送达申请人。",
            actions.pause,
            "hold",
            "行政许可法 第四十五条",
        ),
        Turn(
            "resume",
            "resumption",
            ("at", "place", "by", "findings", "result"),
            "特别程序结束后，办理时限继续计算。",
            "恢复后时限继续计算，各环节可以签署。申请人将收到恢复办理告知书。",
            "特别程序结束，时限继续计算，恢复办理告知书已送达申请人。",
            _resume,
            "info",
        ),
        Turn(
            "extend",
            "extension",
            ("days", "reason"),
            "在规定期限内不能作出决定的，经本机关负责人批准可以延长一次，并应当告知申请人理由。",
            "确认后办理期限延长，只能延长一次。申请人将收到延长办理期限告知书。",
            "办理期限已延长，延长办理期限告知书已送达申请人。",
            actions.extend,
        ),
        Turn(
            "transfer",
            "transfer",
            ("area", "reason", "law"),
            "应当由本市另一个区（县）的机关办理的，移送该区（县），申请人不需要重新申请。",
            "确认后此件移送，已签署的意见不再有效，接收地自今日起五个工作日内决定是否受理。申请人将收到移送告知书。",
            "已移送，移送告知书已送达申请人。",
            actions.transfer,
        ),
        Turn(
            "send_on",
            "sent-on",
            ("agency", "reason", "law"),
            "依法应当由上级机关或者本市以外的机关决定的，转报该机关。",
            "确认后此件在本机关办结。申请人将收到转报告知书，后续由接收机关告知。",
            "已转报，转报告知书已送达申请人，此件在本机关办结。",
            actions.send_on,
            "bad",
        ),
        Turn(
            "terminate",
            "termination",
            ("reason", "law"),
            "申请人死亡、法人终止，或者申请事项已不存在，没有可以决定的内容时，终止办理。",
            "确认后此件立即办结，不再作出决定。申请人将收到终止办理决定书，可以申请行政复议或者提起行政诉讼。",
            "已终止办理，终止办理决定书已送达申请人，此件办结。",
            actions.terminate,
            "bad",
        ),
        Turn(
            "rectify",
            "rectification",
            ("notice", "wrong", "right"),
            "只更正文书中的笔误（错字、漏字、号码或日期抄写错误）；改变决定内容的，应当依法撤销后重新作出。",
            "原文书和决定不变，申请人将收到更正通知书，与原文书一并使用。",
            "更正通知书已送达申请人，与原文书一并使用。",
            actions.rectify,
            "info",
        ),
        Turn(
            "reopen",
            "reopening",
            ("reason", "law"),
            "对申请人不利的办结（不予受理、不予许可、退件、终止）确有错误的，可以责令重新办理。",
            "确认后此件重新进入审查，此前的意见不再有效，办理时限自次日起重新计算。申请人将收到重新办理通知书。",
            "已责令重新办理，重新办理通知书已送达申请人。",
            actions.reopen,
        ),
    )
}
