"""Changes of an item's text that leave everything else as it was written: comments, order, quotes, spacing (定点修改).

A change names a path and what stands there afterwards; only the characters of that value are replaced. Each result is
read again and must say exactly what was meant, so a way of writing that we do not master is refused and never mangled.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from tongban.registers.catalogue import yaml_text
from tongban.registers.catalogue.errors import BadItem, CannotEdit
from tongban.registers.catalogue.kinds.marks import Path
from tongban.registers.catalogue.yaml_spans import Spot, emitted, find, span_end

FILE = "事项内容"


@dataclass(frozen=True)
class Put:
    """What stands at a path afterwards; what is not there yet is added at the end of its parent."""

    path: Path
    value: Any


@dataclass(frozen=True)
class Take:
    """Nothing stands at the path afterwards."""

    path: Path


@dataclass(frozen=True)
class Move:
    """The entry at a path changes places with its neighbour: -1 is the one above, 1 the one below."""

    path: Path
    by: int


Change = Put | Take | Move


def edited(text: str, changes: Iterable[Change]) -> str:
    """The text with the changes made one after the other; raises `BadItem` if it cannot be read, `CannotEdit`."""
    for change in changes:
        for one in _finer(_read(text), change):
            text = _made(text, one)
    return text


def _read(text: str) -> Any:
    return yaml_text.read(text, FILE)[0]


def _finer(content: Any, change: Change) -> list[Change]:
    """A new value of a list or table as changes of its parts, so that what stays the same keeps its way of writing."""
    if not isinstance(change, Put):
        return [change]
    old, new, path = _at(content, change.path), change.value, change.path
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        kept = [key for key in old if key in new]
        if list(new)[: len(kept)] == kept:
            takes: list[Change] = [Take((*path, key)) for key in old if key not in new]
            puts = [Put((*path, key), new[key]) for key in new if key not in old or old[key] != new[key]]
            return takes + [finer for put in puts for finer in _finer(content, put)]
    if isinstance(old, list) and isinstance(new, list) and old and len(old) == len(new):
        puts = [Put((*path, str(n)), one) for n, one in enumerate(new) if one != old[n]]
        return [finer for put in puts for finer in _finer(content, put)]
    return [change]


def _at(content: Any, path: Path) -> Any:
    for key in path:
        if isinstance(content, dict):
            content = content.get(key)
        elif isinstance(content, list) and key.isdigit() and int(key) < len(content):
            content = content[int(key)]
        else:
            return None
    return content


def _made(text: str, change: Change) -> str:
    """The first way of writing the change that reads as it was meant."""
    meant = _said(_meant(_read(text), change))
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for candidate in _written(text, root, change):
        try:
            if _said(_read(candidate)) == meant:
                return candidate
        except BadItem:
            continue
    raise CannotEdit(f"“{' › '.join(change.path)}”的写法不能在表单里修改。")


def _said(value: Any) -> str:
    """What a value says, the order of its keys included."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _meant(content: Any, change: Change) -> Any:
    """The content as it should read afterwards."""
    content = copy.deepcopy(content)
    *above, last = change.path
    parent = content
    for key in above:
        below = _at(parent, (key,))
        if not isinstance(below, dict | list):
            below = {}
            _set(parent, key, below)
        parent = below
    if isinstance(change, Put):
        _set(parent, last, change.value)
    elif isinstance(change, Take):
        del parent[int(last) if isinstance(parent, list) else last]
    else:
        _swap(parent, last, change.by)
    return content


def _set(parent: Any, key: str, value: Any) -> None:
    if isinstance(parent, list):
        parent[int(key) :] = [value, *parent[int(key) + 1 :]]
    else:
        parent[key] = value


def _swap(parent: Any, last: str, by: int) -> None:
    keys = list(range(len(parent))) if isinstance(parent, list) else list(parent)
    a = keys.index(int(last) if isinstance(parent, list) else last)
    keys[a], keys[a + by] = keys[a + by], keys[a]
    if isinstance(parent, list):
        parent[:] = [parent[n] for n in keys]
    else:
        entries = [(key, parent[key]) for key in keys]
        parent.clear()
        parent.update(entries)


def _written(text: str, root: Any, change: Change) -> Iterator[str]:
    """The ways in which a change can be written, the most fitting first."""
    if isinstance(change, Put):
        yield from _put(text, root, change.path, change.value)
        return
    spot = find(root, change.path)
    if spot is None:
        return
    if isinstance(change, Take):
        yield from _taken(text, root, spot, change.path)
        return
    other = spot.place + change.by
    if 0 <= other < len(spot.siblings):
        yield _swapped(text, spot, min(spot.place, other))


