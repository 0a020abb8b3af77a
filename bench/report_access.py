"""The sections on who may: the table asked cell by cell, lines taken away, persons looked for in what leaks."""

from __future__ import annotations

from typing import Any


def access(said: dict[str, Any]) -> list[str]:
    """One row a way of asking: with both walls, and with each of them alone."""
    rows = [
        f"| {name} | {one['questions']:,} | {one['principals']} | {one['cells']:,} | {one['allowed']:,} "
        f"| {one['wrong']} |"
        for name, one in ((name, part["rows"]) for name, part in said.items())
    ]
    return [
        "## Who may (`python -m tests.access`)", "",
        "Every address and method asked by everybody, compared with the committed table; what changed nothing is "
        "compared table by table. [How](../../docs/access.md).", "",
        "| walls | addresses | who knock | cells | let in | wrong |", "|---|---|---|---|---|---|", *rows,
    ]  # fmt: skip


def mutants(said: dict[str, Any]) -> list[str]:
    """One row a call: lines that keep somebody out, taken away one after the other, and how many a test missed."""
    rows = [
        f"| {name} | {one['taken_away']} | {one['missed_by_a_test']} | {one['percent']} % | "
        f"{len(one['survived']) + len(one['asked_by_no_test'])} | {one['not_reached']} |"
        for name, one in ((name, part["rows"]) for name, part in said.items())
    ]
    return [
        "## Lines that keep somebody out (`python -m bench.mutants`)", "",
        "| rooms | taken away | missed by a test | share | not missed | not reached |", "|---|---|---|---|---|---|",
        *rows,
    ]  # fmt: skip


def canaries(said: dict[str, Any]) -> list[str]:
    """How many invented persons were looked for in how many places."""
    one = said["canaries"]["rows"]
    return [
        "## Persons looked for in what leaks (`python -m bench.canaries`)", "",
        f"{one['canaries']} invented persons in six encodings, in {one['places']} places ({one['megabytes']} MB: dump, "
        f"files, logs, traces, mail, exports, addresses): {len(one['found'])} found.",
    ]


def intake(said: dict[str, Any]) -> list[str]:
    """How long a clerk needs to take three papers in by keyboard."""
    seconds = ", ".join(f"{one['seconds']}" for one in said["rounds"])
    return [
        "## Taking in at the counter (`python -m bench.intake`)", "",
        f"{said['papers']} papers by keyboard alone: median {said['median']} s of {said['most_seconds']} s "
        f"(each: {seconds} s); wrong: {len(said['wrong'])}.",
    ]
