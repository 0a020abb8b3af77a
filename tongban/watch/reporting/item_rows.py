"""An item as it is offered, as rows of the data sets of GB/T 39046-2020."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tongban.engines.clocks import Limit
from tongban.engines.tables import Row
from tongban.registers.catalogue.kinds import Definition, words
from tongban.watch.reporting.dataset_rows import NO, YES, row

if TYPE_CHECKING:
    from tongban.registers.identity.models import Department

NECESSARY = 1


def rows(definition: Definition, owner: Department, partners: Iterable[str]) -> Iterator[tuple[str, Row]]:
    """Every row of an item, with the name of its data set; ``partners`` are the departments that act with the owner."""
    yield "ds04_item", item(definition, owner, partners)
    for one in definition.materials:
        yield "ds04_material", row("ds04_material", {
            "实施编码": definition.codes.implementation, "材料名称": one.title, "出具机构": one.issuer,
            "出具时间要求": one.issued_within, "材料办理说明": one.fill_notes, "材料办理地点": one.where,
            "材料使用说明": one.usage, "原件份数": one.originals, "复印件份数": one.copies,
            "是否必备材料": YES if one.need == NECESSARY else NO,
        })  # fmt: skip
    if definition.gives.name:
        yield "ds16_catalogue", row("ds16_catalogue", {
            "事项名称": definition.title.zh, "事项办结结果名称": definition.gives.name,
            "是否电子证照": YES if definition.gives.licence else NO, "政务服务数据提供方": owner.name,
        })  # fmt: skip


def item(definition: Definition, owner: Department, partners: Iterable[str]) -> Row:
    """An item as it is offered (实施清单)."""
    guide = definition.guide
    return row("ds04_item", {
        "事项名称": definition.title.zh, "基本编码": definition.codes.catalog,
        "实施编码": definition.codes.implementation, **_told("事项类型", words.KINDS, definition.kind),
        "设定依据": "；".join(str(law) for law in definition.law),
        **_told("行使层级", words.LEVELS, definition.level), "权限划分": guide.power_division,
        "行使内容": guide.power_content, "实施主体": owner.name, "实施主体代码": owner.credit_code,
        **_told("实施主体性质", words.DEPT_TYPES, definition.dept_type), **_limits(definition),
        "受理条件": "；".join(guide.conditions), "办理流程": guide.flow.strip(), "共同实施部门": "、".join(partners),
        "承办机构": guide.handled_by, "中介服务": guide.intermediary, "数量限制": guide.quota,
        "结果名称": definition.gives.name, "结果样本": definition.gives.sample,
        "是否收费": YES if definition.fee.charged else NO, "收费依据": definition.fee.law,
        "服务对象": _words(words.SERVES, definition.serves), "服务对象代码": _codes(words.SERVES, definition.serves),
        "法人服务主题代码": ",".join(definition.themes.company),
        "自然人服务主题代码": ",".join(definition.themes.person),
        "办理形式": _words(words.CHANNELS, guide.channels), "办理形式代码": _codes(words.CHANNELS, guide.channels),
        "特别程序": "；".join(str(one) for one in guide.special), "行政管辖代码": definition.area,
        **_offered(definition), "常见问题": "；".join(f"{one.ask}{one.answer}" for one in guide.faq),
    })  # fmt: skip


def _offered(definition: Definition) -> dict[str, object]:
    """Where, when and in which ways one is served."""
    guide = definition.guide
    ways = (
        ("是否支持预约办理", guide.appointment), ("是否支持网上支付", guide.pay_online),
        ("是否支持物流快递", guide.express), ("是否网办", guide.online),
    )  # fmt: skip
    return {
        **{name: YES if said else NO for name, said in ways}, "网办地址": guide.url,
        "运行系统层级": words.SYSTEMS[guide.system], "办理地点": "；".join(str(one) for one in guide.places),
        "办理时间": guide.hours, "咨询方式": "电话" if guide.phone else "", "咨询电话": guide.phone,
        "监督电话": guide.supervision,
    }  # fmt: skip


def _told(name: str, table: dict[str, tuple[str, str]], word: str) -> dict[str, object]:
    """The word and its code."""
    return {name: words.said(table, word), f"{name}代码": words.coded(table, word)}


def _codes(table: dict[str, tuple[str, str]], chosen: Any) -> str:
    return ",".join(dict.fromkeys(words.coded(table, one) for one in chosen))


def _words(table: dict[str, tuple[str, str]], chosen: Any) -> str:
    return "、".join(dict.fromkeys(words.said(table, one) for one in chosen))


def _limits(definition: Definition) -> dict[str, object]:
    limits = definition.limits
    return {
        **_limit("法定办结时限", limits.statute, limits.statute_note),
        **_limit("承诺办结时限", limits.promise, limits.promise_note),
    }


def _limit(name: str, limit: Limit | None, note: str) -> dict[str, object]:
    """The three columns of a limit; one in hours or on the spot is said in the note, the units do not have it."""
    unit = {"working day": "1", "day": "2"}.get(limit.unit, "") if limit else ""
    said = "；".join(part for part in ("" if unit or not limit else limit.zh, note) if part)
    return {name: limit.amount if limit and unit else "", f"{name}单位": unit, f"{name}说明": said}
