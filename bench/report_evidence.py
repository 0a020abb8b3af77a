"""The part of the report about evidence: what sealing, proving and comparing cost."""

from __future__ import annotations


def evidence(said: dict[str, float]) -> list[str]:
    """One line a figure, as `bench.evidence` measured it."""
    rows = [f"| {name} | {value:,} |" for name, value in said.items()]
    return ["## Evidence (`python -m bench.evidence`)", "", "| what | measured |", "|---|---|", *rows]
