"""Pre-review by machine (智能预审): the item's points of examination and what was read from the documents, as one list.

It advises and never decides: a point that failed is explained, one that could not be decided is left to the window.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tongban.engines import reading
from tongban.kernel import time
from tongban.kernel.once import once_a_page
from tongban.registers.catalogue.kinds import Reads
from tongban.registers.materials import queries as materials
from tongban.registers.readings import queries as readings
from tongban.registers.readings.kinds import PATIENCE, State
from tongban.work.cases.facts import facts_of
from tongban.work.cases.kinds import OPEN_POINT, Overruled, Point, Slot, Summary
from tongban.work.cases.models import Case

if TYPE_CHECKING:
    from tongban.registers.materials.models import Material
    from tongban.registers.readings.models import Reading

Facts = Mapping[str, Any]

@dataclass(frozen=True)
class Seen:
    """One handed-in document: whether it was read yet, and what came of holding it against the application."""

    slot: Slot
    material: Material
    reads: Reads
    state: str
    judged: reading.Judged | None = None
    pages: tuple[reading.Page, ...] = ()
    assured: str = ""  # why the applicant keeps it although the machine doubts

    @property
    def waiting(self) -> bool:
        return self.state == State.WAITING

    @property
    def outcome(self) -> str:
        return self.judged.outcome if self.judged else OPEN_POINT

    @property
    def doubts(self) -> list[reading.Finding]:
        """What did not pass, what failed first."""
        found = self.judged.findings if self.judged else ()
        return sorted((f for f in found if f.outcome != "pass"), key=lambda f: f.outcome != "fail")

    @property
    def marks(self) -> list[int]:
        """The pages, counted from one, on which a doubt has its place."""
        return sorted({f.page + 1 for f in self.doubts if f.place is not None and f.page < len(self.pages)})

    @property
    def stopping(self) -> list[reading.Finding]:
        """What the item does not let pass."""
        return [f for f in self.doubts if f.outcome == "fail" and self.reads.stops(f.code)]


def seen(case: Case, slots: Sequence[Slot], facts: Facts | None = None) -> dict[str, Seen]:
    """What a machine saw in the documents handed in for materials that can be read, by the material's code."""
    asked = {m.code: m.reads for m in case.definition.materials if m.reads is not None}
    mine = [s for s in slots if s.material_id and s.code in asked]
    if not mine or not hasattr(case, "overrulings"):  # what a run of a package hands in is read in its cases
        return {}
    documents, rows = _loaded(tuple(s.material_id for s in mine))
    now = case.definition.facts(facts_of(case) if facts is None else facts)
    found = {}
    for slot in mine:
        document, reads, row = documents[slot.material_id], asked[slot.code], rows.get(slot.material_id)
        assert reads is not None
        state = State(row.state) if row else State.WAITING
        since = row.wanted_at if row else document.kept_at
        if state == State.WAITING and time.now() - since > timedelta(seconds=PATIENCE):
            state = State.UNREAD
        one = Seen(slot, document, reads, state, assured=slot.assured)
        if row is not None and state == State.READ:
            pages = tuple(readings.pages_of(row))
            one = replace(one, judged=reading.judge(pages, reads.expected(now)), pages=pages)
        found[slot.code] = one
    return found


@once_a_page
def _loaded(ids: tuple[str, ...]) -> tuple[dict[str, Material], dict[str, Reading]]:
    """The documents and what was read of them: a clerk's page looks at them beside the list and in it."""
    documents = materials.by_ids(ids)
    return documents, readings.of_files(documents.values())


def points(case: Case, slots: Sequence[Slot], facts: Facts | None = None) -> list[Point]:
    """Every point a machine may decide: the item's checks, then each document; with officials' findings laid over."""
    facts = facts_of(case) if facts is None else facts
    found = [
        Point(
            f"check.{r.check.code}", r.check.title, r.outcome, r.sentence, r.law,
            otherwise="" if r.ok else r.check.otherwise,
        )
        for r in case.definition.run_checks(facts)
    ]
    for one in seen(case, slots, facts).values():
        found += _of_document(one)
    # A run of a package is not examined itself: its cases are.
    rows = case.overrulings.order_by("at") if hasattr(case, "overrulings") else ()
    laid = {o.point: Overruled(o.outcome, o.reason, o.official_name) for o in rows}
    return [replace(p, overruled=laid.get(p.code)) for p in found]


def _of_document(one: Seen) -> list[Point]:
    code, title, law = f"reads.{one.slot.code}", one.slot.title, "行政许可法 第三十二条"
    if one.judged is None:
        said = "机器正在识读。" if one.waiting else "机器未能读取，由窗口核对。"
        return [Point(code, title, OPEN_POINT, said, law)]
    return [
        Point(
            f"{code}.{f.code}", title, f.outcome, f.sentence, law, f.next, f.read, f.known,
            f.outcome == "fail" and one.reads.stops(f.code), one.assured,
        )
        for f in one.judged.findings
    ]  # fmt: skip


def sentence(found: Sequence[Point]) -> str:
    """What is missing and why, in one sentence for whoever examines next."""
    if not found:
        return "这个事项没有设置可以由机器核对的要点。"
    counted = Summary.of(found)
    if counted.complete:
        return f"机器核对 {counted.points} 项，全部符合。"
    said = f"机器核对 {counted.points} 项，{counted.passed} 项符合"
    failed = [f"{p.title}：{_bare(p.sentence)}" for p in found if p.stands == "fail"]
    left = [f"{p.title}：{_bare(p.sentence)}" for p in found if p.stands == OPEN_POINT]
    said += f"；{len(failed)} 项不符（{'；'.join(failed)}）" if failed else ""
    said += f"；{len(left)} 项需要人工核对（{'；'.join(left)}）" if left else ""
    return f"{said}。"


def _bare(text: str) -> str:
    return text.rstrip("。")
