"""A chunk of rows taken in: judged, held against what is there; what does not fit goes to quarantine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from tongban.engines.tables.headings import Heading, parts
from tongban.engines.tables.lines import Line
from tongban.registers.inventory import landing
from tongban.registers.inventory.judging import judge
from tongban.registers.inventory.kinds import Fault, Judged
from tongban.registers.inventory.models import Entry, Held, Run, Sighting

Placed = tuple[int, Heading, Line]
MOST_DOUBTS = 200


@dataclass
class Taken:
    """What came of a chunk."""

    new: int = 0
    changed: int = 0
    same: int = 0
    wrong: int = 0
    doubtful: int = 0
    doubts: list[dict[str, object]] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)


@dataclass
class _Chunk:
    run: Run
    entries: dict[tuple[str, str], Entry]
    seen: dict[str, Sighting]
    landing: list[tuple[int | None, Judged]] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)


def take(run: Run, rows: Sequence[Placed]) -> Taken:
    """Deal with a chunk of a run inside the verb's transaction; a run that only looks writes no version."""
    judged = [(place, heading, line, [judge(part) for part in parts(heading, line)]) for place, heading, line in rows]
    every = [one for *_, several in judged for one in several if not one.wrong]
    seen = Sighting.objects.filter(run=run, key__in={_sight(one) for one in every})
    chunk = _Chunk(run, landing.known(every), {row.key: row for row in seen})
    for place, heading, line, several in judged:
        _one(chunk, place, heading, line, several)
    Sighting.objects.bulk_create(chunk.sightings)
    Held.objects.bulk_create(chunk.held, ignore_conflicts=True)  # the same row of the same file is held once
    if chunk.landing:
        source = landing.Source(run.asked_by, run.reason, run)
        versions = landing.land(chunk.landing, source, chunk.entries)
        chunk.taken.versions = [version.digest for version in versions]
    return chunk.taken


def held_row(run: Run, place: int, heading: Heading, line: Line, faults: Sequence[Fault]) -> Held:
    """A row as quarantine keeps it: whole, with where it stood and what is against it."""
    return Held(
        run=run, file=run.file, place=place, sheet=line.sheet, row=line.row, table=heading.table.name,
        heading=[[name, *heading.columns.get(name, ("", ""))] for name in heading.names], cells=dict(line.cells),
        faults=[fault.kept for fault in faults], state="seen" if run.dry else "open",
    )  # fmt: skip


def _one(chunk: _Chunk, place: int, heading: Heading, line: Line, several: list[Judged]) -> None:
    taken = chunk.taken
    faults = [fault for one in several for fault in one.wrong] or _twice(chunk, several)
    if faults:
        taken.wrong += 1
        chunk.held.append(held_row(chunk.run, place, heading, line, faults))
        return
    doubts = [fault for one in several for fault in one.doubts]
    said = [*line.notes, *(fault.sentence for fault in doubts)]
    if said:
        taken.doubtful += 1
        taken.doubts += [{"sheet": line.sheet, "row": line.row, "sentence": sentence} for sentence in said]
    outcomes = [_outcome(chunk, place, line, one) for one in several]
    outcome = "new" if "new" in outcomes else "changed" if "changed" in outcomes else "same"
    setattr(taken, outcome, getattr(taken, outcome) + 1)


def _outcome(chunk: _Chunk, place: int, line: Line, one: Judged) -> str:
    sight, digest = _sight(one), landing.digest_of(one.elements)
    if sight in chunk.seen:
        return "same"  # it stood in this file before, word for word
    met = Sighting(run=chunk.run, key=sight, digest=digest, row=line.row, sheet=line.sheet)
    chunk.seen[sight] = met
    chunk.sightings.append(met)
    entry = chunk.entries.get((one.table, one.key))
    if entry is not None and entry.digest == digest:
        return "same"
    if not chunk.run.dry:
        chunk.landing.append((place, one))
    return "changed" if entry is not None else "new"


def _twice(chunk: _Chunk, several: list[Judged]) -> list[Fault]:
    found = []
    for one in several:
        met = chunk.seen.get(_sight(one))
        if met is not None and met.digest != landing.digest_of(one.elements):
            where = f"“{met.sheet}”第 {met.row} 行" if met.sheet else f"第 {met.row} 行"
            found.append(Fault(one.table, "", f"与{where}是同一条（编码相同），但内容不同，不知道以哪一行为准。"))
    return found


def _sight(one: Judged) -> str:
    return hashlib.sha256(f"{one.table}\x00{one.key}".encode()).hexdigest()


def mapped(heading: Sequence[Sequence[str]]) -> dict[str, tuple[str, str]]:
    """A heading as quarantine keeps it, as the engine reads it."""
    return {name: (table, column) for name, table, column in heading if table}
