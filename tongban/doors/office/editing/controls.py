"""A pane of a draft ready to be filled in: controls with what stands in them, what is wrong, and what a rule says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from tongban.doors.office import shown as office
from tongban.doors.office.editing import values
from tongban.doors.office.editing.panes import YES_NO, Input, Pane, Path
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.places import queries as places

WIDE_RULES = frozenset({"fill"})
PICKED = frozenset({"choice", "flag", "desk", "department", "licence", "many"})


@dataclass(frozen=True)
class Wrong:
    """What is wrong with the value of a control: in which file, on which line of the text, in a sentence."""

    file: str
    line: int
    sentence: str


@dataclass(frozen=True)
class Control:
    """One control of a pane."""

    id: str
    name: str
    path: Path
    one: Input
    value: str | list[str]
    choices: list[tuple[str, str]]
    errors: list[Wrong]
    reading: catalogue.Read | None = None

    @property
    def rows(self) -> int:
        """As many lines as the text takes, at about forty characters to a line."""
        text = self.value if isinstance(self.value, str) else ""
        lines = sum(1 + len(line) // 40 for line in text.split("\n"))
        return lines if self.one.ask == "rule" else min(18, max(2, lines + 1))

    @property
    def wide(self) -> bool:
        return wide(self.path)


@dataclass(frozen=True)
class Entry:
    """One field, material, step … of a pane."""

    name: str
    path: Path
    title: str
    errors: int
    first: bool
    last: bool

    @property
    def address(self) -> str:
        return written(self.path)


def wide(path: Path) -> bool:
    """Whether a rule at this path may ask the registers too."""
    return path[-1] in WIDE_RULES or path[:1] == ("gives",)


def written(path: Path) -> str:
    """A path as one word for names of controls and addresses."""
    return "/".join(quote(part, safe="") for part in path)


def path_of(text: str) -> Path:
    return tuple(unquote(part) for part in text.split("/")) if text else ()


def at(content: Any, path: Path) -> Any:
    """What stands at a path, None where nothing does."""
    for key in path:
        if isinstance(content, Mapping):
            content = content.get(key)
        elif isinstance(content, list) and key.isdigit() and int(key) < len(content):
            content = content[int(key)]
        else:
            return None
    return content


def holders(content: Mapping[str, Any], pane: Pane) -> list[Path]:
    """Where the entries of a pane stand: usually one place, for a form with pages one for each page."""
    pages = at(content, ("form", "pages"))
    if pane.code == "form" and isinstance(pages, list):
        return [("form", "pages", str(number), "fields") for number in range(len(pages))]
    return [pane.holds] if pane.holds else []


def entries(content: Mapping[str, Any], pane: Pane, problems: Iterable[BadItem]) -> list[Entry]:
    """The entries of a pane in the order written."""
    found, wrong = [], [bad.path for bad in problems]
    for place in holders(content, pane):
        held = at(content, place)
        names = [str(n) for n in range(len(held))] if isinstance(held, list) else list(held or {})
        names = [name for name in names if not (place == ("form",) and name == "titles")]
        for number, name in enumerate(names):
            path = (*place, name)
            errors = sum(_below(bad, path) for bad in wrong)
            title = _title(name, at(content, path))
            found.append(Entry(name, path, title, errors, number == 0, number == len(names) - 1))
    return found


def _title(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        said = next((value[key] for key in ("label", "title", "name", "ask", "kind", "text") if value.get(key)), name)
        return str(said)
    return name if not name.isdigit() else str(value)


def controls(
    content: Mapping[str, Any], pane: Pane, entry: Path, problems: Sequence[BadItem], typed: Mapping[str, Any]
) -> list[Control]:
    """The controls of a pane, or of one of its entries; ``typed`` is what stands in them instead."""
    asked = [((*entry, *one.path), one) for one in (pane.of_entry if entry else pane.inputs)]
    if entry and not isinstance(at(content, entry), Mapping) and pane.code != "gives":
        asked = [(entry, Input((), "内容", "text"))]
    found = []
    for number, (path, one) in enumerate(asked):
        path = _plain_title(content, path)
        name = f"v:{written(path)}"
        value = typed.get(name, values.shown(one, at(content, path)))
        errors = [Wrong(bad.file, bad.line, bad.sentence) for bad in problems if _below(bad.path, path)]
        reading = None
        if one.ask == "rule" and isinstance(value, str) and value.strip():
            reading = catalogue.read_condition(content, value, wide(path))
        choices = _choices(content, one, path, value)
        found.append(Control(f"v{number}", name, path, one, value, choices, errors, reading))
    return found


def _plain_title(content: Mapping[str, Any], path: Path) -> Path:
    """A title in one language may be written without saying which."""
    return ("title",) if path == ("title", "zh") and isinstance(content.get("title"), str) else path


def _below(bad: str, path: Path) -> bool:
    here = ".".join(path)
    return bad == here or bad.startswith(f"{here}.")


def _choices(content: Mapping[str, Any], one: Input, path: Path, value: str | list[str]) -> list[tuple[str, str]]:
    found = dict(one.choices)
    if one.ask == "flag":
        found = dict(YES_NO)
    elif one.ask == "desk":
        found = {desk.code: f"{desk.title}（{desk.department.name}）" for desk in identity.desks()}
    elif one.ask == "department":
        found = office.department_names()
    elif one.ask == "licence":
        found = {kind.code: kind.title for kind in licences.types()}
    elif path == ("guide", "places"):
        found = {outlet.code: outlet.name for outlet in places.outlets()}
    elif one.ask == "many" and path[0] == "process":
        steps = at(content, ("process",))
        above = list(steps)[: list(steps).index(path[1])] if isinstance(steps, Mapping) else []
        found = {name: _title(name, steps[name]) for name in above}
    for written_one in value if isinstance(value, list) else [value]:
        if written_one and one.ask in PICKED:
            found.setdefault(written_one, f"{written_one}（不认识）")
    return list(found.items())
