"""The one table that says each fact of a case in words, for the applicant and for officials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tongban.registers.identity import queries as identity
from tongban.work.cases import queries as cases

DOORS = {"portal": "网上", "desk": "窗口", "kiosk": "自助机", "office": "后台", "openapi": "接口", "journey": "系统"}


@dataclass(frozen=True)
class Telling:
    """How one kind of fact is told: its title, a tag with its tone, whether a citizen sees it."""

    title: str
    tag: str = ""
    tone: str = ""
    public: bool = True


TELL: dict[str, Telling] = {
    "cases.CaseStarted": Telling("新建申请", public=False),
    "cases.DraftSaved": Telling("保存草稿", public=False),
    "cases.TamperingRefused": Telling("拒绝了不属于本人可填写的内容", "未采纳", "warn", public=False),
    "cases.DraftBroughtUp": Telling("草稿更新到新版", public=False),
    "cases.PrefillRefreshed": Telling("按最新登记信息更新预填内容", public=False),
    "cases.PrefillMeasured": Telling("统计预填情况", public=False),
    "cases.AnswerObjected": Telling("对预填信息提出数据异议", "核实中", "hold"),
    "cases.ObjectionSettled": Telling("数据异议已答复"),
    "cases.DraftExpiring": Telling("提醒草稿即将过期", public=False),
    "cases.DraftTrashed": Telling("草稿移入回收站", public=False),
    "cases.DraftRestored": Telling("从回收站恢复草稿", public=False),
    "cases.MaterialGiven": Telling("提交材料", public=False),
    "cases.MaterialTakenBack": Telling("撤下材料", public=False),
    "cases.MaterialAssured": Telling("对机器识读的疑点作出说明", public=False),
    "cases.CasePreReviewed": Telling("智能预审", public=False),
    "cases.PointOverruled": Telling("人工改判机器核对结果", public=False),
    "cases.CaseSigned": Telling("申请人签名", public=False),
    "cases.CaseSubmitted": Telling("提交申请", "已收件", "ok"),
    "cases.CaseIncomplete": Telling("一次性告知补正", "时限暂停", "hold"),
    "cases.CaseSupplied": Telling("补正材料已收到", "继续预审", "brand"),
    "cases.CaseAccepted": Telling("受理", "已受理", "ok"),
    "cases.CaseDeemedAccepted": Telling("逾期未答复，依法视为受理", "已受理", "warn"),
    "cases.CaseCorrected": Telling("当场更正申请内容"),
    "cases.CaseReturned": Telling("逾期未补正，退回申请", "已退回", "bad"),
    "cases.CaseExtended": Telling("延长办理期限", "期限延长", "hold"),
    "cases.CaseTransferred": Telling("移送其他地区办理", "已移送", "hold"),
    "cases.CaseSentOn": Telling("转报有权机关", "已转报", "hold"),
    "cases.CaseTerminated": Telling("终止办理", "已终止", "bad"),
    "cases.CaseReopened": Telling("监督机关要求重新办理", "重新办理", "brand"),
    "cases.NoticeRectified": Telling("更正文书"),
    "cases.HearingRightTold": Telling("告知听证权利", "等您决定", "hold"),
    "cases.HearingAsked": Telling("申请听证", "时限暂停", "hold"),
    "cases.HearingCalled": Telling("通知听证时间地点"),
    "cases.HearingGivenUp": Telling("放弃听证", "时限继续", "ok"),
    "cases.CaseHandedUp": Telling("初审完毕，全部材料报送决定机关", "已报送", "ok"),
    "cases.SiteVisitRecorded": Telling("现场勘验笔录"),
    "cases.ProcedureRecorded": Telling("特别程序记录"),
    "cases.HearingHeld": Telling("听证已举行", "时限继续", "ok"),
    "cases.CaseHandedOut": Telling("窗口发放", "已领取", "ok"),
    "cases.CaseTurnedAway": Telling("不予受理", "不予受理", "bad"),
    "cases.CasePaused": Telling("启动特别程序", "时限暂停", "hold"),
    "cases.CaseResumed": Telling("特别程序结束", "时限继续", "ok"),
    "cases.CaseDateMoved": Telling("重新推算时限"),
    "cases.CaseDecided": Telling("作出决定"),
    "cases.CaseWithdrawn": Telling("撤回申请", "已撤回", ""),
    "cases.CaseClosed": Telling("办结", "已办结", "ok"),
    "cases.NoticeSealed": Telling("文书盖章", public=False),
    "cases.ElectronicServiceAgreed": Telling("确认电子送达"),
    "cases.NoticeOpened": Telling("申请人首次查阅文书", public=False),
    "cases.CaseLookedUp": Telling("凭办件编号查询进度", public=False),
    "cases.CaseLooked": Telling("工作人员调阅", public=False),
    "cases.CaseUnmasked": Telling("完整查看个人信息", public=False),
    "openings.OpeningUsed": Telling("紧急查阅", public=False),
    "cases.TurnUndone": Telling("撤销办理，文书作废", "已撤销", "warn", public=False),
    "tasks.TaskReopened": Telling("待办恢复", public=False),
    "rulings.CaseRuled": Telling("系统依规则逐条核对，全部符合", "自动决定", "ok"),
    "rulings.CaseLeftToPerson": Telling("转由工作人员办理"),
    "rulings.RulingPostponed": Telling("等待材料识读", public=False),
    "rulings.ReviewAsked": Telling("申请人工复核", "复核中", "hold"),
    "rulings.ReviewAnswered": Telling("人工复核已有结论", "已复核", "ok"),
    "rulings.SampleOpened": Telling("列入抽查", public=False),
    "rulings.SampleJudged": Telling("抽查结论", public=False),
    "supervision.CardIssued": Telling("电子监察亮牌", "亮牌", "warn", public=False),
    "supervision.CardAnswered": Telling("部门答复监察", public=False),
    "supervision.CardWithdrawn": Telling("监察撤牌", public=False),
    "cases.CaseAskedByPhone": Telling("热线查询进度", public=False),
    "approvals.OpinionSigned": Telling("签署意见"),
    "approvals.OpinionSentBack": Telling("退回重新审查", "退回", "warn"),
    "approvals.ExaminationBegunAnew": Telling("重新审查", "重新审查", "brand"),
    "approvals.StepReturned": Telling("退回上一环节", "退回", "warn"),
    "approvals.ViewAsked": Telling("征求意见"),
    "approvals.ViewGiven": Telling("征求意见已答复"),
    "tasks.OfficialRecused": Telling("工作人员回避"),
    "approvals.StepSettled": Telling("环节办结", public=False),
    "tasks.TaskOpened": Telling("转入待办", public=False),
    "tasks.TaskClaimed": Telling("认领", public=False),
    "tasks.TaskReleased": Telling("释放待办", public=False),
    "tasks.TaskHandedOver": Telling("转交", public=False),
    "tasks.TaskClosed": Telling("待办完成", public=False),
    "tasks.ViewKept": Telling("保存待办视图", public=False), "tasks.ViewDropped": Telling("删除待办视图", public=False),
    "tasks.TaskClockChanged": Telling("待办时限调整", public=False),
    "messages.MessageSent": Telling("通知申请人", public=False),
    "messages.SmsDelivered": Telling("短信已送达网关", public=False),
    "messages.MailDelivered": Telling("邮件已发出", public=False),
    "messages.MailGivenUp": Telling("邮件发送失败", "失败", "bad", public=False),
    "messages.SmsGivenUp": Telling("短信发送失败", "失败", "bad", public=False),
    "exchange.EventOwed": Telling("待推送部门系统", public=False),
    "exchange.EventDelivered": Telling("已送达部门系统", public=False),
    "exchange.EventDead": Telling("未能送达部门系统", "待处理", "bad", public=False),
    "exchange.EventResent": Telling("重新推送部门系统", public=False),
    "exchange.EventDiscarded": Telling("放弃推送", public=False),
    "exchange.ActTaken": Telling("采信部门系统回传", public=False),
    "cases.MaterialCameLater": Telling("容缺材料已补齐", "已补齐", "ok"),
    "cases.MaterialPromised": Telling("以承诺代替材料", public=False),
    "cases.UndertakingServed": Telling("告知承诺书生效"),
    "undertakings.UndertakingOpened": Telling("承诺待核查", public=False),
    "undertakings.CheckBegun": Telling("开始核查承诺"),
    "undertakings.UndertakingKept": Telling("承诺核查属实", "属实", "ok"),
    "undertakings.UndertakingBroken": Telling("承诺核查不实", "不实", "bad"),
    "undertakings.UndertakingLetGo": Telling("不再核查承诺", public=False),
    "licences.LicenceIssued": Telling("制发证照", "已制证", "ok"),
    "cases.MaterialReused": Telling("复用以前的材料", public=False),
    "cases.MaterialsCounted": Telling("材料减免计数", public=False),
    "cases.RequestAnswered": Telling("协助单位已答复", "已答复", "ok"),
    "sources.SourceAnswered": Telling("数据核验", public=False),
    "sources.SourceSilent": Telling("数据暂时查询不到", public=False),
    "sources.DataUsed": Telling("使用数据", public=False),
    "sources.ConsentAsked": Telling("征求本人同意", public=False),
    "sources.ConsentGiven": Telling("同意使用数据", public=False),
    "sources.ConsentDeclined": Telling("没有同意使用数据", public=False),
    "sources.AuthorisationsEnded": Telling("授权结束", public=False),
    "ratings.Rated": Telling("申请人评价", public=False),
}
TASKS = {  # what kind of thing is to be done, where it is no step of the process
    "accept": "受理", "supply": "申请人补正", "collect": "窗口发放", "consult": "答复征求意见", "hearing": "听证",
    "request": "协助核实材料", "letter": "答复申请人留言", "card": "答复监察", "follow-up": "回访评价",
    "check-promise": "核查承诺", "broken-promise": "处理不实承诺",
    "human-review": "人工复核", "sample": "抽查", "exchange": "处理数据交换", "objection": "核实数据异议",
    "silence": "核实逾期未答复",
}  # fmt: skip
OUTCOMES = {"granted": ("准予", "ok"), "refused": ("不予许可", "bad")}
VERDICTS = {"agree": ("同意", "ok"), "disagree": ("不同意", "bad")}


@dataclass(frozen=True)
class Event:
    """One entry of a timeline."""

    at: datetime
    title: str
    who: str
    tag: str = ""
    tone: str = ""
    opinion: str = ""
    law: str = ""
    notice: Any = None  # a served notice of the case, whose PDF can be opened
    kind: str = ""
    seq: int = 0


@dataclass(frozen=True)
class Known:
    """What the sentences need beside the facts: the case's notices, opinions and steps, by their ids and names."""

    notices: Mapping[str, Any]
    opinions: Mapping[str, Any]
    steps: Mapping[str, str]


