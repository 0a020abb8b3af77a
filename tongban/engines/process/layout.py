"""Where each step stands in the drawing: rows by how far it is from the start, side by side what goes in parallel."""

from dataclasses import dataclass

from tongban.engines.process.definition import Process


@dataclass(frozen=True, slots=True)
class Place:
    """A step in a row, or (through=True) the line of an earlier step passing that row."""

    name: str
    row: int
    slot: int
    of: int
    through: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    places: tuple[Place, ...]
    links: tuple[tuple[Place, Place], ...]

    @property
    def rows(self) -> int:
        return 1 + max(place.row for place in self.places)

    @property
    def widest(self) -> int:
        return max(place.of for place in self.places)


def arrange(process: Process) -> Layout:
    """Rows from the longest way to each step; lines over several rows get a slot of their own in between."""
    after = direct(process)
    row = ranks(process)
    last = dict(row)
    for step in process:
        last.update({name: max(last[name], row[step.name]) for name in after[step.name]})
    table = _table(row, last, after)
    places = {
        (name, r): Place(name, r, slot, len(names), through=row[name] != r)
        for r, names in enumerate(table)
        for slot, name in enumerate(names)
    }
    links = [(places[name, r], places[name, r + 1]) for name in row for r in range(row[name], last[name] - 1)]
    links += [(places[name, row[step.name] - 1], places[step.name, row[step.name]])
              for step in process for name in after[step.name]]  # fmt: skip
    return Layout(tuple(places.values()), tuple(links))


def ranks(process: Process) -> dict[str, int]:
    """How far each step is from the start, by the longest way."""
    after = direct(process)
    row: dict[str, int] = {}
    for step in process:
        row[step.name] = 1 + max((row[name] for name in after[step.name]), default=-1)
    return row


def direct(process: Process) -> dict[str, tuple[str, ...]]:
    """Each step's `after` without those already implied by another, which would draw lines for nothing."""
    behind: dict[str, set[str]] = {}
    for step in process:
        behind[step.name] = set(step.after).union(*(behind[name] for name in step.after))
    return {
        step.name: tuple(a for a in step.after if not any(a in behind[b] for b in step.after))
        for step in process
    }  # fmt: skip


def _table(row: dict[str, int], last: dict[str, int], after: dict[str, tuple[str, ...]]) -> list[list[str]]:
    table: list[list[str]] = []
    written = list(row)
    for r in range(1 + max(row.values())):
        here = [name for name in row if row[name] == r or row[name] < r < last[name]]
        above = {name: slot for slot, name in enumerate(table[-1])} if table else {}

        def lean(name: str, above: dict[str, int] = above, r: int = r) -> tuple[float, int]:
            parents = [above[p] for p in (after[name] if row[name] == r else (name,)) if p in above]
            return (sum(parents) / len(parents) if parents else 0.0, written.index(name))

        table.append(sorted(here, key=lean))
    return table
