"""The list of what is offered: what one may choose and how many items that would leave (分面), and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from functools import lru_cache
from urllib.parse import urlencode

from tongban.engines import terms
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue.kinds import THEMES
from tongban.registers.catalogue.queries import Choice
from tongban.registers.identity import queries as identity
from tongban.registers.places import queries as places
from tongban.watch.indicators import queries as figures
from tongban.watch.ratings import queries as ratings
from tongban.watch.search.kinds import Hit

AUDIENCES = {"person": "个人办事", "company": "企业办事"}
ONLINE = {"yes": "可在线办", "no": "只在窗口办"}
VISITS = {"0": "一次不跑", "1": "跑一次", "2": "跑两次以上"}
FEE = {"free": "不收费", "charged": "收费"}
SORTS = {"used": "最常办", "days": "办得最快", "rating": "评价最好", "name": "名称"}
LATELY, FRESH = timedelta(days=90), 600.0  # which cases count as use, and for how many seconds the count is kept


@dataclass(frozen=True)
class Asked:
    """What somebody is looking for."""

    q: str = ""
    audience: str = ""
    theme: str = ""
    department: str = ""
    area: str = ""
    online: str = ""
    visits: str = ""
    fee: str = ""
    sort: str = ""

    def address(self, **changes: str) -> str:
        """The list with some choices changed; a theme belongs to its audience and goes with it."""
        now = {one.name: getattr(self, one.name) for one in fields(self)} | changes
        if "audience" in changes and changes["audience"] != self.audience and "theme" not in changes:
            now["theme"] = ""
        return f"/services/?{urlencode({k: v for k, v in now.items() if v})}".removesuffix("?")

    def with_(self, name: str, value: str) -> Facet:
        """One choice, without its label and count: chosen, it leads back."""
        chosen = getattr(self, name) == value
        return Facet("", 0, self.address(**{name: "" if chosen else value}), chosen)


@dataclass(frozen=True)
class Facet:
    """One choice."""

    label: str
    count: int
    address: str
    chosen: bool


ASKS: dict[str, Callable[[Asked, Choice], bool]] = {
    "audience": lambda a, row: a.audience in row.audiences,
    "theme": lambda a, row: any(f"{one}:{a.theme}" in row.themes for one in _halves(a)),
    "department": lambda a, row: a.department == row.owner,
    "area": lambda a, row: row.area.startswith(a.area),
    "online": lambda a, row: a.online == _online(row),
    "visits": lambda a, row: a.visits == _visits(row),
    "fee": lambda a, row: a.fee == _fee(row),
}


def _halves(asked: Asked) -> tuple[str, ...]:
    return (asked.audience,) if asked.audience else tuple(AUDIENCES)


def _online(row: Choice) -> str:
    return "yes" if row.online else "no"


def _visits(row: Choice) -> str:
    return str(min(row.visits, 2))


def _fee(row: Choice) -> str:
    return "charged" if row.charged else "free"


def fits(asked: Asked, row: Choice, but: str = "") -> bool:
    """Whether an item fits every choice, one of them left aside."""
    return all(not getattr(asked, name) or name == but or ask(asked, row) for name, ask in ASKS.items())


def facets(asked: Asked, rows: Sequence[Choice]) -> dict[str, list[Facet]]:
    """The choices of each kind, with the number of items they would leave."""
    return {
        "服务对象": _fixed(asked, rows, "audience", AUDIENCES, lambda row: row.audiences),
        "主题": _themes(asked, rows), "部门": _departments(asked, rows), "办理区域": _areas(asked, rows),
        "办理方式": _fixed(asked, rows, "online", ONLINE, lambda row: (_online(row),)),
        "跑动次数": _fixed(asked, rows, "visits", VISITS, lambda row: (_visits(row),)),
        "收费": _fixed(asked, rows, "fee", FEE, lambda row: (_fee(row),)),
    }  # fmt: skip


def narrowing(facets: dict[str, list[Facet]], many: int) -> dict[str, list[Facet]]:
    """Without the kinds that would leave all ``many`` of them, whatever one chose: a choice that chooses nothing."""
    return {
        name: choices for name, choices in facets.items()
        if any(one.chosen or one.count < many for one in choices)
    }  # fmt: skip


def chosen(asked: Asked, facets: dict[str, list[Facet]]) -> list[Facet]:
    """What was chosen, each with the address that takes it back."""
    return [one for choices in facets.values() for one in choices if one.chosen]


def _counts(
    asked: Asked, rows: Iterable[Choice], name: str, of: Callable[[Choice], Iterable[str]]
) -> Counter[str]:
    return Counter(value for row in rows if fits(asked, row, name) for value in of(row))


def _facet(asked: Asked, name: str, value: str, label: str, count: int) -> Facet:
    bare = asked.with_(name, value)
    return Facet(label, count, bare.address, bare.chosen)


def _fixed(
    asked: Asked, rows: Iterable[Choice], name: str, labels: Mapping[str, str], of: Callable[[Choice], Iterable[str]]
) -> list[Facet]:
    counts = _counts(asked, rows, name, of)
    return [
        _facet(asked, name, code, label, counts[code])
        for code, label in labels.items() if counts[code] or getattr(asked, name) == code
    ]  # fmt: skip


def _themes(asked: Asked, rows: Iterable[Choice]) -> list[Facet]:
    """The themes of people, then those of companies; where both have one of the same name, it says whose it is."""
    counts = _counts(asked, rows, "theme", lambda row: row.themes)
    found, halves = [], _halves(asked)
    names = Counter(
        label for half in halves for code, label in THEMES.get(half, {}).items() if counts[f"{half}:{code}"]
    )
    for audience in halves:
        for code, label in THEMES.get(audience, {}).items():
            is_chosen = asked.theme == code
            if many := counts[f"{audience}:{code}"]:
                address = asked.address(theme="") if is_chosen else asked.address(audience=audience, theme=code)
                whose = f"（{AUDIENCES[audience].removesuffix('办事')}）" if names[label] > 1 else ""
                found.append(Facet(f"{label}{whose}", many, address, is_chosen))
    return found


def _departments(asked: Asked, rows: Iterable[Choice]) -> list[Facet]:
    counts = _counts(asked, rows, "department", lambda row: (row.owner,))
    names = identity.department_names(counts)
    return [_facet(asked, "department", code, names.get(code, code), many) for code, many in counts.most_common()]


def _areas(asked: Asked, rows: Iterable[Choice]) -> list[Facet]:
    """Where it is offered; only where something is not offered in the whole city."""
    counts = _counts(asked, rows, "area", lambda row: (row.area,) if row.area else ())
    return [_facet(asked, "area", code, places.name_path(code), many) for code, many in counts.most_common(20)]


def every(asked: Asked, rows: Iterable[Choice]) -> list[Choice]:
    """What fits every choice, in the order asked for: what people ask for most, where none is."""
    return _ordered([row for row in rows if fits(asked, row)], asked.sort or "used")


def among(asked: Asked, hits: Sequence[Hit], rows: Mapping[str, Choice]) -> list[Hit]:
    """What was found, as far as it fits every choice, in the order asked for: as it came, where none is."""
    found = {hit.key: hit for hit in hits if hit.key in rows and fits(asked, rows[hit.key])}
    if asked.sort not in SORTS:
        return list(found.values())
    return [found[row.code] for row in _ordered([rows[key] for key in found], asked.sort)]


def _ordered(rows: list[Choice], sort: str) -> list[Choice]:
    uses = _uses()
    keys: dict[str, Callable[[Choice], tuple[object, ...]]] = {
        "used": lambda row: (-uses.get(row.code, 0), row.code),
        "days": lambda row: (row.minutes, -uses.get(row.code, 0), row.code),
        "rating": lambda row: (-rated().get(row.code, (0.0, 0))[0], -uses.get(row.code, 0), row.code),
        "name": lambda row: (_sound(row.title), row.code),
    }
    return sorted(rows, key=keys.get(sort, keys["used"]))  # type: ignore[arg-type]


_kept: list[tuple[float, dict[str, int]]] = []


def _uses() -> dict[str, int]:
    """How often each item was asked for lately; the same for everybody, so kept for a while."""
    if not _kept or time.ticking() - _kept[0][0] > FRESH:
        _kept[:] = [(time.ticking(), figures.busiest(time.today() - LATELY))]
    return _kept[0][1]


_rated: list[tuple[float, dict[str, tuple[float, int]]]] = []


def rated() -> dict[str, tuple[float, int]]:
    """Average level and number of ratings by item; the same for everybody, so kept for a while."""
    if not _rated or time.ticking() - _rated[0][0] > FRESH:
        _rated[:] = [(time.ticking(), ratings.of_items())]
    return _rated[0][1]


def satisfaction() -> tuple[float, int]:
    """Average level of all ratings, and how many there are."""
    many = sum(count for _, count in rated().values())
    return (sum(mean * count for mean, count in rated().values()) / many if many else 0.0), many


def asked_lately(code: str) -> int:
    """How many applications for an item there were in the last ninety days."""
    return _uses().get(code, 0)


def hottest(limit: int) -> list[str]:
    """The items asked for most lately, by their codes."""
    return sorted(_uses(), key=lambda code: (-_uses()[code], code))[:limit]


@lru_cache(maxsize=8192)
def _sound(title: str) -> tuple[str, ...]:
    return tuple(terms.syllables(terms.plain(title)))


def fitting(asked: Asked, hits: Sequence[Hit]) -> list[Hit]:
    """Packages that were found, as far as they fit; what is asked of one item alone leaves them out."""
    if asked.online or asked.visits or asked.fee:
        return []
    return [hit for hit in hits if fits(asked, _as_choice(hit))]


def _as_choice(hit: Hit) -> Choice:
    return Choice(hit.key, hit.title, hit.audiences, hit.themes, hit.owner, hit.area, True, 0, False, 0)


def department_name(code: str) -> str:
    """A department by its name; its code when the register does not know it."""
    try:
        return identity.department(code).name
    except Refusal:
        return code
