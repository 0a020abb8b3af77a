"""Choosing from what is offered, and yes or no."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tongban.engines.forms import texts
from tongban.engines.forms.errors import Unfit
from tongban.engines.forms.kinds.base import Kind, Place, kind

if TYPE_CHECKING:
    from tongban.engines.forms.field import Field

YES = frozenset({"yes", "true", "1", "on", "是", "有", "y"})
FEW = 5
"""So many options are shown at once; more go into a list that opens."""
NO = frozenset({"no", "false", "0", "off", "否", "无", "没有", "n"})


@kind("choice")
class Choice(Kind):
    """One of the options; its code is kept."""

    verb = "请选择"
    keys = frozenset({"options"})

    def read(self, text: str, field: "Field") -> str:
        return option(text, field)

    def show(self, value: Any, field: "Field", place: Place) -> str:
        return field.options.get(str(value), str(value))

    def scope(self, field: "Field") -> dict[str, Any]:
        return {field.name: list(field.options)}

    def schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "enum": list(field.options)}

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "radio"} if len(field.options) <= FEW else {}

    def widget(self, field: "Field") -> str:
        return "radios" if len(field.options) <= FEW else "select"


@kind("many")
class Many(Kind):
    """Several of the options, kept in the order in which they are offered."""

    feel = "list of string"
    verb = "请至少选择一项"
    keys = frozenset({"options", "max"})

    def parse(self, raw: Mapping[str, Any], field: "Field") -> list[str] | None:
        chosen = {option(text, field) for text in texts.texts(raw, field.name)}
        return [code for code in field.options if code in chosen] or None

    def check(self, value: list[str], field: "Field", today: date | None) -> None:
        if field.high is not None and len(value) > field.high:
            raise Unfit(f"“{field.label}”最多选择 {field.max} 项，请去掉多选的")

    def show(self, value: Any, field: "Field", place: Place) -> str:
        codes = value if isinstance(value, list | tuple) else [value]
        return "、".join(field.options.get(str(code), str(code)) for code in codes)

    def flat(self, value: Any, field: "Field") -> dict[str, str | list[str]]:
        return {field.name: [str(code) for code in value] if isinstance(value, list | tuple) else [str(value)]}

    def schema(self, field: "Field") -> dict[str, Any]:
        items = {"type": "string", "enum": list(field.options)}
        found: dict[str, Any] = {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}
        return found | ({"maxItems": int(field.high)} if field.high is not None else {})

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "checkbox"}

    def widget(self, field: "Field") -> str:
        return "checkboxes"


@kind("yes-no")
class YesNo(Kind):
    """Yes (是) or no (否), kept as a truth value; nothing ticked is no answer, not a no."""

    feel = "boolean"
    verb = "请选择"

    def read(self, text: str, field: "Field") -> bool:
        word = texts.figure(text).lower()
        if word not in YES | NO:
            raise Unfit(f"“{field.label}”请选择“是”或“否”", "是")
        return word in YES

    def show(self, value: Any, field: "Field", place: Place) -> str:
        return "是" if value is True else "否" if value is False else str(value)

    def flat(self, value: Any, field: "Field") -> dict[str, str | list[str]]:
        return {field.name: "yes" if value is True else "no"}

    def schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "boolean"}

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "radio"}

    def widget(self, field: "Field") -> str:
        return "radios"


def option(text: str, field: "Field") -> str:
    """The code of an option, found by code or by label."""
    word = texts.line(text)
    if word in field.options:
        return word
    for code, label in field.options.items():
        if label == word:
            return code
    some = "、".join(list(field.options.values())[:5])
    raise Unfit(f"“{field.label}”请从列出的选项中选择，例如{some}", some)
