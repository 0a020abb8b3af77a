"""The part of the report about rules: one decision, a population, its growth, other databases, fuzzing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
NAMES = {
    "duckdb_ours": "Tongban on DuckDB", "duckdb_by_hand": "the DuckDB query written by hand",
    "polars_by_hand": "Polars by hand", "openfisca_written": "OpenFisca-core, the same work",
    "openfisca_values": "OpenFisca-core, values only: from memory, nothing written",
}  # fmt: skip


def rules(said: dict[str, Any], machine: Callable[[dict[str, Any]], str]) -> list[str]:
    """Every part that was measured, each with the machine it was measured on."""
    lines = ["## Rules (`python -m bench.rules`)"]
    for part, made in PARTS.items():
        if part in said:
            lines += ["", *made(said[part]["rows"]), "", machine(said[part]["machine"])]
    return lines


def _decisions(rows: list[Row]) -> list[str]:
    return [
        "One decision at a time, medians of nine.", "", "| what | engine | a second | ours is |", "|---|---|---|---|",
        *(f"| {row['what']} | {row['engine']} | {row['per_second']:,} | {row['ours_is']:.1f}× |" for row in rows),
    ]  # fmt: skip


def _match(rows: list[Row]) -> list[str]:
    """Seconds of the wall beside seconds of the processor: on a busy machine the second says more."""
    ours = rows[0]
    return [
        f"{ours['millions']} million people × {ours['policies']} policies: each reads the same Parquet file and writes "
        f"every match (person, policy, amount, versions of parameters) to Parquet; medians of {ours['runs']} runs in "
        "turns, rows held against ours.", "",
        "| contestant | seconds | processor seconds | of ours | MB | matches | equal to ours |",
        "|---|---|---|---|---|---|---|",
        *(f"| {NAMES[row['contestant']]} | {row['seconds']:.3f} | {row['cpu']:.3f} | "
          f"{row['seconds'] / ours['seconds']:.2f}× | {row['mb']:,} | {_figure(row['matches'])} | "
          f"{_figure(row.get('equal'))} |" for row in rows),
    ]  # fmt: skip


def _growth(rows: list[Row]) -> list[str]:
    return [
        "Growth (`--growth`): every match written; beyond 10 million row·policies held by number and sums per policy.",
        "", "| people | policies | contestant | seconds | processor seconds | MB | matches | equal to ours |",
        "|---|---|---|---|---|---|---|---|",
        *(f"| {row['millions']} million | {row['policies']} | {NAMES[row['contestant']]} | {row['seconds']:.2f} | "
          f"{row['cpu']:.2f} | {row['mb']:,} | {_figure(row['matches'])} | {_figure(row.get('equal'))} |"
          for row in rows),
    ]  # fmt: skip


def _databases(rows: list[Row]) -> list[str]:
    return [
        "The same ten policies over 1 million people on every database (`--spark`), row by row against DuckDB.", "",
        "| database | seconds | matches | equal | only there | only in DuckDB |", "|---|---|---|---|---|---|",
        *(f"| {row['database']} | {row['seconds']:.2f} | {row['matches']:,} | {row['equal']:,} | {row['only_there']} | "
          f"{row['only_duckdb']} |" for row in rows),
    ]  # fmt: skip


def _fuzz(rows: list[Row]) -> list[str]:
    row = rows[0]
    ended = "a crash or hang was found" if row["crash_or_hang"] else "no crash, no hang"
    return [
        f"Fuzzing guided by coverage (`bench/fuzz_rules.py`): {row['runs'] or 0:,} texts read, evaluated and explained "
        f"in {row['seconds']} seconds, {row['edges_covered']:,} edges covered: {ended}."
    ]


def _figure(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


PARTS: dict[str, Callable[[list[Row]], list[str]]] = {
    "decisions": _decisions, "match": _match, "growth": _growth, "databases": _databases, "fuzz": _fuzz,
}  # fmt: skip
