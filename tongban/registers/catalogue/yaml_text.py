"""YAML as items use it: plain mappings, lists and scalars, each knowing its line; everything clever is refused.

Reads the parser's events, never objects, so no tag can build anything; aliases, anchors, tags, duplicate keys, deep
nesting and huge files are refused. Scalars follow the YAML 1.2 core schema: `no` is a word, `010` keeps its zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds.marks import Path

LARGEST = 2**20
DEEPEST = 24
MOST = 50_000
QUICK: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same events from libyaml, in a tenth of the time
_INT = re.compile(r"[-+]?(0|[1-9]\d{0,14})")
_FLOAT = re.compile(r"[-+]?(0|[1-9]\d*)\.\d+([eE][-+]?\d+)?")
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Places = dict[Path, tuple[str, int]]


@dataclass
class _Open:
    """A mapping or list that is being read."""

    path: Path
    value: Any
    key: str | None = None
    lines: dict[str, int] = field(default_factory=dict)


def read(text: str, file: str) -> tuple[dict[str, Any], Places]:
    """A file that holds one mapping."""
    value, places = read_any(text, file)
    if not isinstance(value, dict):
        raise BadItem(file, 1, "文件应写成“名称: 内容”的对照表。")
    return value, places


def read_any(text: str, file: str) -> tuple[Any, Places]:
    """A file that holds one value, and where each part of it stands."""
    if len(text) > LARGEST:
        raise BadItem(file, 0, "文件不能超过 1 MB。")
    try:
        reader = _taken(text, file, QUICK)
    except (yaml.YAMLError, UnicodeError):  # said in the words of the other one, which this house knows
        reader = _explained(text, file)
    return reader.result, reader.places


def _taken(text: str, file: str, loader: Any) -> _Reader:
    reader = _Reader(file)
    for event in yaml.parse(text, Loader=loader):
        reader.take(event)
    return reader


def _explained(text: str, file: str) -> _Reader:
    """What is wrong, and where, as one would say it; refuses with `BadItem`."""
    try:
        return _taken(text, file, yaml.SafeLoader)
    except yaml.MarkedYAMLError as bad:
        opened = any(one in (bad.problem or "") for one in _OPENED)  # where it began says more than where it ended
        mark = (bad.context_mark if opened else None) or bad.problem_mark or bad.context_mark
        sentence = f"YAML 格式有误：{_said(bad.problem or '')}"
        raise BadItem(file, mark.line + 1 if mark else 0, sentence) from None
    except yaml.YAMLError:
        raise BadItem(file, 0, "文件里有 YAML 不允许的字符。") from None
    except RecursionError:
        raise BadItem(file, 0, f"嵌套超过 {DEEPEST} 层。") from None


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.result: Any = None
        self.places: Places = {(): (file, 1)}
        self.open: list[_Open] = []
        self.count = self.documents = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise BadItem(self.file, line, "一个文件只能写一个事项，请去掉“---”之后的内容。")
        elif isinstance(event, yaml.AliasEvent):
            raise BadItem(self.file, line, "不能使用 YAML 的引用（*）。请把内容写在用到的地方。")
        elif isinstance(event, yaml.NodeEvent):
            self._node(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.open.pop()

    def _node(self, event: Any, line: int) -> None:
        self.count += 1
        if event.anchor is not None:
            raise BadItem(self.file, line, "不能使用 YAML 的锚点（&）。请把内容写在用到的地方。")
        if event.tag not in (None, "!"):
            raise BadItem(self.file, line, f"不能使用 YAML 标签“{event.tag}”。")
        if len(self.open) >= DEEPEST or self.count > MOST:
            raise BadItem(self.file, line, f"内容太多或嵌套超过 {DEEPEST} 层，请拆成几个文件。")
        inside = self.open[-1] if self.open else None
        if inside is not None and isinstance(inside.value, dict) and inside.key is None:
            self._key(inside, event, line)
            return
        value: Any = _scalar(event, self.file, line) if isinstance(event, yaml.ScalarEvent) else None
        if isinstance(event, yaml.MappingStartEvent):
            value = {}
        elif isinstance(event, yaml.SequenceStartEvent):
            value = []
        path = self._place(inside, value, line)
        if isinstance(event, yaml.CollectionStartEvent):
            self.open.append(_Open(path, value))

    def _key(self, inside: _Open, event: Any, line: int) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise BadItem(self.file, line, "名称应是一个词，不能是列表或对照表。")
        key = event.value
        if key in inside.value:
            raise BadItem(self.file, line, f"“{key}”写了两次（第一次在第 {inside.lines[key]} 行），请合并。")
        inside.key, inside.lines[key] = key, line
        inside.value[key] = None
        self.places[(*inside.path, key)] = (self.file, line)

    def _place(self, inside: _Open | None, value: Any, line: int) -> Path:
        if inside is None:
            self.result = value
            return ()
        if isinstance(inside.value, list):
            inside.value.append(value)
            path = (*inside.path, str(len(inside.value) - 1))
            self.places[path] = (self.file, line)
            return path
        path = (*inside.path, str(inside.key))
        inside.value[inside.key], inside.key = value, None
        return path


def _scalar(event: Any, file: str, line: int) -> Any:
    text: str = event.value
    if event.style:  # quoted, or a block
        return text
    if text in _NULLS:
        return None
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        if number - number != 0:
            raise BadItem(file, line, f"数字“{text}”太大。")
        return number
    return text


def _said(problem: str) -> str:
    """What the YAML reader found, as one would say it to somebody who writes an item."""
    for english, chinese in _PROBLEMS.items():
        if english in problem:
            return chinese
    return "这一行附近读不懂，请检查缩进、冒号和引号。"


_OPENED = ("expected ',' or ']'", "expected ',' or '}'", "found unexpected end of stream")
_PROBLEMS = {
    "expected ',' or ']'": "这里的方括号 [ 没有合上，或者里面少了逗号。",
    "expected ',' or '}'": "这里的花括号 { 没有合上，或者里面少了逗号。",
    "mapping values are not allowed here": "这一行多了一个冒号；文字里有“: ”的，整段要加引号。",
    "could not find expected ':'": "这一行或上一行少了冒号，冒号后面要有空格。",
    "expected <block end>": "缩进与上面的行对不齐。",
    "found character '\\t'": "缩进里有制表符，请改成空格。",
    "found unexpected end of stream": "这里的引号没有合上，一直到了文件末尾。",
    "cannot start any token": "这里的字符不能开头；文字请加引号。",
}