def events(case: Any, facts: Iterable[Any], *, staff: bool = False) -> list[Event]:
    """The timeline of ``case`` from its facts, oldest first: what concerns the applicant, all for ``staff``."""
    facts = facts if staff else cases.standing(facts, case)
    known = Known(
        notices={str(n.pk): n for n in case.notices.all()},
        opinions={str(o.pk): o for o in case.opinions.all()},
        steps={step.name: step.title for step in case.definition.process},
    )
    facts = list(facts)
    hands = {f.actor["hand"].removeprefix("official/") for f in facts if f.actor.get("hand")}
    officials = identity.officials_by_id(hands | {f.actor["id"] for f in facts if f.actor.get("kind") == "official"})
    found = []
    for fact in facts:
        telling = TELL.get(fact.kind)
        if telling is None or not (telling.public or staff):
            continue
        event = Event(
            at=fact.at, title=telling.title, who=_who(fact.actor, officials), tag=telling.tag, tone=telling.tone,
            notice=known.notices.get(fact.body.get("notice", "")), kind=fact.kind, seq=fact.seq,
        )  # fmt: skip
        found.append(MORE[fact.kind](event, fact.body, known) if fact.kind in MORE else event)
    return found


def _decided(event: Event, body: Mapping[str, Any], known: Known) -> Event:
    tag, tone = OUTCOMES.get(body["outcome"], ("", ""))
    return replace(event, tag=tag, tone=tone)


