"""What a table is, and whether a row fits it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from tongban.engines.tables.codes import code_list

Row = Mapping[str, str]
MOMENT, DAY = "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"
# What a moment looks like: of the national library with dashes, of GB/T 39046 as its 表2 and 表3 have it.
MOMENTS = {
    "date": (DAY, "年-月-日，例如 2026-11-22"),
    "date-time": (MOMENT, "年-月-日 时:分:秒，例如 2026-11-22 09:30:00"),
    "YYYYMMDD": ("%Y%m%d", "年月日八位，例如 20261122"),
    "YYYYMMDDThhmmss": ("%Y%m%dT%H%M%S", "年月日T时分秒，例如 20261122T093000"),
    "YYYYMMDDhhmmss": ("%Y%m%d%H%M%S", "年月日时分秒十四位，例如 20261122093000"),
}
_TYPE = re.compile(rf"(an|n)(\.\.)?(\d+)|an|n|amount|{'|'.join(MOMENTS)}")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value: which row (from 1), which column, one sentence."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``type`` is an..50, n3, an, n, amount or one of `MOMENTS`, as the standard writes it."""

    name: str
    title: str
    type: str = "an"
    required: bool = False
    codes: str = ""
    personal: bool = False

    def __post_init__(self) -> None:
        if not _TYPE.fullmatch(self.type):
            raise ValueError(f"{self.name}: no such type {self.type!r}")
        if self.codes:
            code_list(self.codes)

    def wrong(self, value: str) -> str:
        """What is wrong with a value, in one sentence; "" when nothing is."""
        if value == "":
            return f"“{self.title}”不能为空。" if self.required else ""
        if "\x00" in value:
            return f"“{self.title}”含有不能保存的字符。"
        if self.codes and value not in code_list(self.codes):
            return f"“{self.title}”的代码“{value}”不在代码表中，应为：{'、'.join(code_list(self.codes))}。"
        return self._misshapen(value)

    def _misshapen(self, value: str) -> str:
        found = _TYPE.fullmatch(self.type)
        assert found is not None
        if self.type in MOMENTS:
            form, words = MOMENTS[self.type]
            return "" if _is_moment(value, form) else f"“{self.title}”应写成{words}。"
        if self.type == "amount":
            return "" if _is_amount(value) else f"“{self.title}”应为金额，例如 120.00。"
        if self.type.startswith("n") and not (value.isascii() and value.isdigit()):
            return f"“{self.title}”应全部为数字。"
        length = int(found[3]) if found[3] else 0
        if length and found[2] and len(value) > length:
            return f"“{self.title}”最多 {length} 个字符，现在有 {len(value)} 个。"
        if length and not found[2] and len(value) != length:
            return f"“{self.title}”应为 {length} 个字符，现在有 {len(value)} 个。"
        return ""


def _is_moment(value: str, form: str) -> bool:
    try:
        parsed = datetime.strptime(value, form)  # noqa: DTZ007  wall clock of the table
    except ValueError:
        return False
    return parsed.strftime(form) == value


def _is_amount(value: str) -> bool:
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return False
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and -2 <= exponent <= 0 and amount >= 0


@dataclass(frozen=True, slots=True)
class Table:
    """One exchange table or data set. ``key`` are the columns by which a row is known again."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    source: str = ""
    missing: str = ""
    names: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(column.name for column in self.columns))
        if len(self.names) != len(self.columns) or not self.names.issuperset(self.key):
            raise ValueError(f"{self.name}: a column twice, or a key that is no column")

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def identity(self, row: Row) -> tuple[str, ...]:
        """By what this row is known again when it comes a second time."""
        return tuple(row.get(name, "") for name in self.key)

    def problems(self, rows: Iterable[Row]) -> Iterator[Problem]:
        """Everything wrong with these rows, a row whose key came before included."""
        seen: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(rows, 1):
            for name in sorted(set(row) - self.names):
                yield Problem(number, name, f"表中没有“{name}”这一列。")
            for column in self.columns:
                if sentence := column.wrong(row.get(column.name, "")):
                    yield Problem(number, column.name, sentence)
            key = self.identity(row)
            if self.key and key in seen:
                yield Problem(number, self.key[0], f"与第 {seen[key]} 行重复：{'、'.join(self.key)} 都相同。")
            seen.setdefault(key, number)


def written(value: object, kind: str = "") -> str:
    """A value as tables write it: moments and days in the form of the column's type, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, date):  # a moment is one as well
        usual = "date-time" if isinstance(value, datetime) else "date"
        return value.strftime(MOMENTS.get(kind, MOMENTS[usual])[0])
    return str(value)
