"""The section of bench/results/README.md about national tables."""

from __future__ import annotations

from typing import Any


def inventory(said: dict[str, Any]) -> list[str]:
    """What was taken in, how fast, and what a kill left behind."""
    kinds = (("looked", "looked at only"), ("taken_in", "taken in"), ("again", "the same file again"))
    rows = [
        f"| {title} | {one['rows_per_second']:,} | {one['seconds']} | {one['cpu_seconds']} | "
        f"{one['peak_mb']} | {one['peak_mb_before']} | "
        f"{one['new']:,} / {one['changed']:,} / {one['same']:,} | {one['quarantined']} |"
        for name, title in kinds
        for one in [said[name]]
    ]
    killed = said["killed"]
    out = ", ".join(f"{form} {one['seconds']} s" for form, one in said["exported"].items())
    return [
        f"## National tables (`python -m bench.inventory`), {said['rows']:,} rows", "",
        f"A workbook of {said['workbook_kb']:,} kB, {said['bad_rows']} rows wrong on purpose; each line a process "
        "of its own, memory the most it ever held (and held before it began).", "",
        "| | rows/s | seconds | of them CPU of this process | peak MB | before | new / changed / same | quarantined |",
        "|---|---|---|---|---|---|---|---|",
        *rows, "",
        f"Out again: {out}.", "",
        f"Killed with SIGKILL after {killed['rows_in_when_killed']:,} rows, taken up again: {killed['versions']:,} "
        f"versions, {killed['quarantined']} in quarantine, {killed['lost']} lost, {killed['doubled']} doubled; wrong: "
        f"{'; '.join(killed['wrong']) or 'nothing'}.",
    ]  # fmt: skip
