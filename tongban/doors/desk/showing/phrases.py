"""Phrases to choose from (常用语): what officials would otherwise type again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tongban.engines.process import Step
from tongban.registers.catalogue.kinds import Definition, Material

if TYPE_CHECKING:
    from tongban.work.approvals.models import Phrase

BASIS = "行政许可法 第三十二条第一款第四项"

MATERIAL = (
    "材料不清晰，请重新拍照或扫描，保证四角完整、文字可辨。",
    "材料缺页，请补齐全部页面后重新上传。",
    "材料未加盖印章或者未签名，请签章后重新上传。",
    "材料已超过有效期，请提供有效期内的材料。",
    "材料内容与申请表填写不一致，请核对后更正其中一处并重新提交。",
    "上传的不是这份材料，请按材料名称重新上传。",
)
FIELD = (
    "填写内容与材料不一致，请核对后更正。",
    "填写内容不完整，请补充完整。",
    "填写有误，请更正。",
)
TURNS = {  # reasons for the rarer turns
    "no_permit": ("申请事项依法不需要取得行政许可。", "申请的经营活动已改为备案管理，不再需要许可。"),
    "not_ours": ("申请事项依法不属于本机关职权范围。",),
    "extend": (
        "案情复杂，需要进一步核实有关情况。", "需要征求多个部门意见，在规定期限内不能作出决定。",
        "申请材料涉及的技术问题需要进一步论证。",
    ),
    "transfer": ("经营场所所在地不在本区", "申请人住所地不在本区"),
    "send_on": ("依法应当由上级机关作出决定",),
    "terminate": (
        "申请人死亡，申请事项不能继续。", "申请人依法终止，申请事项不能继续。",
        "申请许可的场所已经灭失，没有可以决定的内容。",
    ),
    "reopen": ("原办理认定事实有误，应当重新审查。", "原办理违反法定程序，应当重新审查。"),
}
REFUSALS = (
    "申请事项依法不需要取得行政许可。",
    "申请事项依法不属于本机关职权范围，请向有权机关申请。",
    "申请人隐瞒有关情况或者提供虚假材料申请。",
)
REVOCATIONS = (
    "被许可人以欺骗、贿赂等不正当手段取得行政许可。",
    "对不具备申请资格或者不符合法定条件的申请人准予行政许可。",
    "违反法定程序作出准予行政许可决定。",
    "超越法定职权作出准予行政许可决定。",
)

WITHDRAWALS = ("违法行为情节严重，已作出吊销许可证件的行政处罚决定。",)
CANCELLATIONS = (
    "行政许可有效期届满未延续。", "被许可的自然人死亡或者丧失行为能力。", "法人或者其他组织依法终止。",
    "因不可抗力，行政许可事项无法实施。",
)  # fmt: skip
RECTIFICATIONS = ("证照上的记载与申请书不一致，系制证时的笔误。",)


def for_material(material: Material) -> list[str]:
    """What may be wrong with a material: the item's own common mistakes first."""
    own = [f"请按要求更正：{material.common_mistakes}"] if material.common_mistakes else []
    if material.accept_standard:
        own.append(f"不符合受理标准，请按“{material.accept_standard}”重新提供。")
    return [*own, *MATERIAL]


def for_refusal(definition: Definition) -> list[str]:
    """Reasons for not accepting: those the guide announces first."""
    announced = [f"属于办事指南公布的不予受理情形：{text}" for text in definition.guide.not_accepted]
    failing = [check.say for check in definition.checks if check.otherwise == "refuse"]
    return list(dict.fromkeys([*announced, *failing, *REFUSALS]))


def for_step(step: Step) -> list[tuple[str, list[str]]]:
    """Opinions to choose from, by verdict; they speak of what the step asks."""
    asked = step.asks.rstrip("。？?") or step.title
    on_site = "现场核查" if step.two_officers else "审查"
    agree = [f"经{on_site}，{asked}：符合要求，同意。", "材料齐全，内容真实、有效，符合法定条件和标准，同意。"]
    if step.two_officers:
        agree.insert(1, "两名核查人员到场核查，现场情况与申报材料一致，同意。")
    if step.decides:
        agree.insert(1, "同意各环节意见，准予许可。")
    disagree = [f"经{on_site}，{asked}：不符合要求，不同意。", "现场情况与申报材料不一致，不同意。"]
    return [("同意", agree), ("不同意", disagree)]


@dataclass(frozen=True)
class Said:
    """A phrase with the article that was kept with it."""

    text: str
    law: str = ""


def offered(kept: Iterable[Phrase], usual: list[tuple[str, list[str]]]) -> list[tuple[str, list[Said]]]:
    """One's own phrases and the desk's before those that everybody has."""
    own: dict[str, list[Said]] = {}
    for phrase in kept:
        group = f"{'本岗位' if phrase.desk else '我的'}常用意见：{phrase.get_verdict_display()}"
        own.setdefault(group, []).append(Said(phrase.text, phrase.law))
    return [*own.items(), *((group, [Said(text) for text in texts]) for group, texts in usual)]


def law_of(kept: Iterable[Phrase], text: str) -> str:
    """The article that was kept with this phrase."""
    return next((phrase.law for phrase in kept if phrase.text == text), "")


def joined(phrase: str, text: str) -> str:
    """A phrase and free text as one statement."""
    return " ".join(part for part in (phrase.strip(), text.strip()) if part)
