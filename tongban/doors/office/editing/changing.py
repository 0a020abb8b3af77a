"""What was touched on the page, as changes of the text: values that differ from what was shown, and one operation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from tongban.doors.office.editing import controls, values
from tongban.doors.office.editing.panes import Pane, Path
from tongban.kernel.errors import Invalid
from tongban.registers.catalogue import queries as catalogue

NAME = re.compile(r"[a-z][a-z0-9_.-]{0,79}")


def touched(content: Mapping[str, Any], pane: Pane, entry: Path, sent: QueryDict) -> list[catalogue.TextChange]:
    """The values that are not as they were shown; raises `Invalid` for what cannot be read."""
    found: list[catalogue.TextChange] = []
    for control in controls.controls(content, pane, entry, (), {}):
        if control.name not in sent:
            continue
        many = control.one.ask == "many"
        given = [str(one) for one in sent.getlist(control.name)]
        now = [one for one in given if one] if many else given[-1].replace("\r\n", "\n")
        if isinstance(now, list):
            now = _in_order(now, control.value)
        if now == control.value or (isinstance(now, str) and now.rstrip() == str(control.value).rstrip()):
            continue
        value = values.value_of(control.one, now)
        if value is not None:
            found.append(catalogue.Put(control.path, value))
        elif controls.at(content, control.path) is not None:
            found.append(catalogue.Take(control.path))
    return found


def _in_order(now: list[str], before: Any) -> list[str]:
    """What stays keeps its place in the text, whatever the order of the boxes on the page."""
    kept = [one for one in before if one in now] if isinstance(before, list) else []
    return kept + [one for one in now if one not in kept]


def operation(content: Mapping[str, Any], pane: Pane, sent: QueryDict) -> tuple[list[catalogue.TextChange], Path]:
    """Add, take or move one entry, and which entry is open afterwards."""
    verb, _, place = sent.get("do", "").partition(":")
    if verb == "add":
        return _added(content, pane, sent)
    path = controls.path_of(place)
    known = {one.path for one in controls.entries(content, pane, ())}
    if not verb or path not in known:
        return [], ()
    if verb == "take":
        return [catalogue.Take(path)], ()
    if verb in ("up", "down"):
        by = -1 if verb == "up" else 1
        moved = (*path[:-1], str(int(path[-1]) + by)) if path[-1].isdigit() else path
        return [catalogue.Move(path, by)], moved
    return [], ()


def _added(content: Mapping[str, Any], pane: Pane, sent: QueryDict) -> tuple[list[catalogue.TextChange], Path]:
    places = controls.holders(content, pane)
    code, title = sent.get("new_code", "").strip(), sent.get("new_title", "").strip()
    first = dict(pane.first)
    if pane.listed:
        held = controls.at(content, places[0])
        path = (*places[0], str(len(held) if isinstance(held, list) else 0))
        key = pane.of_entry[1 if pane.code == "remedies" else 0].path[0]
        value = [{**first, key: title}] if not held else {**first, key: title}
        return [catalogue.Put(path if held else places[0], value)], path
    if pane.code != "examples" and not NAME.fullmatch(code):
        raise Invalid(f"请写新{pane.entry}的代码。", next_step="代码用小写字母开头，可以有数字、点、连字符和下划线。")
    name = code or title
    if not name or any(controls.at(content, (*place, name)) is not None for place in places):
        raise Invalid(f"{pane.entry}“{name}”已经有了，或者没有写名称。", next_step="请换一个没有用过的名称。")
    path = (*places[-1], name)
    if pane.code == "gives":
        return [catalogue.Put(path, "applicant.name")], path
    label = next((one.path[0] for one in pane.of_entry if one.path[0] in ("label", "title", "ask")), "")
    if label:
        first = {**{key: v for key, v in first.items() if key == "type"}, label: title or name, **first}
    return [catalogue.Put(path, first)], path
