"""Where the text of an item comes from, and what is wrong with it, ready to be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tongban.engines import process
from tongban.kernel.errors import Invalid
from tongban.registers.catalogue import queries
from tongban.registers.catalogue.errors import BadItem, NoSuchItem
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.identity import queries as identity
from tongban.work.revisions import queries as revisions

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


def packaged() -> list[str]:
    """The item folders that came with this installation."""
    return [str(one.relative_to(ROOT)) for one in queries.folders(ROOT)]


def folder_of(name: str) -> Path:
    """A packaged folder, by its name in the list."""
    if name not in packaged():
        raise NoSuchItem("没有这个事项文件夹。", next_step="请从列表中重新选择。")
    return ROOT / name


def text_of_folder(name: str) -> str:
    """A packaged folder as one text; raises `Invalid` where it cannot be read."""
    judged = queries.judge_folder(folder_of(name))
    if judged.definition is None:
        first = judged.problems[0]
        raise Invalid(f"这个事项文件夹读不懂：{_inside(first.file)} 第 {first.line} 行，{first.sentence}")
    return revisions.yaml_of(judged.definition.mapping)


def complaints(found: Iterable[BadItem], text: str) -> list[Complaint]:
    """What is wrong with a text, each with the lines around it."""
    return [Complaint(_inside(bad.file), bad.line, bad.path, bad.sentence, around(text, bad.line)) for bad in found]


def steps(definition: Definition) -> str:
    """The drawing of its process."""
    return drawing(definition.process, definition.title.zh)


def drawing(found: process.Process, title: str) -> str:
    """A process with the names of its desks."""
    desks = {desk.code: desk.title for desk in identity.desks()}
    return process.svg(found, title=f"{title}办理流程", desks=desks)


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


