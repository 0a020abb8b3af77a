"""Values of the addresses: a row of the list, and an address as people write it, taken apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_HOUSES = 999
# A road ends in one of these; what stands before it may name the town, what comes after the house is the room.
_WRITTEN = re.compile(r"(?P<road>[^\d号]+(?:大道|路|街|巷|里|弄|道|村|苑))(?P<house>\d{1,4})号(?P<rest>.*)")


@dataclass(frozen=True)
class AddressRow:
    """One house of a list of addresses."""

    code: str
    community: str
    road: str
    house: int

    @property
    def street(self) -> str:
        """The code of its street, town or township."""
        return self.code[:9]


@dataclass(frozen=True)
class Written:
    """An address as somebody wrote it: the road, the house, and the room within."""

    road: str
    house: int
    rest: str


def tidy(text: str) -> str:
    """Half-width and without spaces, as addresses are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def taken_apart(text: str) -> Written | None:
    """Road, house and room of what was written; None where no house is named."""
    found = _WRITTEN.fullmatch(tidy(text))
    if found is None or not 0 < int(found["house"]) <= MOST_HOUSES:
        return None
    return Written(found["road"], int(found["house"]), found["rest"])
