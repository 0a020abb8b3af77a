"""What of his own a giver lets somebody see (授权用数范围), in plain words: what the items use, and his licences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds.data import OWN, used
from tongban.registers.licences import queries as licences
from tongban.registers.mandates.kinds import RESULT
from tongban.registers.sources.kinds import resources


@dataclass(frozen=True)
class Choice:
    """One kind of data: its code, what people call it, why it is offered, and whether it was chosen."""

    code: str
    words: str
    why: str
    chosen: bool


def choices(actor: Actor, items: Iterable[str], chosen: Sequence[str]) -> list[Choice]:
    """What these items use of the giver, then the licences he holds besides."""
    found: dict[str, list[str]] = {}
    for code in dict.fromkeys(items):
        try:
            definition = catalogue.edition_in_force(code).definition
        except Refusal:
            continue
        for datum in used(definition):
            found.setdefault(datum, []).append(definition.title.zh)
    titles = {kind.code: kind.title for kind in licences.types()}
    rows = [
        Choice(code, words(code, titles), f"“{'”“'.join(names[:3])}”会用到", code in chosen)
        for code, names in found.items()
    ]
    held = dict.fromkeys(f"{licences.LET}{row.type.code}" for row in licences.page_of(actor))
    more = [Choice(code, words(code, titles), "您持有的证照", code in chosen) for code in held if code not in found]
    return [*rows, *more]


def words(code: str, titles: Mapping[str, str]) -> str:
    """What people call a kind of data."""
    kind, _, name = code.partition("/")
    if kind == "data":
        found = resources().get(name)
        return f"{found.title}（其他部门登记）" if found else name
    return OWN.get(code) or f"{titles.get(name, name)}（电子证照，可以查看并代为出示）"


def named(rows: Iterable[Any]) -> dict[Any, str]:
    """By mandate: what it lets be seen, in words; nothing where it sets no limit."""
    titles = {kind.code: kind.title for kind in licences.types()}
    return {
        row.pk: "、".join(words(one, titles) for one in row.data if not one.startswith(RESULT)) or "没有"
        for row in rows
        if row.data is not None
    }


def asked(said: Any, items: Sequence[str]) -> bool:
    """Whether the form in his hand showed the data of just these items."""
    return bool(said.get("asked_of", "") == ",".join(sorted(set(items))))
