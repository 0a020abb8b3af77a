"""Where each key of an item was written, and a cursor that reads values with that place in mind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from tongban.engines import clocks, rules
from tongban.registers.catalogue.errors import BadItem

Path = tuple[str, ...]


@dataclass(frozen=True)
class Marks:
    """Path of keys → file and line; a path nobody marked stands where its parent stands."""

    file: str = ""
    places: Mapping[Path, tuple[str, int]] = field(default_factory=dict)

    def at(self, path: Path) -> tuple[str, int]:
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return self.file, 0

    def bad(self, path: Path, sentence: str) -> BadItem:
        file, line = self.at(path)
        return BadItem(file, line, sentence, ".".join(path))


def near(word: str, known: Iterable[str]) -> str:
    """“您是不是想写…”, when something known looks alike."""
    found = get_close_matches(word, list(known), 1, 0.6)
    return f"您是不是想写“{found[0]}”？" if found else ""


class Cursor:
    """One value of an item and the place it stands at; every reading that fails is a `BadItem` of that place."""

    def __init__(self, value: Any, marks: Marks, path: Path = ()) -> None:
        self.value, self.marks, self.path = value, marks, path

    def bad(self, sentence: str, *below: str) -> BadItem:
        return self.marks.bad((*self.path, *below), sentence)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, Mapping) and self.value.get(key) is not None

    def at(self, key: str) -> Cursor:
        inner = self.value.get(key) if isinstance(self.value, Mapping) else None
        return Cursor(inner, self.marks, (*self.path, key))

    def knowing(self, *keys: str) -> Cursor:
        """This mapping, which may hold these keys and no others."""
        self.entries()
        for key in self.value:
            if key not in keys:
                raise self.bad(f"不认识“{key}”这一项。{near(key, keys) or '可用的有：' + '、'.join(keys) + '。'}", key)
        return self

    def entries(self) -> list[tuple[str, Cursor]]:
        if self.value is None and self.path:
            raise self.bad(f"缺少“{self.path[-1]}”这一项，它应写成“名称: 内容”的对照表。")
        if not isinstance(self.value, Mapping):
            raise self.bad("这里应写成“名称: 内容”的对照表。")
        for key in self.value:
            if not isinstance(key, str):
                raise self.bad(f"名称“{key}”应是文字，请加上引号。", str(key))
        return [(key, self.at(key)) for key in self.value]

    def elements(self) -> Iterator[Cursor]:
        """The parts of a list; a single value is a list of one, nothing is an empty list."""
        if self.value is None:
            return
        if not isinstance(self.value, list | tuple):
            yield self
            return
        for number, inner in enumerate(self.value):
            yield Cursor(inner, self.marks, (*self.path, str(number)))

    def plain(self) -> str:
        """This value as one text."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.bad("这里应是一段文字；像日期、代码这样的内容请加上引号。")
        return str(value).strip()

    def text(self, key: str, default: str | None = None) -> str:
        if key not in self:
            if default is None:
                raise self.bad(f"缺少“{key}”这一项。")
            return default
        text = self.at(key).plain()
        if not text and default is None:
            raise self.bad(f"“{key}”不能为空。", key)
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(one.plain() for one in self.at(key).elements())

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.value.get(key, default)
        if not isinstance(value, bool):
            raise self.bad("这里应写 true 或 false。", key)
        return value

    def count(self, key: str, default: int = 0, most: int = 999) -> int:
        value = self.value.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise self.bad(f"这里应是 0 到 {most} 的整数。", key)
        return value

    def choice(self, key: str, allowed: Mapping[str, Any] | Iterable[str], default: str | None = None) -> str:
        """A word of a list; GB codes are accepted for the words they stand for."""
        word = self.text(key, default)
        known = list(allowed)
        if word in known or word == default:
            return word
        if isinstance(allowed, Mapping):
            for name, meaning in allowed.items():
                if isinstance(meaning, tuple) and word in meaning:
                    return name
        raise self.bad(f"“{word}”不在可选范围内。{near(word, known) or '可选：' + '、'.join(known) + '。'}", key)

    def limit(self, key: str) -> clocks.Limit | None:
        if key not in self:
            return None
        try:
            return clocks.Limit.parse(self.text(key))
        except clocks.BadLimit as bad:
            raise self.bad(bad.sentence, key) from None

    def rule(self, key: str, scope: rules.Scope) -> rules.Expression | None:
        return self.at(key).expression(scope) if key in self else None

    def expression(self, scope: rules.Scope) -> rules.Expression:
        """This value as a rule over the names of the form and the applicant."""
        value = self.value
        text = str(value).lower() if isinstance(value, bool) else self.plain()
        try:
            return rules.parse(text, scope)
        except rules.RuleError as bad:
            raise self.bad(f"规则“{text}”不能用：{bad.message}{bad.hint}") from None
