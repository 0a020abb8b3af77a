"""An item on its way to publication: pasted text or a packaged folder, read and held against its own examples."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tongban.engines import process
from tongban.registers.catalogue import queries
from tongban.registers.catalogue.errors import BadItem, NoSuchItem
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.identity import queries as identity

FILE = "粘贴的内容"
ROOT = Path(__file__).resolve().parents[3] / "items"
CONTEXT = 2


@dataclass(frozen=True)
class Complaint:
    """What is wrong, where, and the lines around it."""

    place: str
    line: int
    path: str
    sentence: str
    lines: list[tuple[int, str, bool]] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    """An item that is not published yet; `definition` is None while it cannot be read."""

    text: str
    folder: str
    definition: Definition | None
    complaints: list[Complaint]
    advice: list[Complaint]

    @property
    def good(self) -> bool:
        return self.definition is not None and not self.complaints


def packaged() -> list[str]:
    """The item folders that came with this installation."""
    return [str(one.relative_to(ROOT)) for one in queries.folders(ROOT)]


def of_text(text: str) -> Draft:
    """A draft from one YAML text."""
    return _draft(queries.judge_text(text, FILE), text, "")


def of_folder(name: str) -> Draft:
    """A draft from a packaged folder, by its name in the list."""
    if name not in packaged():
        raise NoSuchItem("没有这个事项文件夹。", next_step="请从列表中重新选择。")
    return _draft(queries.judge_folder(ROOT / name), "", name)


def text_of(code: str) -> str:
    """The newest edition of an item as YAML, to be changed and published again."""
    current = queries.item(code).current
    if current is None:
        raise NoSuchItem
    return str(yaml.safe_dump(current.definition.mapping, allow_unicode=True, sort_keys=False, width=120))


def steps(definition: Definition) -> str:
    """The drawing of its process."""
    desks = {desk.code: desk.title for desk in identity.desks()}
    return process.svg(definition.process, title=f"{definition.title.zh}办理流程", desks=desks)


def _draft(judged: Any, text: str, name: str) -> Draft:
    wrong = [_complaint(bad, text) for bad in judged.problems]
    return Draft(text, name, judged.definition, wrong, [_complaint(bad, text) for bad in judged.advice])


def _complaint(bad: BadItem, text: str = "") -> Complaint:
    return Complaint(_inside(bad.file), bad.line, bad.path, bad.sentence, around(text, bad.line))


def around(text: str, line: int) -> list[tuple[int, str, bool]]:
    """The lines about one, each with its number and whether it is the one; none where it has no place."""
    written, first = text.splitlines(), max(0, line - 1 - CONTEXT)
    return [(n + 1, written[n], n + 1 == line) for n in range(first, min(len(written), line + CONTEXT)) if line]


def _inside(file: str) -> str:
    """Where, without the paths of this machine."""
    try:
        return str(Path(file).relative_to(ROOT))
    except ValueError:
        return file


