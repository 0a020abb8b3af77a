"""Lanting's addresses, invented: a line a road, with the houses along it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from tongban.registers.addresses.kinds import AddressRow

DATA = Path(__file__).parent / "data" / "lanting.csv"


def rows() -> Iterator[AddressRow]:
    """Every house of Lanting; roads are numbered within their community in the order in which they stand."""
    communities: dict[tuple[str, str], int] = {}
    roads: dict[tuple[str, int], int] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            street = line["street"]
            place = communities.setdefault((street, line["community"]), 1 + sum(s == street for s, _ in communities))
            number = roads[street, place] = roads.get((street, place), 0) + 1
            for house in range(int(line["first"]), int(line["last"]) + 1):
                yield AddressRow(f"{street}{place:03}{number:03}{house:03}", line["community"], line["road"], house)