def _put(text: str, root: Any, path: Path, value: Any) -> Iterator[str]:
    spot = find(root, path)
    if spot is not None:
        yield from _replaced(text, spot, value)
        return
    above = find(root, path[:-1]) if path[:-1] else None
    parent = above.node if above else (root if not path[:-1] else None)
    if not isinstance(parent, yaml.CollectionNode) or not parent.value:
        empty = isinstance(parent, yaml.SequenceNode)
        if path[:-1]:
            yield from _put(text, root, path[:-1], [value] if empty else {path[-1]: value})
        return
    yield from _added(text, parent, path[-1], value)


def _replaced(text: str, spot: Spot, value: Any) -> Iterator[str]:
    """Another value in the place of one."""
    start, end = spot.node.start_mark.index, span_end(text, spot.node)
    block = isinstance(spot.node, yaml.CollectionNode) and not spot.node.flow_style
    if block and isinstance(spot.node, yaml.SequenceNode) and isinstance(value, list) and value:
        indent = " " * spot.node.start_mark.column
        yield text[:start] + f"\n{indent}".join(f"- {emitted(one)}" for one in value) + text[end:]
    for said in _ways(value, spot.inline, spot.indent):
        if spot.key is not None and (block or start == end or said.startswith("|")):
            yield f"{text[: spot.key.end_mark.index]}: {said}{text[end:]}"
        yield text[:start] + said + text[end:]


def _added(text: str, parent: Any, key: str, value: Any) -> Iterator[str]:
    """One entry more at the end of a list or table that has some."""
    last = parent.value[-1][1] if isinstance(parent, yaml.MappingNode) else parent.value[-1]
    end = span_end(text, last)
    indent = " " * parent.start_mark.column
    for said in _ways(value, bool(parent.flow_style), len(indent)):
        entry = f"{emitted(key)}: {said}" if isinstance(parent, yaml.MappingNode) else said
        if parent.flow_style:
            yield f"{text[:end]}, {entry}{text[end:]}"
            continue
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        dash = "" if isinstance(parent, yaml.MappingNode) else "- "
        yield f"{text[:stop]}\n{indent}{dash}{entry}{text[stop:]}"


def _ways(value: Any, inline: bool, indent: int) -> Iterator[str]:
    """A value as text: several lines as they are where there is room for them, everything else on one line."""
    if isinstance(value, str) and "\n" in value and not inline:
        pad = " " * (indent + 2)
        lines = [pad + line if line else "" for line in value.split("\n")]
        yield "|-\n" + "\n".join(lines)
    yield emitted(value)
    yield json.dumps(value, ensure_ascii=False)


def _taken(text: str, root: Any, spot: Spot, path: Path) -> Iterator[str]:
    if len(spot.siblings) == 1:
        if path[:-1]:
            yield from _put(text, root, path[:-1], {} if spot.key is not None else [])
        return
    begin, end = spot.begin, span_end(text, spot.node)
    if spot.inline:
        if spot.place + 1 < len(spot.siblings):
            yield text[:begin] + text[spot.siblings[spot.place + 1][0] :]
        else:
            yield text[: span_end(text, spot.siblings[spot.place - 1][1])] + text[end:]
        return
    line = text.rfind("\n", 0, begin) + 1
    if text[line:begin].strip(" -") or (spot.key is not None and text[line:begin].strip()):
        yield text[:begin] + text[spot.siblings[spot.place + 1][0] :]
        return
    stop = text.find("\n", end)
    yield text[:line] + (text[stop + 1 :] if stop >= 0 else "")


def _swapped(text: str, spot: Spot, upper: int) -> str:
    """Two neighbours, each written where the other stood."""
    (a, first), (b, second) = spot.siblings[upper], spot.siblings[upper + 1]
    a_end, b_end = span_end(text, first), span_end(text, second)
    if not spot.inline:
        a_end, b_end = _line_end(text, a_end), _line_end(text, b_end)
    return text[:a] + text[b:b_end] + text[a_end:b] + text[a:a_end] + text[b_end:]


def _line_end(text: str, place: int) -> int:
    """What is remarked at the end of an entry's last line goes with it."""
    stop = text.find("\n", place)
    return len(text) if stop < 0 else stop
