"""Field by field, what one definition says and another does not (逐项对比): by what things are called, not by keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.registers.catalogue.kinds import labels

Reading = dict[tuple[str, ...], tuple[str, str]]
BY_TITLE = {"materials": "title", "checks": "say", "process": "title", "situations": "ask"}
"""Sections of named things, and the key that says what each is called."""
LISTS = {"law": "name", "faq": "ask", "remedies": "kind", "options": "label", "instead": "licence"}


@dataclass(frozen=True)
class Change:
    """One place where two definitions differ: its key path, what it is called, both texts ("" where one says nothing).

    ``how`` is added, removed, changed or moved.
    """

    path: str
    label: str
    how: str
    before: str
    after: str


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What changes, in the order in which an item is written; what only changed its place is said once."""
    a, b = _read(before), _read(after)
    found = [_change(path, a.get(path), b.get(path)) for path in _in_order(a, b) if a.get(path) != b.get(path)]
    return [*found, *_moved(before, after)]


def _change(path: tuple[str, ...], before: tuple[str, str] | None, after: tuple[str, str] | None) -> Change:
    said = after or before
    assert said is not None  # a path comes from one of the two
    how = "added" if before is None else "removed" if after is None else "changed"
    return Change(".".join(path), said[0], how, before[1] if before else "", after[1] if after else "")


def _in_order(a: Reading, b: Reading) -> list[tuple[str, ...]]:
    order = list(labels.SECTIONS)
    paths = list(dict.fromkeys([*b, *a]))
    return sorted(paths, key=lambda path: order.index(path[0]) if path[0] in order else len(order))


def _read(mapping: Mapping[str, Any]) -> Reading:
    known = labels.names(mapping)
    return {
        path: (label, labels.text(value, path[-1] if not path[-1].startswith("#") else "", known))
        for path, label, value in _leaves(mapping)
    }


def _leaves(mapping: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    for section, value in mapping.items():
        called = labels.SECTIONS.get(section, section)
        if section == "form":
            yield from _form(mapping, called)
        elif section in BY_TITLE and isinstance(value, Mapping):
            for code, one in value.items():
                title = one.get(BY_TITLE[section]) or one.get("title") or code if isinstance(one, Mapping) else code
                yield from _below((section, code), f"{called}“{title}”", one)
        elif section == "examples" and isinstance(value, Mapping):
            for title, one in value.items():
                yield from _below((section, title), f"{called}“{title}”", one)
        else:
            yield from _below((section,), called, value)


def _form(mapping: Mapping[str, Any], called: str) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    titles = (mapping["form"] or {}).get("titles")
    if titles:
        yield from _below(("form", "titles"), f"{called} › 页面标题", titles)
    for name, one in labels.fields(mapping).items():
        label = one.get("label", name) if isinstance(one, Mapping) else name
        yield from _below(("form", name), f"{called} › 字段“{label}”", one)


def _below(path: tuple[str, ...], label: str, value: Any) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """Every single thing said below a key; a list of plain words is one thing, parts of others go by their names."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _below((*path, str(key)), f"{label} › {labels.label(str(key))}", inner)
    elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        named = LISTS.get(path[-1], "")
        seen: dict[str, int] = {}
        for number, inner in enumerate(value, 1):
            name = str(inner.get(named, "")) if isinstance(inner, Mapping) else ""
            name = labels.text(name, named, {}) if named == "kind" else name
            seen[name] = seen.get(name, 0) + 1
            key = f"#{name}{seen[name] if seen[name] > 1 else ''}" if name else f"#{number}"
            yield from _below((*path, key), f"{label} › {key[1:]}", inner)
    else:
        yield path, label, value


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Where the same things stand in another order, which people see: fields, materials, steps, checks."""
    for section in ("form", "materials", "checks", "process", "situations"):
        a, b = (labels.fields(one) if section == "form" else one.get(section) or {} for one in (before, after))
        both = [name for name in a if name in b]
        now = [name for name in b if name in a]
        if both != now:
            called = [" → ".join(_title(section, source[name], name) for name in order)
                      for source, order in ((a, both), (b, now))]  # fmt: skip
            yield Change(section, f"{labels.SECTIONS[section]}的顺序", "moved", called[0], called[1])


def _title(section: str, one: Any, name: str) -> str:
    key = "label" if section == "form" else BY_TITLE[section]
    return str(one.get(key) or one.get("title") or name) if isinstance(one, Mapping) else name
