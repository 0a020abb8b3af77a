"""The section on what pages cost whoever opens them."""

from __future__ import annotations

from typing import Any


def budgets(said: dict[str, Any]) -> list[str]:
    """One row a page, both screens in it."""
    by: dict[str, dict[str, dict[str, Any]]] = {}
    for one in said["pages"]:
        by.setdefault(one["page"], {})[one["screen"]] = one
    rows = []
    for name, screens in by.items():
        wide, phone = screens["1280"], screens["390"]
        over = [*wide["over"], *phone["over"]]
        rows.append(
            f"| {name} | `{wide['path'][:40]}` | {wide['kilobytes']} | {wide['script_kilobytes']} | {wide['requests']} "
            f"| {wide['lcp_ms']:.0f} / {phone['lcp_ms']:.0f} "
            f"| {wide.get('first_byte_ms', 0):.0f} / {phone.get('first_byte_ms', 0):.0f} "
            f"| {wide['cls']} / {phone['cls']} | {'; '.join(over) or 'within'} |"
        )
    most = said["budget"]
    return [
        "## What a page costs (`python -m bench.budgets`)", "",
        f"Empty cache, {said['line']['latency']} ms and {said['line']['downloadThroughput'] * 8 / 1e6:g} Mbit/s, a "
        f"processor {said['processor_slower']} times slower than this one; median of {said['times']} openings. "
        f"Budgets: {most['kilobytes']:g} kB without pictures, {most['script_kilobytes']:g} kB of scripts, largest "
        f"paint within {most['lcp_ms']:g} ms, shift at most {most['cls']:g}; nothing lost at 320 px, at 400 % and "
        "with letters of 200 %, nothing the policy stops.", "",
        "| page | address | kB | scripts kB | requests | LCP ms 1280 / 390 | of it first byte "
        "| CLS 1280 / 390 | budget |",
        "|---|---|---|---|---|---|---|---|---|", *rows,
    ]  # fmt: skip
