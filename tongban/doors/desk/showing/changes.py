"""What changed while a case was examined, for whoever decides it (审查中的改动)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tongban.doors.desk.showing.checklist import Line, Point
from tongban.doors.desk.showing.versions import Reworked, reworked
from tongban.work.approvals.kinds import Lane


@dataclass(frozen=True)
class Changes:
    """What whoever signs last would otherwise have to look for in four tabs."""

    reworked: list[Reworked]
    found: list[Point]  # where a person found otherwise than the machine
    again: list[Line]  # materials of which a later version came

    def __bool__(self) -> bool:
        return bool(self.reworked or self.found or self.again)


def read(lanes: Iterable[Lane], points: Iterable[Point], lines: Iterable[Line]) -> Changes:
    return Changes(
        reworked(lanes), [one for one in points if one.found.overruled], [one for one in lines if len(one.versions) > 1]
    )
