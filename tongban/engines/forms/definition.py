"""From the mapping in an item file to fields: every key known, every kind known, every name once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from tongban.engines.forms.errors import BadForm
from tongban.engines.forms.field import Field
from tongban.engines.forms.kinds import KINDS
from tongban.engines.forms.kinds.composite import Composite
from tongban.engines.forms.kinds.plain import Date, Number

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39}){0,3}")
EVERY = frozenset(
    {"type", "label", "hint", "when", "fill", "locked", "proof", "required", "sample", "element", "never-reuse"}
)
MORE = frozenset({"unit", "options", "min", "max", "decimals", "length", "pattern", "autocomplete", "parts"})
TEXTS = ("label", "hint", "when", "fill", "proof", "sample", "element", "unit", "pattern", "autocomplete")
SWITCHES = ("locked", "required", "never-reuse")


def sections(mapping: Any) -> Iterator[tuple[str, str, str, Any]]:
    """Page name, page title, field name and field definition, in the order in which they were written."""
    if not isinstance(mapping, Mapping):
        raise BadForm("表单应写成“字段名: {type: …, label: …}”的形式")
    if isinstance(mapping.get("pages"), list):
        extra = set(mapping) - {"pages"}
        if extra:
            raise BadForm("用 pages 分页时，其他内容都要写进页面里", "", str(sorted(map(str, extra))[0]))
        yield from _paged(mapping["pages"])
        return
    titles = mapping.get("titles") or {}
    if not isinstance(titles, Mapping):
        raise BadForm("titles 应写成“页面名: 标题”", "", "titles")
    for name, definition in mapping.items():
        if name != "titles":
            page = str(name).split(".")[0] if "." in str(name) else "main"
            yield page, str(titles.get(page, "")), name, definition
    unused = [str(t) for t in titles if not any(str(n).split(".")[0] == t or t == "main" for n in mapping)]
    if unused:
        raise BadForm("titles 中的页面没有任何字段，请删去或改名", unused[0], "titles")


def _paged(pages: list[Any]) -> Iterator[tuple[str, str, str, Any]]:
    seen: set[str] = set()
    for page in pages:
        if not isinstance(page, Mapping) or not isinstance(page.get("fields"), Mapping) or not page.get("name"):
            raise BadForm("每一页应写成 {name: …, title: …, fields: {…}}", "", "pages")
        extra = set(page) - {"name", "title", "fields"}
        if extra:
            raise BadForm("页面只认识 name、title、fields 三个键", str(page["name"]), str(sorted(map(str, extra))[0]))
        if page["name"] in seen:
            raise BadForm("两页用了同一个名称，请改名", str(page["name"]), "pages")
        seen.add(page["name"])
        for name, definition in page["fields"].items():
            yield str(page["name"]), str(page.get("title") or ""), name, definition


def field_of(page: str, name: Any, definition: Any) -> Field:
    """One field, read strictly; its condition is read later, when all names are known."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise BadForm("字段名只能用小写字母、数字和下划线，以字母开头，用点分层", str(name))
    if not isinstance(definition, Mapping):
        raise BadForm("字段应写成 {type: …, label: …}", name)
    kind = KINDS.get(str(definition.get("type")))
    if kind is None:
        said = definition.get("type")
        wrong = f"没有字段类型“{said}”" if said else "没有写字段类型 type"
        raise BadForm(f"{wrong}，{_meant(str(said), KINDS)}", name, "type")
    for key in definition:
        if key not in EVERY | kind.keys and key != "autocomplete":
            known = f"这种类型用不到“{key}”" if key in MORE else f"不认识“{key}”"
            raise BadForm(f"{known}，{_meant(str(key), sorted(EVERY | kind.keys))}", name, str(key))
    _judge_plain(name, definition)
    more: dict[str, Any] = {key: str(definition[key]) for key in TEXTS if definition.get(key) is not None}
    more.pop("when", None)
    more |= {key.replace("-", "_"): definition[key] for key in SWITCHES if key in definition}
    more |= {key: _bound(name, key, definition[key], kind) for key in ("min", "max") if key in definition}
    field = Field(
        name=name,
        page=page,
        kind=kind,
        type=definition["type"],
        options=_options(name, definition, kind.keys),
        parts=_parts(name, definition, kind),
        length=_length(name, definition),
        decimals=definition.get("decimals"),
        **more,
    )
    _judge_bounds(field)
    if field.proof and (field.locked or not field.fill):
        raise BadForm("proof 只用于由 fill 预填、可以改动的字段；locked 的字段不能改动", name, "proof")
    return field


