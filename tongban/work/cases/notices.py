"""What each notice (文书) says. The facts are fixed when it is served; the paper is made from them alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import connection

from tongban.engines.clocks import Calendar, Limit
from tongban.kernel import time
from tongban.kernel.registry import Registry
from tongban.registers.identity import queries as identity
from tongban.work.cases.facts import facts_of
from tongban.work.cases.kinds import Outcome
from tongban.work.cases.models import Case, Notice

Content = dict[str, Any]
writers: Registry[Callable[[Case, Mapping[str, Any]], Content]] = Registry()

REMEDIES = (
    "如对本决定不服，可以自收到本决定书之日起六十日内依法申请行政复议，"
    "也可以自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。"
)
MARKS = {
    "receipt": "收", "acceptance": "受", "list-of-gaps": "补", "non-acceptance": "不受", "special-procedure": "特",
    "decision": "决", "withdrawal": "终", "delivery-note": "达", "no-permit-needed": "不需", "not-ours": "非职",
    "deemed-acceptance": "视受", "return": "退", "resumption": "恢", "extension": "延", "transfer": "移",
    "sent-on": "转", "termination": "止", "rectification": "更", "reopening": "重",
}


def serve(case: Case, kind: str, extra: Mapping[str, Any]) -> Notice:
    """Serve the notice that a move owes (送达文书): number it and fix what it says, in the verb's transaction."""
    department = identity.department(case.department)
    content = writers[kind](case, extra)
    number = f"{settings.TONGBAN.mark}{department.short}{MARKS[kind]}〔{time.today().year}〕{_next_number()}号"
    facts = {
        "agency": department.name, "number": number, "case": case.number, "item": case.title,
        "item_code": case.item_code,
        "addressee": case.applicant_name, "date": time.today().isoformat(), "handler": extra.get("official", ""),
        **content,
    }
    return Notice.objects.create(
        case=case, kind=kind, title=content["title"], number=number, facts=facts, served_at=time.now()
    )


def _next_number() -> int:
    # A sequence, not a counter row: numbers are unique and rising, and nobody waits for anybody.
    with connection.cursor() as cursor:
        cursor.execute("select nextval('cases_notice_number')")
        return int(cursor.fetchone()[0])


def zh(day: Any) -> str:
    """A day as notices write it: 2026年11月22日."""
    return f"{day.year}年{day.month}月{day.day}日"


@writers.add("receipt")
def receipt(case: Case, extra: Mapping[str, Any]) -> Content:
    """收件凭证: what was handed in, and until when we answer whether it is accepted."""
    until = Calendar.standard().due(time.today(), Limit.parse("5 working days"))
    return {
        "title": "收件凭证",
        "paragraphs": [
            f"我们将在五个工作日内（最晚{zh(until)}）告知是否受理；需要补正的，将一次告知全部内容；"
            "逾期不告知的，自收到申请之日起即为受理。",
        ],
        "template": "receipt", "applicant": case.applicant_name, "materials": extra["materials"],
        "received": zh(time.local(time.now())), "law": "《中华人民共和国行政许可法》第三十二条",
    }


@writers.add("acceptance")
def acceptance(case: Case, extra: Mapping[str, Any]) -> Content:
    """受理通知书: accepted, and the two dates."""
    return {
        "title": "受理通知书",
        "paragraphs": [
            f"您提出的“{case.title}”申请（办件编号 {case.number}），材料齐全，符合法定形式，本机关决定予以受理。",
            extra["dates"],
            "办理进度可凭办件编号在“我的办件”查询。依法需要听证、检验、检测、鉴定、专家评审或现场勘验的，"
            "所需时间不计入上述期限，我们将另行书面告知。",
        ],
        "law": "《中华人民共和国行政许可法》第三十二条、第四十二条、第四十五条",
    }


