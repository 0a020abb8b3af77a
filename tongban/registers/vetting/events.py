from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class MalwareFound(Fact):
    """A file of ``holder`` carried ``signature`` ("finding/<id>"); ``late``: it had waited unread and went."""

    holder: str
    what: str
    sha256: str
    size: int
    signature: str
    late: bool = False
