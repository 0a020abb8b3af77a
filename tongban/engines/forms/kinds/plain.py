"""Words, figures, money and dates."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, ClassVar

from tongban.engines.forms import texts
from tongban.engines.forms.errors import Unfit
from tongban.engines.forms.kinds.base import Kind, Place, kind

if TYPE_CHECKING:
    from tongban.engines.forms.field import Field

DIGITS = 15
"""A JSON number keeps this many digits exactly, whoever reads it."""


@kind("text")
class Text(Kind):
    """One line of words."""

    keys = frozenset({"length", "pattern"})
    longest: ClassVar[int] = 200

    def read(self, text: str, field: "Field") -> str | None:
        return texts.line(text) or None

    def bounds(self, field: "Field") -> tuple[int, int]:
        """Fewest and most characters."""
        return field.length or (1, self.longest)

    def size(self, value: str) -> int:
        """How many characters somebody sees."""
        return len(value)

    def check(self, value: str, field: "Field", today: date | None) -> None:
        least, most = self.bounds(field)
        if (size := self.size(value)) > most:
            raise Unfit(f"“{field.label}”最多 {most} 个字，现在是 {size} 个字，请精简", field.sample)
        if size < least:
            raise Unfit(f"“{field.label}”至少 {least} 个字，请补充", field.sample)
        if field.pattern and not re.fullmatch(field.pattern, value):
            example = f"，例如 {field.sample}" if field.sample else ""
            raise Unfit(f"“{field.label}”的格式不对，请按要求的格式填写{example}", field.sample)

    def schema(self, field: "Field") -> dict[str, Any]:
        least, most = self.bounds(field)
        found: dict[str, Any] = {"type": "string", "minLength": least, "maxLength": most}
        return found | ({"pattern": f"^(?:{field.pattern})$"} if field.pattern else {})

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "text", "maxlength": self.bounds(field)[1]}


@kind("long-text")
class LongText(Text):
    """Several lines of words."""

    longest = 5000

    def read(self, text: str, field: "Field") -> str | None:
        return texts.prose(text) or None

    def html(self, field: "Field") -> dict[str, Any]:
        return {"rows": 5, "maxlength": self.bounds(field)[1]}

    def widget(self, field: "Field") -> str:
        return "textarea"


@kind("number")
class Number(Kind):
    """A figure with its unit; kept as a JSON number of at most fifteen digits, so nothing is rounded on the way."""

    feel = "number"
    keys = frozenset({"unit", "min", "max", "decimals"})

    def read(self, text: str, field: "Field") -> int | float:
        plain = texts.figure(text).removesuffix(texts.figure(field.unit) or "\0")
        wanted = field.sample or self.example(field)
        try:
            number = Decimal(plain)
        except InvalidOperation:
            raise Unfit(f"“{field.label}”请填写数字，例如 {wanted}", wanted) from None
        if not re.fullmatch(r"-?\d+(\.\d+)?", plain):
            raise Unfit(f"“{field.label}”请填写数字，例如 {wanted}", wanted)
        if len(number.normalize().as_tuple().digits) > DIGITS or abs(number) >= 10**DIGITS:
            raise Unfit(f"“{field.label}”的位数太多，请核对后重新填写，例如 {wanted}", wanted)
        self.check_decimals(number, field, wanted)
        return int(number) if number == number.to_integral_value() else float(number)

    def example(self, field: "Field") -> str:
        """A figure to show when the author gave none."""
        return "86" if field.decimals == 0 else "86.5"

    def places(self, field: "Field") -> int:
        """Decimals allowed."""
        return 6 if field.decimals is None else field.decimals

    def check_decimals(self, number: Decimal, field: "Field", wanted: str) -> None:
        places = self.places(field)
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > places:
            rule = f"最多保留 {places} 位小数" if places else "请填写整数"
            raise Unfit(f"“{field.label}”{rule}，例如 {wanted}", wanted)

    def check(self, value: int | float, field: "Field", today: date | None) -> None:
        number, low, high = Decimal(str(value)), field.low, field.high
        if (low is not None and number < low) or (high is not None and number > high):
            wanted = field.sample or str(high if low is None else low)
            raise Unfit(f"“{field.label}”请填写{self.span(field)}的数字", wanted)

    def span(self, field: "Field") -> str:
        """The bounds in words."""
        low, high = field.min, field.max
        if low is None:
            return f"不大于 {high}{field.unit}"
        return f"不小于 {low}{field.unit}" if high is None else f" {low} 到 {high}{field.unit}之间"

    def show(self, value: Any, field: "Field", place: Place) -> str:
        figure = f"{value:,}" if isinstance(value, int) else f"{Decimal(str(value)):,f}"
        return f"{figure} {field.unit}".strip()

    def flat(self, value: Any, field: "Field") -> dict[str, str | list[str]]:
        try:
            return {field.name: format(Decimal(str(value)), "f")}
        except InvalidOperation:
            return {field.name: str(value)}

    def typed(self, value: Any) -> Any:
        return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value

    def schema(self, field: "Field") -> dict[str, Any]:
        found: dict[str, Any] = {"type": "integer" if self.places(field) == 0 else "number"}
        for key, bound in (("minimum", field.low), ("maximum", field.high)):
            if bound is not None:
                found[key] = int(bound) if bound == bound.to_integral_value() else float(bound)
        return found

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "text", "inputmode": "decimal" if self.places(field) else "numeric", "maxlength": 32}


@kind("money")
class Money(Number):
    """An amount in yuan (元) with at most two decimals; kept in yuan, since laws and conditions speak of yuan."""

    keys = frozenset({"min", "max", "decimals", "unit"})

    def read(self, text: str, field: "Field") -> int | float:
        return super().read(texts.figure(text).removeprefix("¥").removesuffix("元"), field)

    def example(self, field: "Field") -> str:
        return "1280.50"

    def places(self, field: "Field") -> int:
        return 2 if field.decimals is None else min(field.decimals, 2)

    def show(self, value: Any, field: "Field", place: Place) -> str:
        return f"{Decimal(str(value)):,.2f} 元"


@kind("date")
class Date(Kind):
    """A day, kept as 2026-11-22."""

    feel = "date"
    keys = frozenset({"min", "max"})
    form = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?|(\d{4})(\d{2})(\d{2})")

    def read(self, text: str, field: "Field") -> str:
        found = self.form.fullmatch(texts.figure(text))
        try:
            if found is None:
                raise ValueError
            year, month, day = (int(g) for g in found.groups() if g)
            return date(year, month, day).isoformat()
        except ValueError:
            wanted = field.sample or "2026-11-22"
            raise Unfit(f"“{field.label}”请填写真实的日期，例如 {wanted}", wanted) from None

    def check(self, value: str, field: "Field", today: date | None) -> None:
        low, high = self.bound(field.min, today), self.bound(field.max, today)
        if low and value < low:
            raise Unfit(f"“{field.label}”请填写 {low} 或以后的日期", low)
        if high and value > high:
            raise Unfit(f"“{field.label}”请填写 {high} 或以前的日期", high)

    def bound(self, value: Any, today: date | None) -> str:
        """A bound as text; the word today means the day on which the form is handed in."""
        if value == "today":
            return today.isoformat() if today else ""
        return value.isoformat() if isinstance(value, date) else str(value or "")

    def show(self, value: Any, field: "Field", place: Place) -> str:
        day = self.typed(value)
        return f"{day.year}年{day.month}月{day.day}日" if isinstance(day, date) else str(value)

    def typed(self, value: Any) -> Any:
        try:
            return date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            return value

    def schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def html(self, field: "Field") -> dict[str, Any]:
        bounds = {key: self.bound(value, None) for key, value in (("min", field.min), ("max", field.max))}
        return {"type": "date"} | {key: value for key, value in bounds.items() if value}

    def widget(self, field: "Field") -> str:
        return "date"

