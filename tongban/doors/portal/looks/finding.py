"""Facets (分面): how many items each choice would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.registers.places import queries as places
from tongban.watch.search.kinds import Hit

AUDIENCES = {"person": "个人办事", "company": "企业办事"}


@dataclass(frozen=True)
class Asked:
    """What somebody is looking for."""

    q: str = ""
    audience: str = ""
    theme: str = ""
    department: str = ""
    area: str = ""
    sort: str = ""

    def address(self, **changes: str) -> str:
        """The list with some choices changed; a theme belongs to its audience and goes with it."""
        now = {"q": self.q, "audience": self.audience, "theme": self.theme, "department": self.department,
               "area": self.area, "sort": self.sort} | changes
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


Row = tuple[tuple[str, ...], tuple[str, ...], str, str]


def facets(asked: Asked, hits: Sequence[Hit] | None = None) -> dict[str, list[Facet]]:
    """The choices of each kind, with the number of items they would leave: of what was found, or of everything."""
    rows = _rows() if hits is None else [(hit.audiences, hit.themes, hit.owner, hit.area) for hit in hits]
    return {
        "服务对象": _audiences(asked, rows), "主题": _themes(asked, rows), "部门": _departments(asked, rows),
        "办理区域": _areas(asked, rows),
    }  # fmt: skip


def fitting(asked: Asked, hits: Sequence[Hit]) -> list[Hit]:
    """What was found, as far as it fits every choice."""
    return [hit for hit in hits if _fits(asked, (hit.audiences, hit.themes, hit.owner, hit.area), "")]


def _rows() -> list[Row]:
    columns = catalogue.offered().values_list("audiences", "themes", "owner_code", "area")
    return [(tuple(a), tuple(t), o, area) for a, t, o, area in columns]


def _fits(asked: Asked, row: Row, but: str) -> bool:
    audiences, themes, owner, area = row
    wanted = {f"{a}:{asked.theme}" for a in ((asked.audience,) if asked.audience else AUDIENCES)}
    return (
        (but == "audience" or not asked.audience or asked.audience in audiences)
        and (but == "theme" or not asked.theme or bool(wanted & set(themes)))
        and (but == "department" or not asked.department or asked.department == owner)
        and (but == "area" or not asked.area or area.startswith(asked.area))
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
    return replace(asked, audience=audience, theme=theme).address()


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


def _areas(asked: Asked, rows: Iterable[Row]) -> list[Facet]:
    """Where it is offered; only where something is not offered in the whole city."""
    counts = Counter(row[3] for row in rows if row[3] and _fits(asked, row, "area"))
    return [
        Facet(
            places.name_path(code), many, asked.address(area="" if asked.area == code else code), asked.area == code
        )
        for code, many in counts.most_common(20)
    ]


def chosen(asked: Asked, facets: dict[str, list[Facet]]) -> list[Facet]:
    """What was chosen, each with the address that takes it back."""
    return [one for choices in facets.values() for one in choices if one.chosen]


def department_name(code: str) -> str:
    """A department by its name; its code when the register does not know it."""
    try:
        return identity.department(code).name
    except Refusal:
        return code