def _signed(event: Event, body: Mapping[str, Any], known: Known) -> Event:
    tag, tone = VERDICTS.get(body["verdict"], ("", ""))
    opinion = known.opinions.get(body["opinion"])
    title = known.steps.get(body["step"], event.title)
    said = replace(event, title=title, tag=tag, tone=tone)
    if opinion is None:
        return said
    who = f"{event.who}（代{opinion.behalf_name}）" if opinion.behalf_name else event.who
    return replace(said, who=who, opinion=opinion.text, law=opinion.law)


def _sent_back(event: Event, body: Mapping[str, Any], known: Known) -> Event:
    return replace(event, title=f"{known.steps.get(body['step'], '')} {event.title}".strip(), opinion=body["reason"])


def _paused(event: Event, body: Mapping[str, Any], known: Known) -> Event:
    return replace(event, opinion=body["reason"], law=body["law"])


def _gaps(event: Event, body: Mapping[str, Any], known: Known) -> Event:
    return replace(event, title=f"{event.title}（{body['gaps']} 项）")


def _step(event: Event, body: Mapping[str, Any], known: Known) -> Event:
    step = known.steps.get(body.get("step", ""), "")
    what = step or TASKS.get(body.get("name", ""), "")
    return replace(event, title=f"{event.title}：{what}" if what else event.title)


def _closed(event: Event, body: Mapping[str, Any], known: Known) -> Event:
    if body["outcome"] in ("granted", ""):
        return event
    return replace(
        event,
        tag={"refused": "不予许可", "turned-away": "不予受理", "withdrawn": "已撤回"}.get(body["outcome"], ""),
        tone="",
    )


def _issued(event: Event, body: Mapping[str, Any], known: Known) -> Event:
    return replace(event, title=f"{event.title}（{body['number']}）")


MORE: dict[str, Callable[[Event, Mapping[str, Any], Known], Event]] = {
    "cases.CaseDecided": _decided, "cases.CasePaused": _paused, "cases.CaseIncomplete": _gaps,
    "cases.CaseClosed": _closed,
    "approvals.OpinionSigned": _signed, "approvals.OpinionSentBack": _sent_back,
    "approvals.StepReturned": _sent_back, "approvals.StepSettled": _step,
    "tasks.TaskOpened": _step, "licences.LicenceIssued": _issued,
}  # fmt: skip


def _who(actor: Mapping[str, Any], officials: Mapping[str, Any]) -> str:
    kind, door = actor.get("kind"), DOORS.get(actor.get("door", ""), "")
    if kind == "official":
        row = officials.get(actor["id"])
        return f"{row.name}（{row.department.short} {row.number}）" if row else str(actor.get("name", ""))
    if kind == "person":
        hand = officials.get(actor.get("hand", "").removeprefix("official/"))
        wrote = f"，{hand.number} 代为录入" if hand else ""
        return f"申请人 · {door}{wrote}" if door else "申请人"
    return actor.get("name") or "系统"
