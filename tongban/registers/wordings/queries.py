"""Questions to the wordings: which words are in force, which kinds there are, what a text would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from tongban.kernel.text import storable
from tongban.registers.wordings import reading
from tongban.registers.wordings.errors import NoSuchWording
from tongban.registers.wordings.kinds import SECTIONS, Complaint, Wording
from tongban.registers.wordings.models import Version


@dataclass(frozen=True)
class Kind:
    """A kind of notice as the list shows it."""

    code: str
    name: str
    served: str
    city: Version | None  # the newest version of the whole city, in force or stepped back
    departments: tuple[str, ...]  # that have words of their own
    overtaken: bool = False  # a version no longer keeps what is locked


@dataclass(frozen=True)
class Change:
    """One place where two wordings differ; None where one of them says nothing."""

    path: str
    before: Any
    after: Any

    @property
    def label(self) -> str:
        """What it is called, for people."""
        return self.path

    @property
    def how(self) -> str:
        """Whether it was added, removed or changed."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


def in_force(kind: str, department: str) -> Wording:
    """The words a notice of this kind is written with now: the department's, else the city's, else the built-in.

    One question; a text is read once per process.
    """
    found = {row.department: row for row in _newest(kind=kind, department__in=("", department))}
    for whose in (department, ""):
        row = found.get(whose)
        if row is not None and row.text and (read := _read(kind, row.digest, row.text, _named(row))) is not None:
            return read
    return builtin(kind)


def builtin(kind: str) -> Wording:
    """The words this kind comes with; raises `NoSuchWording`."""
    try:
        return reading.builtin(kind)
    except KeyError:
        raise NoSuchWording from None


def kinds() -> list[Kind]:
    """Every kind of notice, in the order of a case's life; one question."""
    newest: dict[str, dict[str, Version]] = {}
    for row in _newest():
        newest.setdefault(row.kind, {})[row.department] = row
    found = []
    for code in reading.every():
        rows, fixed = newest.get(code, {}), reading.builtin(code).fixed
        own = tuple(sorted(d for d, row in rows.items() if d and row.text))
        overtaken = any(row.text and wording_of(row) is None for row in rows.values())
        found.append(Kind(code, fixed.name, fixed.served, rows.get(""), own, overtaken))
    return found


def versions(kind: str) -> list[Version]:
    """Every version of a kind, the newest first, whoever's."""
    builtin(kind)
    return list(Version.objects.filter(kind=kind).order_by("-published_at", "-number"))


def version(version_id: UUID | str) -> Version:
    """One version; raises `NoSuchWording`."""
    try:
        return Version.objects.get(pk=UUID(str(version_id)))
    except (Version.DoesNotExist, ValueError):
        raise NoSuchWording from None


def newest(kind: str, department: str) -> Version | None:
    """The last version published for a department, or ("") the city."""
    rows = Version.objects.filter(kind=storable(kind), department=storable(department))
    return rows.order_by("-number").first()


def wording_of(row: Version) -> Wording | None:
    """What a version says; None where it steps back, or no longer keeps what is locked."""
    return _read(row.kind, row.digest, row.text, _named(row)) if row.text else None


def judge(kind: str, text: str) -> tuple[Wording | None, list[Complaint]]:
    """The wording a text would be, or everything that is wrong with it, each with its line."""
    builtin(kind)
    return reading.judge(kind, text)


def compare(before: Wording, after: Wording) -> list[Change]:
    """What changes from one wording to another, piece by piece."""
    a, b = _flat(before), _flat(after)
    return [Change(path, a.get(path), b.get(path)) for path in {**a, **b} if a.get(path) != b.get(path)]


def _flat(one: Wording) -> Mapping[str, str]:
    found = {"标题": one.title.source}
    for name, title in SECTIONS.items():
        for n, piece in enumerate(one.sections[name], 1):
            condition = f"（当 {piece.when.text} 时）" if piece.when else ""
            found[f"{title} {n}"] = f"{piece.label + '：' if piece.label else ''}{piece.say.source}{condition}"
    if one.contact.source:
        found["联系方式"] = one.contact.source
    return found


def _newest(**which: Any) -> Any:
    rows = Version.objects.filter(**which)
    return rows.order_by("kind", "department", "-number").distinct("kind", "department")


def _named(row: Version) -> str:
    return f"{row.department or '全市'} 第 {row.number} 版"


@lru_cache(maxsize=1024)
def _read(kind: str, digest: str, text: str, name: str) -> Wording | None:
    return reading.judge(kind, text, name)[0]