def _judge_bounds(field: Field) -> None:
    if field.min is None or field.max is None or "today" in (field.min, field.max):
        return
    dates = isinstance(field.kind, Date)
    if str(field.min) > str(field.max) if dates else Decimal(field.min) > Decimal(field.max):
        raise BadForm("min 不能大于 max", field.name, "min")


def _meant(said: str, known: Iterable[str]) -> str:
    """The known word that looks alike, or all there are."""
    names = list(known)
    near = get_close_matches(said, names, 1, 0.6)
    return f"您是不是想写“{near[0]}”？" if near else f"可用的有：{'、'.join(names)}"


def _judge_plain(name: str, definition: Mapping[Any, Any]) -> None:
    if not isinstance(definition.get("label"), str) or not definition["label"].strip():
        raise BadForm("每个字段都要有给人看的名称", name, "label")
    for key in TEXTS:
        if isinstance(definition.get(key), Mapping | list):
            raise BadForm("这里应是一段文字", name, key)
    for key in SWITCHES:
        if not isinstance(definition.get(key, True), bool):
            raise BadForm("这里应写 true 或 false", name, key)
    decimals = definition.get("decimals", 0)
    if isinstance(decimals, bool) or not isinstance(decimals, int) or not 0 <= decimals <= 6:
        raise BadForm("小数位数应是 0 到 6 的整数", name, "decimals")
    try:
        re.compile(str(definition.get("pattern") or ""))
    except re.error:
        raise BadForm("这不是有效的正则表达式", name, "pattern") from None


def _options(name: str, definition: Mapping[Any, Any], keys: frozenset[str]) -> dict[str, str]:
    given = definition.get("options")
    if given is None:
        if "options" in keys:
            raise BadForm("选择类字段要列出选项", name, "options")
        return {}
    pairs = list(given.items()) if isinstance(given, Mapping) else []
    if isinstance(given, list):
        pairs = [pair for one in given for pair in (one.items() if isinstance(one, Mapping) else [(one, one)])]
    found = {str(code).strip(): str(label) for code, label in pairs}
    if not found or len(found) != len(pairs) or "" in found:
        raise BadForm("选项不能为空，也不能重复", name, "options")
    if any(isinstance(code, bool) or code is None for code, _ in pairs):
        raise BadForm("YAML 把 yes、no、on、off 读作真假值，请给选项代码加上引号", name, "options")
    if any(" ".join(code.split()) != code or len(code) > 100 for code in found):
        raise BadForm("选项代码不能超过 100 字，也不能有连续的空白", name, "options")
    return found


def _parts(name: str, definition: Mapping[Any, Any], kind: Any) -> tuple[str, ...]:
    if "parts" not in definition:
        return ()
    known = [part.name for part in kind.made_of] if isinstance(kind, Composite) else []
    given = definition["parts"]
    if not isinstance(given, list) or not given or any(part not in known for part in given):
        raise BadForm(f"可选的组成部分有：{'、'.join(known)}", name, "parts")
    return tuple(given)


def _length(name: str, definition: Mapping[Any, Any]) -> tuple[int, int] | None:
    given = definition.get("length")
    if given is None:
        return None
    pair = given if isinstance(given, list) else [1, given]
    whole = all(isinstance(n, int) and not isinstance(n, bool) for n in pair)
    if not whole or len(pair) != 2 or not 1 <= pair[0] <= pair[1] <= 20_000:
        raise BadForm("长度应写成最多字数，或 [最少, 最多]", name, "length")
    return pair[0], pair[1]


def _bound(name: str, key: str, value: Any, kind: Any) -> Any:
    """A bound of the right sort: a figure, or for dates a day or the word today."""
    if isinstance(kind, Date):
        try:
            return value if value == "today" else date.fromisoformat(str(value)).isoformat()
        except ValueError:
            raise BadForm("日期的界限应写成 2026-11-22 或 today", name, key) from None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        raise BadForm("界限应是数字", name, key)
    if not isinstance(kind, Number) and (number != number.to_integral_value() or number < 1):
        raise BadForm("最多几项应是正整数", name, key)
    return value if isinstance(value, int) else str(value)
