"""A draft and a newer edition of its item (事项更新): what changes for this applicant, and how he is brought over."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongban.engines.forms import Field, look_up
from tongban.engines.forms.field import put
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import Definition
from tongban.work.cases import sources, writing
from tongban.work.cases.facts import facts_of
from tongban.work.cases.models import Case

if TYPE_CHECKING:
    from tongban.registers.catalogue.models import Edition

SHAPE = (
    "type", "label", "required", "min", "max", "decimals", "length", "pattern", "options", "parts", "locked", "unit",
)  # fmt: skip
"""What of a field, when it differs, is another question to people."""


@dataclass(frozen=True)
class Difference:
    """What a newer edition means for one draft, in words."""

    edition: Any
    note: str
    added: tuple[str, ...]
    removed: tuple[tuple[str, str], ...]  # label, what was answered
    changed: tuple[str, ...]
    materials_added: tuple[str, ...]
    materials_removed: tuple[str, ...]
    fee: tuple[str, str] | None
    limits: tuple[tuple[str, str, str], ...]  # name, before, after

    @property
    def nothing(self) -> bool:
        """Whether nothing of it concerns this applicant."""
        lists = (self.added, self.removed, self.changed, self.materials_added, self.materials_removed, self.limits)
        return not any(lists) and self.fee is None


def newer(case: Case) -> Edition | None:
    """The edition in force, where a draft stands under another one; None while the item is not offered."""
    if case.state != "draft":
        return None
    with suppress(Refusal):
        found = catalogue.edition_in_force(case.item_code)
        return found if found.pk != case.edition_id else None
    return None


def difference(case: Case, edition: Edition) -> Difference:
    """What changes for this applicant, by what he has answered so far."""
    old, new, facts = case.definition, catalogue.definition(edition.pk), facts_of(case)
    before = {f.name: f for f in old.form.asked(facts)}
    after = {f.name: f for f in new.form.asked(facts)}
    was, will = ({m.code: m.title for m in d.asked_materials(facts)} for d in (old, new))
    return Difference(
        edition=edition, note=edition.note,
        added=tuple(f.label for n, f in after.items() if n not in before),
        removed=tuple(
            (f.label, sources.said(case, n, look_up(case.data, n)))
            for n, f in before.items()
            if n not in new.form.fields
        ),
        changed=tuple(f.label for n, f in after.items() if n in before and _another(before[n], f)),
        materials_added=tuple(title for code, title in will.items() if code not in was),
        materials_removed=tuple(title for code, title in was.items() if code not in will),
        fee=_fees(old, new, facts), limits=tuple(_limits(old, new)),
    )


def _another(old: Field, new: Field) -> bool:
    return any(getattr(old, key) != getattr(new, key) for key in SHAPE)


def _fees(old: Definition, new: Definition, facts: Mapping[str, Any]) -> tuple[str, str] | None:
    before, after = old.fee_due(facts), new.fee_due(facts)
    said = [f"{fee} 元" if fee else "不收费" if fee == 0 else "按标准计算" for fee in (before, after)]
    return (said[0], said[1]) if before != after or old.fee.standard != new.fee.standard else None


def _limits(old: Definition, new: Definition) -> list[tuple[str, str, str]]:
    pairs = (
        ("法定办结时限", old.limits.statute, new.limits.statute),
        ("承诺办结时限", old.limits.promise, new.limits.promise),
        ("补正时限", old.limits.supply, new.limits.supply),
    )
    return [(name, a.zh if a else "无", b.zh if b else "无") for name, a, b in pairs if a != b]


def bring_up(case: Case, edition: Edition) -> list[str]:
    """Take the draft over: answers that fit stay, what no longer fits stays as typed, what is not asked is laid aside.

    Returns the names of what was laid aside.
    """
    old, new = case.definition, catalogue.definition(edition.pk)
    raw: dict[str, Any] = {**old.form.flat(case.data), **case.raw}
    aside = [n for n in old.form.fields if n not in new.form.fields and look_up(case.data, n) is not None]
    for name in aside:
        case.aside = [*case.aside, {
            "name": name, "label": old.form.fields[name].label, "edition": case.edition.number,
            "text": sources.said(case, name, look_up(case.data, name)), "at": time.now().isoformat(),
        }]  # fmt: skip
    case.edition = edition
    data: dict[str, Any] = {}
    kept: dict[str, Any] = {}
    for name, one in new.form.fields.items():
        typed = {k: v for k, v in raw.items() if writing.belongs(k, name)}
        value, wrongs = one.kind.take(typed, one, time.today())
        if value is not None:
            put(data, name, value)
        elif wrongs:
            kept |= typed
    case.data, case.raw = data, kept
    case.origins = {n: noted for n, noted in case.origins.items() if look_up(data, n) is not None}
    pages = {page.name for page in new.form.pages}
    case.saved_pages = [page for page in case.saved_pages if page in pages]
    writing.prefill(case)
    return aside
