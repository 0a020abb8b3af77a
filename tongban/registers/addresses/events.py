"""What happens to addresses."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class AddressesLoaded(Fact):
    """Subject: addresses/<source>. ``digest`` is the SHA-256 of the rows in order of their codes."""

    rows: int
    digest: str
