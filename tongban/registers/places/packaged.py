"""The divisions that come with the product; ``data/README.md`` says where they are from."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from tongban.registers.places.kinds import DivisionRow

DATA = Path(__file__).parent / "data"
FILES = ("provinces.csv", "special.csv", "cities.csv", "areas.csv", "streets.csv.gz", "lanting.csv")


def rows() -> Iterator[DivisionRow]:
    """Every packaged division; codes beginning with 99 are invented."""
    for name in FILES:
        for line in csv.DictReader(io.StringIO(_text(DATA / name))):
            yield DivisionRow(line["code"], line["name"], fictional=line["code"].startswith("99"))


def _text(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
