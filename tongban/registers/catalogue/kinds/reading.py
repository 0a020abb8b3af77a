"""From the mapping of an item to its `Definition`: every key known, every condition over names that exist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tongban.engines import process, rules
from tongban.engines.forms import BadForm, Form
from tongban.registers.catalogue.kinds import automatic, words
from tongban.registers.catalogue.kinds.amounts import read_parameters
from tongban.registers.catalogue.kinds.definition import Definition, current_json, digest_of
from tongban.registers.catalogue.kinds.dictionary import DataElement, read_elements
from tongban.registers.catalogue.kinds.form_sources import read_form_sources
from tongban.registers.catalogue.kinds.given import judge_given
from tongban.registers.catalogue.kinds.giving import Gives
from tongban.registers.catalogue.kinds.guide import Example, Guide, Situation
from tongban.registers.catalogue.kinds.instead import Reach
from tongban.registers.catalogue.kinds.marks import Cursor, Marks
from tongban.registers.catalogue.kinds.parts import (
    Check,
    Codes,
    Fee,
    Law,
    Limits,
    Material,
    Remedy,
    Themes,
    Words,
    slug,
)  # fmt: skip
from tongban.registers.catalogue.kinds.situated import judge_situations
from tongban.registers.catalogue.kinds.themes import THEMES
from tongban.registers.catalogue.kinds.wording import catch_alls

KEYS = (
    "version", "code", "title", "alias", "kind", "owner", "level", "area", "dept_type", "power_source", "handling",
    "serves", "themes", "project", "law", "codes", "limits", "form", "materials", "checks", "process", "gives", "fee",
    "guide", "situations", "remedies", "examples", "responsible", "attachments", "parameters",
    "anywhere", "elements", "automatic", "assurance", "sources", "signature",
)  # fmt: skip
_DIVISION = re.compile(r"(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})?")


def read(mapping: Mapping[str, Any], marks: Marks) -> Definition:
    """Read an item strictly; refuses with `BadItem`."""
    at = Cursor(mapping, marks).knowing(*KEYS)
    # The order of the keys at the top says nothing, so a key may move out into its own file and back.
    json = current_json({key: mapping[key] for key in KEYS if key in mapping}, marks)
    elements = read_elements(at.at("elements"))
    form = _form(at.at("form"), elements)
    scope = form.scope().plus({**words.APPLICANT, "today": "date"})
    parameters = read_parameters(at, scope)
    scope = scope.plus(parameters.types())
    wide = scope.plus(words.REGISTERS)
    fills = _fills(form, at.at("form"), wide)
    kind, project = at.choice("kind", words.KINDS), at.choice("project", words.PROJECTS, "promise")
    laws = tuple(Law.of(one) for one in at.at("law").elements())
    if not laws:
        raise at.bad("缺少设定依据 law。")
    definition = Definition(
        code=slug(at.at("code"), at.text("code")), title=Words.of(at.at("title")), alias=at.texts("alias"),
        kind=kind, owner=slug(at.at("owner"), at.text("owner")), level=at.choice("level", words.LEVELS, "county"),
        area=_area(at), dept_type=at.choice("dept_type", words.DEPT_TYPES, "authority"),
        power_source=at.choice("power_source", words.POWER_SOURCES, "own"),
        handling=at.choice("handling", words.HANDLING, "alone"), serves=_serves(at), themes=_themes(at),
        project=project, law=laws, codes=Codes.of(at.at("codes"), kind), limits=Limits.of(at.at("limits"), project),
        form=form, materials=_materials(at, scope, Reach(form, wide, kind)),
        checks=tuple(Check.of(one, code, scope) for code, one in _named(at, "checks")),
        process=_process(at.at("process"), scope), gives=Gives.of(at.at("gives"), wide),
        fee=Fee.of(at.at("fee"), scope), guide=Guide.of(at.at("guide")),
        situations=tuple(Situation.of(one, code) for code, one in _named(at, "situations")),
        remedies=tuple(Remedy.of(one) for one in at.at("remedies").elements()),
        examples=tuple(Example.of(one, title) for title, one in _named(at, "examples")),
        responsible=at.text("responsible", ""), anywhere=at.flag("anywhere"),
        assurance=at.choice("assurance", words.ASSURANCES, "real-name"),
        signature=at.choice("signature", words.SIGNATURES, "offered"),
        attachments={name: one.plain() for name, one in _named(at, "attachments")},
        fills=fills, json=json, digest=digest_of(json), marks=marks,
        parameters=parameters, elements=elements, automatic=automatic.Automatic.of(at.at("automatic"), scope),
        sources=read_form_sources(at.at("sources"), Reach(form, wide, kind), fills, _places(form, at.at("form"))),
    )  # fmt: skip
    _judge(definition, at)
    return definition


def _named(at: Cursor, key: str) -> list[tuple[str, Cursor]]:
    return at.at(key).entries() if key in at else []


def _area(at: Cursor) -> str:
    area = at.text("area", "")
    if not _DIVISION.fullmatch(area):
        raise at.bad("行政区划代码应为 2、4、6、9 或 12 位数字；全市适用的不写。", "area")
    return area


def _serves(at: Cursor) -> tuple[str, ...]:
    serves = at.texts("serves")
    if not serves:
        raise at.bad("缺少服务对象 serves。")
    for one in serves:
        if one not in words.SERVES:
            raise at.bad(f"不认识服务对象“{one}”，可用：{'、'.join(words.SERVES)}。", "serves")
    return serves


def _themes(at: Cursor) -> Themes:
    if "themes" not in at:
        raise at.bad("缺少主题分类 themes，办事人按主题找不到这个事项。")
    inner = at.at("themes").knowing("person", "company")
    found = Themes(inner.texts("person"), inner.texts("company"))
    for audience, given in (("person", found.person), ("company", found.company)):
        for code in given:
            if code not in THEMES[audience]:
                sentence = f"主题代码“{code}”不在国家主题目录中（写 3 位数字并加引号）。{_theme(audience, code)}"
                raise inner.bad(sentence, audience)
    return found


def _theme(audience: str, said: str) -> str:
    """The theme that was meant, by its name, or all there are."""
    codes = {name: code for code, name in THEMES[audience].items()}
    meant = next((name for name in codes if said and (said in name or name in said)), "")
    if meant:
        return f"您是不是想写“{codes[meant]}”（{meant}）？"
    return "可用的有：" + "、".join(f"{code} {name}" for name, code in codes.items()) + "。"


def _form(at: Cursor, elements: Mapping[str, DataElement]) -> Form:
    if at.value is None:
        raise at.bad("缺少表单 form。")
    outside = {**words.APPLICANT, "today": "date"}
    try:
        return Form.of(at.value, at.marks.file, outside, {code: one.asks for code, one in elements.items()})
    except BadForm as bad:
        raise _form_place(at, bad.field).bad(_ended(bad.message), *(k for k in (bad.key,) if k)) from None


def _form_place(at: Cursor, name: str) -> Cursor:
    """Where a field was written, whether the form has pages or not."""
    if isinstance(at.value, Mapping) and isinstance(at.value.get("pages"), list):
        for page in at.at("pages").elements():
            inner = page.at("fields")
            if isinstance(inner.value, Mapping) and name in inner.value:
                return inner.at(name)
    return at.at(name) if name else at


def _places(form: Form, at: Cursor) -> list[tuple[str, Cursor]]:
    return [(name, _form_place(at, name)) for name in form.fields]


def _fills(form: Form, at: Cursor, scope: rules.Scope) -> dict[str, rules.Expression]:
    fills = {}
    for name, one in form.fields.items():
        if one.fill:
            place = _form_place(at, name).at("fill")
            fills[name] = Cursor(one.fill, place.marks, place.path).expression(scope)
    return fills


def _process(at: Cursor, scope: rules.Scope) -> process.Process:
    if at.value is None:
        raise at.bad("缺少流程 process。")
    try:
        return process.Process.of(at.value, at.marks.file, scope)
    except process.BadProcess as bad:
        raise at.bad(_ended(_first_line(bad)), *(part for part in (bad.step, bad.key) if part)) from None


def _first_line(bad: process.BadProcess) -> str:
    cause = bad.__cause__
    while cause is not None and not isinstance(cause, rules.RuleError):
        cause = cause.__cause__
    return f"{cause.message}{cause.hint}" if isinstance(cause, rules.RuleError) else bad.message


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(("。", "？", "！")) else f"{sentence}。"


def _materials(at: Cursor, scope: rules.Scope, reach: Reach) -> tuple[Material, ...]:
    return tuple(Material.of(one, code, scope, reach) for code, one in _named(at, "materials"))


def _judge(definition: Definition, at: Cursor) -> None:
    """What can only be seen once the whole item is read."""
    if not definition.examples:
        below = ("examples",) if "examples" in at else ()
        raise at.bad("没有例子。事项至少要有一个例子（given、expect）才能发布。", *below)
    for path, found in catch_alls(definition):
        raise at.marks.bad(path, f"不能使用“{found}”这样的兜底表述。请逐项写明，办事人要能一次备齐。")
    if definition.gives.concerns and definition.gives.concerns not in definition.form.fields:
        raise at.marks.bad(("gives", "concerns"), f"表单里没有“{definition.gives.concerns}”。")
    _judge_proofs(definition, at)
    automatic.judge(definition, at.marks)
    for one in definition.examples:
        judge_given(definition, at.marks, (*one.path, "given"), one.given)
    for situation in definition.situations:
        for number, option in enumerate(situation.options):
            path = ("situations", situation.code, "options", str(number), "set")
            judge_given(definition, at.marks, path, option.set)
    judge_situations(definition, at)
    for material in definition.materials:
        for key in ("blank_form", "sample_form"):
            name = getattr(material, key)
            if name and name not in definition.attachments:
                raise at.marks.bad(("materials", material.code, key), f"事项文件夹里没有附件“{name}”。")


def _judge_proofs(definition: Definition, at: Cursor) -> None:
    """What a change of a prefilled field asks for is a reason or a material of this item."""
    codes = {material.code for material in definition.materials}
    for name, field in definition.form.fields.items():
        if field.proof and field.proof != "reason" and field.proof not in codes:
            sentence = f"proof 应写 reason（说明理由），或者本事项的一份材料；没有材料“{field.proof}”。"
            raise _form_place(at.at("form"), name).bad(sentence, "proof")
