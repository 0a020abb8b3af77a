"""What the notices of the rarer turns say; beside `notices`, which has those every case meets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.kernel import time
from tongban.registers.places import queries as places
from tongban.work.cases.models import Case
from tongban.work.cases.notices import REMEDIES, Content, writers, zh

LICENSING = "《中华人民共和国行政许可法》"


def _opening(case: Case) -> str:
    return f"您提出的“{case.title}”申请（办件编号 {case.number}）"


@writers.add("no-permit-needed")
def no_permit_needed(case: Case, extra: Mapping[str, Any]) -> Content:
    """不需要取得行政许可告知书."""
    return {
        "title": "不需要取得行政许可告知书",
        "paragraphs": [
            f"{_opening(case)}，经审查，申请事项依法不需要取得行政许可，本机关不予受理。",
            f"理由：{extra['reason']}", f"依据：{extra['law']}",
        ],
        "law": f"{LICENSING}第三十二条第一款第一项", "remedies": REMEDIES,
    }


@writers.add("not-ours")
def not_ours(case: Case, extra: Mapping[str, Any]) -> Content:
    """不属于本机关职权范围告知书: and whose it is."""
    return {
        "title": "不予受理决定书",
        "paragraphs": [
            f"{_opening(case)}，经审查，申请事项不属于本机关职权范围，本机关决定不予受理。",
            f"请您向{extra['agency']}申请。", f"理由：{extra['reason']}", f"依据：{extra['law']}",
        ],
        "law": f"{LICENSING}第三十二条第一款第二项", "remedies": REMEDIES,
    }


@writers.add("deemed-acceptance")
def deemed_acceptance(case: Case, extra: Mapping[str, Any]) -> Content:
    """受理通知书（逾期视为受理）."""
    return {
        "title": "受理通知书",
        "paragraphs": [
            f"{_opening(case)}，本机关未在法定的五个工作日内告知您是否需要补正，"
            f"依法自收到申请之日（{zh(time.local(case.received_at).date())}）起即为受理。",  # type: ignore[arg-type]
            extra["dates"], "对没有按时答复给您带来的不便，我们深表歉意，办理情况已列入效能监督。",
        ],
        "law": f"{LICENSING}第三十二条第一款第四项、第四十二条",
    }


@writers.add("return")
def returned(case: Case, extra: Mapping[str, Any]) -> Content:
    """退件告知书: the supplement did not come in time."""
    return {
        "title": "逾期未补正退件告知书",
        "paragraphs": [
            f"{_opening(case)}，至补正期限{zh(extra['until'])}届满，本机关没有收到全部补正内容，现将申请退回，终止办理。",
            "您备齐后可以随时重新申请，已提交的材料保存在“我的材料库”中，可以再次使用。",
        ],
        "law": "本事项办事指南关于补正期限的规定", "remedies": REMEDIES,
    }


@writers.add("resumption")
def resumption(case: Case, extra: Mapping[str, Any]) -> Content:
    """恢复办理告知书: the special procedure's result, and the new dates."""
    return {
        "title": "恢复办理告知书",
        "paragraphs": [
            f"您的“{case.title}”申请（办件编号 {case.number}）的特别程序（{extra['what']}）已经结束，"
            f"自{zh(time.today())}起恢复计算办理时限。",
            f"结果：{extra['result']}", extra["dates"],
        ],
        "law": f"{LICENSING}第四十五条",
    }


@writers.add("extension")
def extension(case: Case, extra: Mapping[str, Any]) -> Content:
    """延长办理期限告知书: by how much, why, and until when."""
    until = f"延长后最晚于{zh(extra['until'])}作出决定。" if extra["until"] else ""
    return {
        "title": "延长办理期限告知书",
        "paragraphs": [
            f"{_opening(case)}，在规定期限内不能作出决定，经本机关负责人批准，办理期限延长{extra['by']}。{until}",
            f"延长理由：{extra['reason']}",
        ],
        "law": f"{LICENSING}第四十二条",
    }


@writers.add("transfer")
def transfer(case: Case, extra: Mapping[str, Any]) -> Content:
    """移送告知书: who answers from now on."""
    to, before = places.name_path(case.area), places.name_path(extra["before"])
    return {
        "title": "移送告知书",
        "paragraphs": [
            f"{_opening(case)}，因{extra['reason'].rstrip('。')}，由{before}移送{to}办理。",
            f"{to}将自今日起五个工作日内告知您是否受理。您不需要重新申请，办件编号不变。",
        ],
        "law": extra["law"],
    }


@writers.add("sent-on")
def sent_on(case: Case, extra: Mapping[str, Any]) -> Content:
    """转报告知书: an authority outside the city decides."""
    return {
        "title": "转报告知书",
        "paragraphs": [
            f"{_opening(case)}，因{extra['reason'].rstrip('。')}，已转报{extra['agency']}办理，后续进展由该机关告知您。",
        ],
        "law": extra["law"],
    }


@writers.add("termination")
def termination(case: Case, extra: Mapping[str, Any]) -> Content:
    """终止办理决定书."""
    return {
        "title": "终止办理决定书",
        "paragraphs": [
            f"{_opening(case)}，本机关决定终止办理。", f"理由：{extra['reason']}", f"依据：{extra['law']}",
        ],
        "law": extra["law"], "remedies": REMEDIES,
    }


@writers.add("rectification")
def rectification(case: Case, extra: Mapping[str, Any]) -> Content:
    """更正通知书: a slip of the pen; the decision itself stands."""
    return {
        "title": "更正通知书",
        "paragraphs": [
            f"本机关作出的《{extra['title']}》（{extra['number']}）中有笔误，现予更正：",
            f"原文“{extra['wrong']}”，更正为“{extra['right']}”。", "其他内容不变。本通知书与原文书一并使用。",
        ],
        "law": "",
    }


@writers.add("reopening")
def reopening(case: Case, extra: Mapping[str, Any]) -> Content:
    """重新办理通知书: supervision had it opened again."""
    return {
        "title": "重新办理通知书",
        "paragraphs": [
            f"您的“{case.title}”申请（办件编号 {case.number}）经监督机关审核，现重新办理，"
            "办理时限自次日起重新计算。",
            f"理由：{extra['reason']}", f"依据：{extra['law']}", "您不需要重新提交申请。",
        ],
        "law": extra["law"],
    }
