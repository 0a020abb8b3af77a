"""Upkeep: the tallies follow the ledger."""

from tongban.watch.indicators.gathering import gather as gather
from tongban.watch.indicators.gathering import rebuild as rebuild

__all__ = ["gather", "rebuild"]
