"""Every element of GB/T 39046 表4 and where an item keeps it; the page “全部要素” and exchanges read this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tongban.registers.catalogue.kinds import words
from tongban.registers.catalogue.kinds.themes import THEMES
from tongban.registers.catalogue.kinds.trust import ACTS

if TYPE_CHECKING:
    from tongban.registers.catalogue.kinds.definition import Definition
    from tongban.registers.catalogue.kinds.parts import Material


def _joined(parts: Iterable[object]) -> str:
    return "；".join(str(part).rstrip("。；") for part in parts if str(part))


def _yes(value: bool) -> str:
    return "是" if value else "否"


def _themes(audience: str) -> Callable[[Definition], str]:
    return lambda d: _joined(f"{code} {THEMES[audience][code]}" for code in getattr(d.themes, audience))


def _words(table: dict[str, tuple[str, str]], attribute: str) -> Callable[[Definition], str]:
    def read(d: Definition) -> str:
        word = getattr(d, attribute)
        return f"{words.said(table, word)}（{words.coded(table, word)}）"

    return read


ELEMENTS: dict[str, Callable[[Definition], str]] = {
    "事项名称": lambda d: d.title.zh,
    "基本编码": lambda d: d.codes.catalog,
    "实施编码": lambda d: d.codes.implementation,
    "业务办理项编码": lambda d: d.codes.business,
    "事项类型": _words(words.KINDS, "kind"),
    "设定依据": lambda d: _joined(f"{one} {one.text}".strip() for one in d.law),
    "权力来源": _words(words.POWER_SOURCES, "power_source"),
    "行使层级": _words(words.LEVELS, "level"),
    "权限划分": lambda d: d.guide.power_division,
    "行使内容": lambda d: d.guide.power_content,
    "实施主体": lambda d: d.owner,
    "实施主体统一社会信用代码": lambda d: d.codes.implementer,
    "实施主体性质": _words(words.DEPT_TYPES, "dept_type"),
    "办件类型": _words(words.PROJECTS, "project"),
    "办理方式": _words(words.HANDLING, "handling"),
    "法定办结时限": lambda d: d.limits.statute.zh if d.limits.statute else "无",
    "法定办结时限说明": lambda d: d.limits.statute_note or d.limits.reason,
    "承诺办结时限": lambda d: d.limits.promise.zh,
    "承诺办结时限说明": lambda d: d.limits.promise_note,
    "受理条件": lambda d: _joined(d.guide.conditions),
    "不予受理情形": lambda d: _joined(d.guide.not_accepted),
    "禁止性要求": lambda d: _joined(d.guide.prohibitions),
    "办理流程": lambda d: d.guide.flow.strip(),
    "特别程序": lambda d: _joined(d.guide.special) or "无",
    "联办机构": lambda d: _joined(d.guide.partners) or "无",
    "承办机构": lambda d: d.guide.handled_by,
    "中介服务": lambda d: d.guide.intermediary,
    "数量限制": lambda d: d.guide.quota,
    "结果名称": lambda d: d.gives.name,
    "结果类型": lambda d: words.said(words.RESULTS, d.gives.type),
    "结果样本": lambda d: d.gives.sample,
    "结果有效期": lambda d: d.gives.valid.zh if d.gives.valid else "按申请情形确定" if d.gives.until else "无",
    "证照事项": lambda d: ACTS[d.gives.act] if d.gives.licence else "",
    "延续申请期间": lambda d: d.gives.window.zh if d.gives.window else "",
    "送达方式": lambda d: _joined(words.said(words.HAND_OVER, one) for one in d.gives.by),
    "是否收费": lambda d: _yes(d.fee.charged),
    "收费标准": lambda d: d.fee.standard,
    "收费依据": lambda d: d.fee.law,
    "收费减免": lambda d: d.fee.reductions,
    "通办范围": lambda d: words.AREAS[d.guide.area_scope],
    "服务对象": lambda d: _joined(words.said(words.SERVES, one) for one in d.serves),
    "自然人主题": _themes("person"),
    "法人主题": _themes("company"),
    "办理形式": lambda d: _joined(words.said(words.CHANNELS, one) for one in d.guide.channels),
    "行政管辖": lambda d: d.area or "全市",
    "是否支持预约办理": lambda d: _yes(d.guide.appointment),
    "是否支持网上支付": lambda d: _yes(d.guide.pay_online),
    "是否支持物流快递": lambda d: _yes(d.guide.express),
    "是否支持自助办理": lambda d: _yes(d.guide.self_service),
    "是否支持代办": lambda d: _yes(d.guide.agency),
    "告知承诺": lambda d: d.guide.trust_promise,
    "是否网办": lambda d: _yes(d.guide.online),
    "网办深度": lambda d: _joined(words.DEPTHS[one] for one in d.guide.online_depth),
    "网办地址": lambda d: d.guide.url,
    "移动端地址": lambda d: d.guide.mobile_url,
    "运行系统层级": lambda d: words.SYSTEMS[d.guide.system],
    "到办事现场次数": lambda d: f"{d.guide.visits} 次",
    "必须到现场的原因": lambda d: d.guide.visit_reason,
    "办理地点": lambda d: _joined(d.guide.places),
    "办理时间": lambda d: d.guide.hours,
    "咨询电话": lambda d: d.guide.phone,
    "监督电话": lambda d: d.guide.supervision,
    "救济途径": lambda d: _joined(one.text for one in d.remedies),
    "常见问题": lambda d: f"{len(d.guide.faq)} 条",
    "后续事项": lambda d: _joined(d.guide.after),
    "责任人": lambda d: d.responsible,
}  # fmt: skip
"""Name of the element → how it reads on an item."""

MATERIAL_ELEMENTS: dict[str, Callable[[Material], str]] = {
    "材料名称": lambda m: m.title,
    "来源渠道": lambda m: words.said(words.SOURCES, m.source),
    "出具机构": lambda m: m.issuer,
    "出具时间要求": lambda m: m.issued_within,
    "办理地点": lambda m: m.where,
    "使用说明": lambda m: m.usage,
    "原件份数": lambda m: str(m.originals),
    "复印件份数": lambda m: str(m.copies),
    "是否必备": lambda m: m.need_zh,
    "材料类型": lambda m: words.MATERIAL_TYPES[str(m.material_type)],
    "材料形式": lambda m: words.MATERIAL_FORMATS[str(m.material_format)],
    "电子格式": lambda m: "、".join(m.formats),
    "受理标准": lambda m: m.accept_standard,
    "填报须知": lambda m: m.fill_notes,
    "常见错误": lambda m: m.common_mistakes,
    "依据": lambda m: m.law,
    "空白表": lambda m: m.blank_form,
    "样表": lambda m: m.sample_form,
    "免于提交方式": lambda m: _joined(one.zh for one in m.instead),
    "告知承诺": lambda m: m.undertaking.promise if m.undertaking else "",
    "容缺后补": lambda m: f"受理后 {m.deferred.zh}内补交" if m.deferred else "",
    "备注": lambda m: m.remark,
}  # fmt: skip
"""Name of the element → how it reads on a material."""


def of_item(definition: Definition) -> list[tuple[str, str]]:
    """All elements of an item with what it says, those it says nothing about included."""
    return [(name, read(definition)) for name, read in ELEMENTS.items()]


def of_material(material: Material) -> list[tuple[str, str]]:
    """All elements of one of its materials."""
    return [(name, read(material)) for name, read in MATERIAL_ELEMENTS.items()]
