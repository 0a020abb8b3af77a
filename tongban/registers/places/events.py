"""What happens to places."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class DivisionsLoaded(Fact):
    """Subject: divisions/<source>. ``digest`` is the SHA-256 of the rows in order of their codes."""

    rows: int
    digest: str


@dataclass(frozen=True)
class OutletOpened(Fact):
    """Subject: outlet/<code>."""

    area: str
    sort: str