@writers.add("list-of-gaps")
def list_of_gaps(case: Case, extra: Mapping[str, Any]) -> Content:
    """补正告知书: everything that is missing, once."""
    gaps = extra["gaps"]
    return {
        "title": "补正告知书",
        "paragraphs": [
            f"您提出的“{case.title}”申请（办件编号 {case.number}）经审查，"
            f"需要补正的全部内容如下表，共 {len(gaps)} 项。",
            f"请于{extra['until']}前在“我的办件”中补正，或到受理窗口补交。补正所用时间不计入办理时限。",
        ],
        "law": "《中华人民共和国行政许可法》第三十二条第一款第四项",
        "gaps": [{"what": g.title, "need": g.sentence, "law": g.law or "—"} for g in gaps],
    }


@writers.add("non-acceptance")
def non_acceptance(case: Case, extra: Mapping[str, Any]) -> Content:
    """不予受理决定书: why, by which law, and what can be done against it."""
    return {
        "title": "不予受理决定书",
        "paragraphs": [
            f"您提出的“{case.title}”申请（办件编号 {case.number}），经审查决定不予受理。",
            f"理由：{extra['reason']}", f"依据：{extra['law']}",
        ],
        "law": "《中华人民共和国行政许可法》第三十二条",
        "remedies": REMEDIES,
    }


@writers.add("special-procedure")
def special_procedure(case: Case, extra: Mapping[str, Any]) -> Content:
    """特别程序告知书: the clock stands, and why."""
    return {
        "title": "特别程序告知书",
        "paragraphs": [
            f"您的“{case.title}”申请（办件编号 {case.number}）自{zh(time.today())}起进入特别程序"
            f"（{extra.get('kind') or '特别程序'}）：{extra['reason']}。",
            *([f"现场勘验人员：{'、'.join(extra['officers'])}。"] if extra.get("officers") else []),
            f"预计所需时间：{extra['needed']}。该时间依法不计入办理时限，程序结束后办理时限继续计算。",
        ],
        "law": extra["law"],
    }


@writers.add("decision")
def decision(case: Case, extra: Mapping[str, Any]) -> Content:
    """准予 / 不予许可决定书."""
    if extra["outcome"] == Outcome.GRANTED:
        gives = case.definition.gives
        amount = case.definition.amount(facts_of(case))
        handed = f"{gives.name}将按规定为您落实。"
        if gives.licence:
            handed = "相应证照将在十个工作日内向您颁发、送达。"
        elif amount is not None:
            handed = f"给付标准：{amount} {gives.unit}，按规定发放。"
        return {
            "title": "准予决定书",
            "paragraphs": [
                f"您提出的“{case.title}”申请（办件编号 {case.number}），经审查符合法定条件、标准，本机关决定予以准予。",
                *([f"审查意见：{extra['reason']}"] if extra["reason"] else []), handed,
            ],
            "law": "《中华人民共和国行政许可法》第三十八条第一款、第四十四条",
        }
    return {
        "title": "不予许可决定书",
        "paragraphs": [
            f"您提出的“{case.title}”申请（办件编号 {case.number}），经审查，本机关决定不予准予。",
            f"理由：{extra['reason']}", f"依据：{extra['law']}",
        ],
        "law": "《中华人民共和国行政许可法》第三十八条第二款",
        "remedies": REMEDIES,
    }


@writers.add("withdrawal")
def withdrawal(case: Case, extra: Mapping[str, Any]) -> Content:
    """终止办理告知书: withdrawn by the applicant."""
    return {
        "title": "终止办理告知书",
        "paragraphs": [
            f"您的“{case.title}”申请（办件编号 {case.number}）已按您的申请撤回，本机关终止办理。",
            *([f"撤回原因：{extra['reason']}"] if extra.get("reason") else []),
            "您可以随时重新提出申请，已提交的材料保存在“我的材料库”中，可以再次使用。",
        ],
        "law": "",
    }


@writers.add("delivery-note")
def delivery_note(case: Case, extra: Mapping[str, Any]) -> Content:
    """送达回证: what was handed over, how and when."""
    return {
        "title": "送达回证",
        "paragraphs": [f"“{case.title}”（办件编号 {case.number}）的办理结果已通过网上送达至申请人账户。"],
        "law": "《中华人民共和国行政许可法》第四十四条",
        "rows": [[title, f"{number}，{how}"] for title, number, how in extra["handed"]],
    }
