"""A row in quarantine: put right and taken in, or dismissed with a reason."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.engines.tables.catalogue import LIBRARY_TABLES
from tongban.engines.tables.headings import Heading, parts
from tongban.engines.tables.lines import Line, plain
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.registers.inventory import landing, permits
from tongban.registers.inventory.actions.entries import reasoned
from tongban.registers.inventory.errors import NoSuchEntry, RowSettled
from tongban.registers.inventory.events import RowDismissed, RowMended
from tongban.registers.inventory.judging import judge
from tongban.registers.inventory.kinds import Judged
from tongban.registers.inventory.models import Held
from tongban.registers.inventory.taking import mapped
from tongban.registers.ledger.actions import action, record


@action
def mend_row(actor: Actor, held_id: int, cells: Mapping[str, str]) -> Held:
    """Put a row right and take it in (修正后导入); ``cells`` are heading → value. What it was stays beside it.

    Raises `Invalid` with what is still wrong, heading by heading.
    """
    permits.require_arrange(actor)
    landing.one_at_a_time()
    held = _locked(held_id)
    judged = _judged(held, cells)
    entries = landing.known(judged)
    changed = [one for one in judged if not _same(entries, one)]
    source = landing.Source(actor.principal, f"修正“{held.run.name}”第 {held.row} 行", held.run)
    versions = landing.land([(held.place, one) for one in changed], source, entries)
    _settle(actor, held, "mended")
    held.mended = {name: value for name, value in cells.items() if value}
    held.save()
    digest = landing.digest_of_all([version.digest for version in versions])
    record(actor, RowMended(held.subject, held.file, held.place, digest))
    return held


@action
def dismiss_row(actor: Actor, held_id: int, *, reason: str) -> Held:
    """Decide that a row will not be taken in (不予处理); it stays to be read, with the reason."""
    permits.require_arrange(actor)
    held = _locked(held_id)
    held.reason = reasoned(reason)
    _settle(actor, held, "dismissed")
    held.save()
    record(actor, RowDismissed(held.subject, held.file, held.place, held.reason))
    return held


def _judged(held: Held, cells: Mapping[str, str]) -> list[Judged]:
    values, troubles = {}, {}
    for name, value in cells.items():
        values[name], trouble = plain(str(value))
        if trouble:
            troubles[name] = trouble
    values = {name: value for name, value in values.items() if value}
    heading = Heading(LIBRARY_TABLES[held.table], mapped(held.heading), ())
    judged = [judge(part) for part in parts(heading, Line(held.sheet, held.row, values, troubles))]
    names = {where: name for name, where in mapped(held.heading).items()}
    problems = [
        {"field": names.get((fault.table, fault.column), fault.column), "sentence": fault.sentence}
        for one in judged for fault in one.wrong
    ]  # fmt: skip
    if problems:
        raise Invalid("".join(one["sentence"] for one in problems[:3]), problems=problems)
    return judged


def _same(entries: dict[tuple[str, str], landing.Entry], one: Judged) -> bool:
    entry = entries.get((one.table, one.key))
    return entry is not None and entry.digest == landing.digest_of(one.elements)


def _settle(actor: Actor, held: Held, state: str) -> None:
    held.state, held.settled_at, held.settled_by = state, time.now(), actor.name


def _locked(held_id: int) -> Held:
    held = Held.objects.select_for_update(of=("self",)).select_related("run").filter(pk=held_id).first()
    if held is None or held.state == "seen":
        raise NoSuchEntry
    if held.state != "open":
        raise RowSettled
    return held
