"""Service items (事项): the catalogue, open to anybody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tongban.doors.openapi.v1.common import CODE, Coded, LawBasis, Span, refused
from tongban.engines.clocks import Limit
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.errors import NoSuchItem, NotOffered
from tongban.registers.catalogue.kinds import THEMES, Definition, Material, elements, words

if TYPE_CHECKING:
    from tongban.registers.catalogue.models import Edition, Item

router = Router(tags=["事项"])


class ItemLine(Schema):
    """事项目录中的一行。"""

    code: str
    title: str
    title_en: str
    kind: Coded
    department: str = Field(description="负责部门的代码")
    area: str = Field(description="行政区划代码；空为全市")
    audiences: list[str] = Field(description="person 个人、company 法人")
    themes: list[Coded]
    alias: list[str] = Field(description="群众的叫法")


class ItemPage(Schema):
    """一页事项。"""

    items: list[ItemLine]
    next: str = Field(description="下一页的 after；空表示没有了")


class EditionLine(Schema):
    """事项版本。"""

    number: int
    digest: str = Field(description="内容的 SHA-256")
    in_force_from: date
    in_force_to: date | None = Field(description="从这一天起不再生效")


class Spared(Schema):
    """不用交这份材料的一种办法。"""

    way: str = Field(description="licence 电子证照 · data 数据核验 · request 行政协助 · earlier 以前交过的")
    title: str
    when: str = Field(description="可用的条件（FEEL）；空为都可用")


class MaterialLine(Schema):
    """一份材料。"""

    code: str
    title: str
    need: str
    source: Coded
    licence: str = Field(description="可用电子证照代替时的证照类型")
    when: str = Field(description="需要它的条件（FEEL）；空为都需要")
    originals: int
    copies: int
    formats: list[str]
    issuer: str
    accept_standard: str
    fill_notes: str
    law: str
    instead: list[Spared] = Field(description="免于提交的办法，按顺序尝试；都不行时才请申请人提交")


class StepLine(Schema):
    """一个办理环节。"""

    name: str
    title: str
    desk: str
    after: list[str]
    limit: Span | None


class Remedies(Schema):
    """救济渠道。"""

    kind: Coded
    text: str
    within: str
    where: str
    law: str


class Guide(Schema):
    """办事指南要素。"""

    summary: str
    conditions: list[str]
    not_accepted: list[str]
    quota: str
    hours: str
    phone: str
    supervision: str
    places: list[str]
    visits: int
    channels: list[Coded]
    online: bool
    area_scope: str


class Element(Schema):
    """一个要素（GB/T 39046 表 4）。"""

    name: str
    text: str = Field(description="空为没有写明")


class ItemDetail(ItemLine):
    """一个事项的完整指南和表单。"""

    offered: bool = Field(description="目前能否申请")
    reason: str = Field(description="不能申请的原因")
    edition: EditionLine
    codes: dict[str, str] = Field(description="基本编码、实施编码、办理项编码")
    law: list[LawBasis]
    serves: list[Coded]
    statute: Span | None = Field(description="法定时限")
    promise: Span = Field(description="承诺时限")
    materials: list[MaterialLine]
    process: list[StepLine]
    gives: dict[str, Any] = Field(description="办理结果")
    fee: dict[str, Any] = Field(description="收费")
    guide: Guide
    remedies: list[Remedies]
    elements: list[Element] = Field(description="办事指南的全部要素（GB/T 39046）")
    form: dict[str, Any] = Field(description="表单的 JSON Schema 2020-12")


class Find(Schema):
    """查找条件。"""

    q: Annotated[str, Field(max_length=100, description="名称、俗称、拼音或首字母")] = ""
    theme: Annotated[str, Field(pattern="^([0-9]{3})?$", description="国家主题分类的 3 位代码")] = ""
    audience: Annotated[Literal["", "person", "company"], Field(description="person 个人、company 法人")] = ""
    department: Annotated[str, Field(max_length=60, description="部门代码")] = ""
    after: Annotated[str, Field(pattern="^([0-9]{1,2}:[a-z0-9-]{1,60})?$", description="上一页的 next")] = ""
    limit: Annotated[int, Field(ge=1, le=100, description="每页条数")] = 20


@router.get("", response={200: ItemPage, **refused()}, operation_id="listItems", summary="查找事项", auth=None)
def find(request: HttpRequest, by: Query[Find]) -> Any:
    """今天可以申请的事项，最相符的在前；按 `next` 翻页。"""
    found = catalogue.items(by.audience, by.theme, by.department, by.q, after=by.after, limit=by.limit)
    return {
        "items": [line(one) for one in found],
        "next": found[-1].page_key if len(found) == by.limit else "",  # type: ignore[attr-defined]
    }


@router.get(
    "/{code}", response={200: ItemDetail, **refused(404)}, operation_id="getItem", summary="事项的指南和表单", auth=None
)
def one(request: HttpRequest, code: Annotated[str, Field(max_length=60, pattern=CODE)]) -> Any:
    """现行版本的办事指南要素和表单。带 `If-None-Match` 时，没有变化就回答 304。"""
    item = catalogue.item(code)
    try:
        edition, why = catalogue.edition_in_force(code), ""
    except NotOffered as refusal:
        if item.current is None:
            raise NoSuchItem from None
        edition, why = item.current, refusal.sentence
    return line(item) | _edition(edition) | _whole(edition.definition) | {"offered": not why, "reason": why}


def line(item: Item) -> dict[str, Any]:
    return {
        "code": item.code, "title": item.title, "title_en": item.title_en, "department": item.owner_code,
        "kind": {"code": words.coded(words.KINDS, item.kind), "title": words.said(words.KINDS, item.kind)},
        "area": item.area, "audiences": item.audiences, "alias": item.alias,
        "themes": [{"code": key, "title": _theme(key)} for key in item.themes],
    }  # fmt: skip


def _theme(key: str) -> str:
    audience, _, code = key.partition(":")
    return THEMES.get(audience, {}).get(code, "")


def _edition(row: Edition) -> dict[str, Any]:
    kept = {name: getattr(row, name) for name in ("number", "digest", "in_force_from", "in_force_to")}
    return {"edition": kept}


def _whole(d: Definition) -> dict[str, Any]:
    return {
        "codes": {name: code for name in ("catalog", "implementation", "business") if (code := getattr(d.codes, name))},
        "law": [{"name": one.name, "article": one.article, "text": one.text} for one in d.law],
        "serves": _coded(words.SERVES, d.serves),
        "statute": _span(d.limits.statute), "promise": _span(d.limits.promise),
        "materials": [_material(one) for one in d.materials],
        "process": [
            {"name": s.name, "title": s.title, "desk": s.desk, "after": list(s.after), "limit": _span(s.within)}
            for s in d.process.steps
        ],
        "gives": d.mapping.get("gives") or {}, "fee": _fee(d.mapping.get("fee")), "guide": _guide(d),
        "remedies": [
            {name: getattr(one, name) for name in ("text", "within", "where", "law")}
            | {"kind": {"code": one.kind, "title": one.title}}
            for one in d.remedies
        ],
        "elements": [{"name": name, "text": text} for name, text in elements.of_item(d)],
        "form": d.form.schema(),
    }  # fmt: skip


def _material(one: Material) -> dict[str, Any]:
    plain = ("code", "title", "licence", "originals", "copies", "issuer", "accept_standard", "fill_notes", "law")
    return {name: getattr(one, name) for name in plain} | {
        "need": one.need_zh, "formats": list(one.formats), "when": one.when.text if one.when else "",
        "source": {"code": words.coded(words.SOURCES, one.source), "title": words.said(words.SOURCES, one.source)},
        "instead": [{"way": i.way, "title": i.zh, "when": i.when.text if i.when else ""} for i in one.instead],
    }  # fmt: skip


def _guide(d: Definition) -> dict[str, Any]:
    g = d.guide
    return {
        "summary": g.summary, "conditions": list(g.conditions), "not_accepted": list(g.not_accepted), "quota": g.quota,
        "hours": g.hours, "phone": g.phone, "supervision": g.supervision, "places": list(g.places), "visits": g.visits,
        "channels": _coded(words.CHANNELS, g.channels), "online": g.online, "area_scope": words.AREAS[g.area_scope],
    }  # fmt: skip


def _fee(given: Any) -> dict[str, Any]:
    return given if isinstance(given, dict) else {"charged": False} if given is None else {"text": str(given)}


def _coded(known: dict[str, tuple[str, str]], chosen: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"code": words.coded(known, one), "title": words.said(known, one)} for one in chosen]


def _span(limit: Limit | None) -> dict[str, str] | None:
    return {"value": str(limit), "zh": limit.zh} if limit else None
