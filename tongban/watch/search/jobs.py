"""Upkeep of what can be found."""

from __future__ import annotations

from tongban.registers.catalogue import queries as catalogue
from tongban.watch.search import gathering, keeping


def keep_all() -> int:
    """Make everything findable as the registers have it now; what did not change costs a comparison."""
    return keeping.keep(gathering.everything())


def keep_item(code: str) -> int:
    """The same for one item or package, once it was published, suspended or ended."""
    return keeping.keep((said for item in catalogue.findable(code) for said in gathering.of_item(item)), of=code)
