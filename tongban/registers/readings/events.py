from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class ReadingWanted(Fact):
    """A file is to be read ("reading/<id>")."""

    material: str
    reader: str


@dataclass(frozen=True)
class ReadingMade(Fact):
    """It was read, or given up; what it says stays in the reading."""

    state: str
    pages: int
    milliseconds: int
