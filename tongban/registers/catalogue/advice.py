"""What a good guide has and the law does not force: told to the author, never a reason to refuse."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.engines import process
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import Definition


def advice(definition: Definition) -> list[BadItem]:
    """Where the item could serve people better (办事指南准确度)."""
    return [definition.marks.bad(path, sentence) for path, sentence in _found(definition)]


def _found(definition: Definition) -> Iterator[tuple[tuple[str, ...], str]]:
    for one in definition.materials:
        if one.material_type == 2 and not one.held:
            for key, name in (("blank_form", "空白表"), ("sample_form", "样表")):
                if not getattr(one, key):
                    yield ("materials", one.code, key), f"“{one.title}”是申请表格，建议提供{name}。"
        if not one.held and not one.accept_standard:
            yield ("materials", one.code), f"“{one.title}”没有写受理标准，办事人不知道怎样才合格。"
    if not definition.alias:
        yield ("alias",), "没有日常叫法（alias），群众用口语搜不到。"
    if not definition.codes.catalog:
        yield ("codes",), "没有基本编码，不能与国家事项库对接。"
    if not definition.guide.faq:
        yield ("guide", "faq"), "没有常见问题。"
    if len(definition.examples) < 3:
        yield ("examples",), "例子少于 3 个，建议补上边界情形。"
    if definition.guide.url and not definition.guide.online:
        yield ("guide", "online_depth"), "写了网办地址，但网办深度没有到“互联网受理”。"
    if not any(one.kind == "complaint" for one in definition.remedies):
        yield ("remedies",), "没有写投诉监督渠道。"
    promise = definition.limits.promise
    if promise.unit == "working day":
        days = max(process.total_days(definition.process, definition.facts(one.given)) for one in definition.examples)
        if days > promise.amount:
            yield ("limits", "promise"), f"例子中最长的流程要 {days} 个工作日，超过承诺的 {promise.zh}。"


__all__ = ["advice"]
