"""What stands around a guide: how people rated it, how many asked for it, and what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.doors.portal.looks import finding, onpaper
from tongban.kernel import time
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.licences import queries as licences
from tongban.watch.ratings import queries as ratings

RELATED = 5
LEVELS = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}


@dataclass(frozen=True)
class Around:
    """Everything around one guide."""

    spread: list[tuple[str, int, int]]  # words of a level, how many gave it, in percent
    asked: int  # applications in the last ninety days
    packages: list[Any]
    related: list[Any]


_kept: dict[tuple[str, Any], tuple[float, Around]] = {}
_MOST = 1000  # guides that are kept in mind


def read(item: Any) -> Around:
    """Counted and looked up, nothing of it written by hand; the same for everybody, so kept for some minutes."""
    key, now = (item.code, item.current_id), time.ticking()
    if key not in _kept or now - _kept[key][0] > finding.FRESH:
        if len(_kept) >= _MOST:
            _kept.clear()
        _kept[key] = now, _read(item)
    return _kept[key][1]


def _read(item: Any) -> Around:
    counted = ratings.spread_of(item.code)
    total = sum(many for _, many in counted) or 1
    spread = [(LEVELS[level], many, round(100 * many / total)) for level, many in counted]
    packages = [one for one in catalogue.packages() if item.code in _members(one)]
    asked = finding.asked_lately(item.code)
    return Around(spread, asked, packages, _related(item, packages))


def _members(package: Any) -> list[str]:
    """The items that a package puts together."""
    return [member.item for member in package.current.package.members]


def _related(item: Any, packages: list[Any]) -> list[Any]:
    """What is done together with it, then what shares a theme, the most asked for first."""
    together = [code for one in packages for code in _members(one)]
    rows = {row.code: row for row in catalogue.choices()}
    mine = set(rows[item.code].themes) if item.code in rows else set()
    alike = [row.code for row in finding.every(finding.Asked(), rows.values()) if mine & set(row.themes)]
    codes = [code for code in dict.fromkeys([*together, *alike]) if code != item.code and code in rows][:RELATED]
    found = {one.code: one for one in catalogue.items_by_code(codes)}
    return [found[code] for code in codes if code in found]


def specimen(definition: Definition) -> Mapping[str, Any] | None:
    """What is given, as it will look (结果样本), filled with the answers of the sample form; None for no licence."""
    kind = licences.type_of(definition.gives.licence) if definition.gives.licence else None
    if kind is None:
        return None
    return {
        "title": kind.title, "number": "样本", "identifier": "样本", "agency": kind.issuer,
        "rows": [[label, _said(definition, code)] for code, label in kind.labels],
        "validity": definition.gives.valid.zh if definition.gives.valid else "", "date": time.today().isoformat(),
        "watermark": "样本",
    }


def _said(definition: Definition, code: str) -> str:
    """What a sample says in one field of the licence: what the form's own sample says where the field comes from it."""
    source = dict(definition.gives.fields).get(code)
    field = next((definition.form.fields[n] for n in definition.form.fields if source and n in source.names()), None)
    return onpaper.sample(field) if field else "（示例）"
