"""Facets (分面): how many items each choice would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity

AUDIENCES = {"person": "个人办事", "company": "企业办事"}


@dataclass(frozen=True)
class Asked:
    """What somebody is looking for."""

    q: str = ""
    audience: str = ""
    theme: str = ""
    department: str = ""

    def address(self, **changes: str) -> str:
        """The list with some choices changed; a theme belongs to its audience and goes with it."""
        now = {"q": self.q, "audience": self.audience, "theme": self.theme, "department": self.department} | changes
        if "audience" in changes and changes["audience"] != self.audience:
            now["theme"] = ""
        return f"/services/?{urlencode({k: v for k, v in now.items() if v})}".removesuffix("?")


@dataclass(frozen=True)
class Facet:
    """One choice."""

    label: str
    count: int
    address: str
    chosen: bool


Row = tuple[tuple[str, ...], tuple[str, ...], str]


def facets(asked: Asked) -> dict[str, list[Facet]]:
    """The choices of each kind, with the number of items they would leave."""
    rows = _rows(asked.q)
    return {
        "服务对象": _audiences(asked, rows), "主题": _themes(asked, rows), "部门": _departments(asked, rows),
    }  # fmt: skip


def _rows(q: str) -> list[Row]:
    if q.strip():
        return [(tuple(i.audiences), tuple(i.themes), i.owner_code) for i in catalogue.items(q=q, limit=100)]
    return [(tuple(a), tuple(t), o) for a, t, o in catalogue.offered().values_list("audiences", "themes", "owner_code")]


def _fits(asked: Asked, row: Row, but: str) -> bool:
    audiences, themes, owner = row
    wanted = {f"{a}:{asked.theme}" for a in ((asked.audience,) if asked.audience else AUDIENCES)}
    return (
        (but == "audience" or not asked.audience or asked.audience in audiences)
        and (but == "theme" or not asked.theme or bool(wanted & set(themes)))
        and (but == "department" or not asked.department or asked.department == owner)
    )


def _audiences(asked: Asked, rows: Iterable[Row]) -> list[Facet]:
    counts = Counter(a for row in rows if _fits(asked, row, "audience") for a in row[0])
    return [
        Facet(
            label, counts[code], asked.address(audience="" if asked.audience == code else code), asked.audience == code
        )
        for code, label in AUDIENCES.items()
        if counts[code] or asked.audience == code
    ]


def _themes(asked: Asked, rows: Iterable[Row]) -> list[Facet]:
    counts = Counter(theme for row in rows if _fits(asked, row, "theme") for theme in row[1])
    found = []
    for audience in (asked.audience,) if asked.audience else AUDIENCES:
        for theme in catalogue.themes(audience):
            chosen = asked.theme == theme.code and asked.audience in ("", audience)
            if count := counts[f"{audience}:{theme.code}"]:
                address = asked.address(audience=audience) if chosen else _theme_address(asked, audience, theme.code)
                found.append(
                    Facet(theme.name, count, address.replace(f"&theme={theme.code}", "") if chosen else address, chosen)
                )
    return found


def _theme_address(asked: Asked, audience: str, theme: str) -> str:
    return Asked(asked.q, audience, theme, asked.department).address()


def _departments(asked: Asked, rows: Iterable[Row]) -> list[Facet]:
    counts = Counter(row[2] for row in rows if _fits(asked, row, "department"))
    names = identity.department_names(counts)
    return [
        Facet(
            names.get(code, code),
            count,
            asked.address(department="" if asked.department == code else code),
            asked.department == code,
        )
        for code, count in counts.most_common()
    ]


def department_name(code: str) -> str:
    """A department by its name; its code when the register does not know it."""
    try:
        return identity.department(code).name
    except Refusal:
        return code
