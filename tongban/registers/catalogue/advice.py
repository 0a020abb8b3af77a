"""What a good guide has and the law does not force (办事指南准确度): one table of rules with weights and sentences.

A rule that finds nothing to say earns its weight, otherwise nothing; the weights come to 100, which is the score. The
official evaluation's own weights are not public: these are ours. What is found is told to the author and never a reason
to refuse a publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from tongban.engines import process
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.catalogue.kinds.wording import catch_alls

Found = Iterator[tuple[tuple[str, ...], str]]
_ARTICLE = re.compile(r"第.+[条款项章]|全文")
_HOURS = re.compile(r"\d{1,2}[:：]\d{2}")


@dataclass(frozen=True)
class Rule:
    """One thing a guide should have: its name, what it is worth, and what it finds."""

    code: str
    title: str
    weight: int
    find: Callable[[Definition], Found]


@dataclass(frozen=True)
class Score:
    """How complete and accurate a guide is, 0 to 100 (完备度), and what is missing, by rule."""

    points: int
    missing: tuple[tuple[Rule, BadItem], ...]


RULES: list[Rule] = []


Finder = Callable[[Definition], Found]


def rule(code: str, title: str, weight: int) -> Callable[[Finder], Finder]:
    """Put a rule into the table, in the order in which they are told."""

    def keep(find: Finder) -> Finder:
        RULES.append(Rule(code, title, weight, find))
        return find

    return keep


def score(definition: Definition, outlets: Collection[str] | None = None) -> Score:
    """Its points and what is missing; ``outlets`` are the codes the city knows, where somebody asked the city."""
    missing = [
        (one, definition.marks.bad(path, sentence)) for one in RULES for path, sentence in one.find(definition)
    ]
    if outlets is not None:
        place = next(one for one in RULES if one.code == "places")
        unknown = [code for code in definition.guide.places if code not in outlets]
        missing += [(place, definition.marks.bad(("guide", "places"), f"没有登记网点“{code}”。")) for code in unknown]
    lost = {one.code: one.weight for one, _ in missing}
    return Score(100 - sum(lost.values()), tuple(missing))


def advice(definition: Definition) -> list[BadItem]:
    """Where the item could serve people better: what the rules found, in their order."""
    return [bad for _, bad in score(definition).missing]


@rule("forms", "申请表格有空白表和样表", 12)
def _forms(d: Definition) -> Found:
    for one in d.materials:
        for key, name in (("blank_form", "空白表"), ("sample_form", "样表")):
            if one.material_type == 2 and not one.held and not getattr(one, key):
                yield ("materials", one.code, key), f"“{one.title}”是申请表格，建议提供{name}。"


@rule("standards", "材料写明受理标准", 10)
def _standards(d: Definition) -> Found:
    for one in d.materials:
        if not one.held and not one.accept_standard:
            yield ("materials", one.code), f"“{one.title}”没有写受理标准，办事人不知道怎样才合格。"


@rule("material-law", "材料有依据", 6)
def _material_law(d: Definition) -> Found:
    for one in d.materials:
        if not one.held and not one.law:
            yield ("materials", one.code), f"“{one.title}”没有写依据，为什么要交说不清。"


@rule("catch-all", "没有兜底表述", 8)
def _catch_all(d: Definition) -> Found:
    for path, found in catch_alls(d):
        yield path, f"“{found}”是兜底表述，请逐项写明。"


@rule("alias", "有日常叫法", 4)
def _alias(d: Definition) -> Found:
    if not d.alias:
        yield ("alias",), "没有日常叫法（alias），群众用口语搜不到。"


@rule("articles", "设定依据写到条款", 6)
def _articles(d: Definition) -> Found:
    for number, law in enumerate(d.law):
        if not _ARTICLE.search(law.article):
            yield ("law", str(number)), f"《{law.name}》没有写到第几条。"


@rule("codes", "有国家编码", 6)
def _codes(d: Definition) -> Found:
    if not d.codes.catalog:
        yield ("codes",), "没有基本编码，不能与国家事项库对接。"


@rule("summary", "有一句话说明", 3)
def _summary(d: Definition) -> Found:
    if not d.guide.summary:
        yield ("guide",), "没有一句话说明（summary），群众看不出这是办什么的。"


@rule("places", "办理地点都已登记", 5)
def _places(d: Definition) -> Found:
    if "window" in d.guide.channels and not d.guide.places:
        yield ("guide", "places"), "没有办理地点。"


@rule("hours", "办理时间写明几点到几点", 4)
def _hours(d: Definition) -> Found:
    if len(_HOURS.findall(d.guide.hours)) < 2 and "24 小时" not in d.guide.hours:
        yield ("guide", "hours"), "办理时间没有写明几点到几点。"


@rule("phones", "咨询电话与监督电话不同", 4)
def _phones(d: Definition) -> Found:
    if d.guide.phone == d.guide.supervision:
        yield ("guide", "supervision"), "监督电话与咨询电话是同一个号码，投诉会打到被投诉的人那里。"


@rule("faq", "有常见问题", 5)
def _faq(d: Definition) -> Found:
    if not d.guide.faq:
        yield ("guide", "faq"), "没有常见问题。"


@rule("examples", "例子不少于 3 个", 4)
def _examples(d: Definition) -> Found:
    if len(d.examples) < 3:
        yield ("examples",), "例子少于 3 个，建议补上边界情形。"


@rule("online", "网办深度与网办地址、到场次数一致", 6)
def _online(d: Definition) -> Found:
    if d.guide.url and not d.guide.online:
        yield ("guide", "online_depth"), "写了网办地址，但网办深度没有到“互联网受理”。"
    if d.guide.online and not {"web", "mobile"} & set(d.guide.channels):
        yield ("guide", "channels"), "网办深度到了“互联网受理”，办理形式里却没有网上办理。"
    if not d.guide.online and {"web", "mobile"} & set(d.guide.channels):
        yield ("guide", "online_depth"), "办理形式里有网上办理，网办深度却没有到“互联网受理”（4 或 5），只能到窗口办。"


@rule("remedies", "救济途径齐全", 6)
def _remedies(d: Definition) -> Found:
    kinds = {one.kind for one in d.remedies}
    if "complaint" not in kinds:
        yield ("remedies",), "没有写投诉监督渠道。"
    if d.kind != "service" and not kinds & {"reconsideration", "litigation"} and kinds:
        yield ("remedies",), f"{d.kind_zh}可以申请行政复议或者提起行政诉讼，没有写向谁、多久以内。"


@rule("fee", "收费有标准、依据和减免", 5)
def _fee(d: Definition) -> Found:
    if d.fee.charged and not d.fee.reductions:
        yield ("fee", "reductions"), "收费没有写明能否减免；没有减免的写“不减免”。"


@rule("promise", "流程的用时在承诺之内", 6)
def _promise(d: Definition) -> Found:
    promise = d.limits.promise
    if promise.unit == "working day":
        days = max(process.total_days(d.process, d.facts(one.given)) for one in d.examples)
        if days > promise.amount:
            yield ("limits", "promise"), f"例子中最长的流程要 {days} 个工作日，超过承诺的 {promise.zh}。"



__all__ = ["RULES", "Rule", "Score", "advice", "score"]
