"""An entry added, changed or ended by hand, each with a reason: a new version, never another text for an old one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tongban.engines.tables.catalogue import LIBRARY_TABLES
from tongban.engines.tables.headings import Part
from tongban.engines.tables.lines import plain
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.kernel.text import storable
from tongban.registers.inventory import landing, permits
from tongban.registers.inventory.errors import EntryEndedAlready, EntryExists, NoSuchEntry, SameContent
from tongban.registers.inventory.events import EntryAdded, EntryChanged, EntryEnded
from tongban.registers.inventory.judging import judge
from tongban.registers.inventory.kinds import Judged
from tongban.registers.inventory.models import Entry, Version
from tongban.registers.ledger.actions import action, record


@action
def add_entry(actor: Actor, table: str, elements: Mapping[str, str], *, reason: str) -> Entry:
    """Add an entry to a table (新增条目). Raises `EntryExists`, `Invalid` with what is wrong column by column."""
    permits.require_arrange(actor)
    landing.one_at_a_time()
    said, judged = reasoned(reason), judged_or_refused(table, elements)
    if landing.known([judged]):
        raise EntryExists
    entry = _landed(actor, judged, said, {})
    record(actor, EntryAdded(entry.subject, table, entry.key, entry.digest, said))
    return entry


@action
def change_entry(actor: Actor, entry_id: int, elements: Mapping[str, str], *, reason: str) -> Entry:
    """Say something else of an entry, from ``plan_effective_date`` or today on (修改条目). Its key stays."""
    permits.require_arrange(actor)
    entry = _locked(entry_id)
    said, judged = reasoned(reason), judged_or_refused(entry.table, elements)
    if judged.key != entry.key:
        raise Invalid("编码和名称等标识一条的内容不能修改。", next_step="请取消这一条，再用新的编码新增一条。")
    if landing.digest_of(judged.elements) == entry.digest:
        raise SameContent
    entry = _landed(actor, judged, said, {(entry.table, entry.key): entry})
    start = (judged.effective or time.today()).isoformat()
    record(actor, EntryChanged(entry.subject, entry.number, entry.digest, start, said))
    return entry


@action
def end_entry(actor: Actor, entry_id: int, on: date, *, reason: str) -> Entry:
    """Cancel an entry from a day on (取消条目); what it said stays to be read."""
    permits.require_arrange(actor)
    entry = _locked(entry_id)
    said = reasoned(reason)
    if entry.state == "3":
        raise EntryEndedAlready
    newest = Version.objects.get(entry=entry, number=entry.number)
    if on < newest.in_force_from:
        raise Invalid(f"取消日期不能早于现行版本的生效日期 {newest.in_force_from:%Y-%m-%d}。")
    ended = {**newest.elements, "plan_cancel_date": on.isoformat()}
    if "task_state" in LIBRARY_TABLES[entry.table].names:
        ended["task_state"] = "3"
    judged = judge(Part(entry.table, ended, {}))
    entry = _landed(actor, judged, said, {(entry.table, entry.key): entry})
    if entry.state != "3":  # a table without a state of its own
        Entry.objects.filter(pk=entry.pk).update(state="3")
        entry.state = "3"
    record(actor, EntryEnded(entry.subject, entry.number, on.isoformat(), said))
    return entry


def judged_or_refused(table: str, elements: Mapping[str, str]) -> Judged:
    """The row as it would be kept; raises `Invalid` naming every column that is wrong."""
    if table not in LIBRARY_TABLES:
        raise Invalid("没有这张表。")
    values, troubles = {}, {}
    for name, value in elements.items():
        values[name], trouble = plain(str(value))
        if trouble:
            troubles[name] = trouble
    judged = judge(Part(table, values, troubles))
    if judged.wrong:
        problems = [{"field": fault.column, "sentence": fault.sentence} for fault in judged.wrong]
        raise Invalid("".join(fault.sentence for fault in judged.wrong[:3]), problems=problems)
    return judged


def reasoned(reason: str) -> str:
    said = storable(reason).strip()[:500]
    if not said:
        sentence = "请写明原因，它会留在版本记录中。"
        raise Invalid(sentence, problems=[{"field": "reason", "sentence": sentence}])
    return said


def _landed(actor: Actor, judged: Judged, reason: str, entries: dict[tuple[str, str], Entry]) -> Entry:
    (version,) = landing.land([(None, judged)], landing.Source(actor.principal, reason), entries)
    return version.entry


def _locked(entry_id: int) -> Entry:
    landing.one_at_a_time()
    entry = Entry.objects.select_for_update().filter(pk=entry_id).first()
    if entry is None:
        raise NoSuchEntry
    return entry
