"""The readable table of `bench.reading`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def reading(said: dict[str, Any], machine: Callable[[dict[str, Any]], str]) -> list[str]:
    """One line a picture: what was read of it, what was refused and why, how long it took."""
    part = said["pictures"]
    told, rows = part["rows"]["summary"], part["rows"]["shots"]
    lines = [
        "## Pictures of documents (`python -m bench.reading`)", "",
        f"{told['pictures']} drawn papers of invented people: {told['as_they_should']} came out as they should, "
        f"{told['false_alarms']} in order were called wrong, {told['missed']} wrong were let pass; "
        f"{told['left_to_a_person']} left something to a person. Of {told['fields_asked']} fields in pictures that are "
        f"fit to read {told['fields_right']} were read exactly. {told['median_s']} s in the middle, "
        f"{told['slowest_s']} s at most, {told['first_page_with_loading_s']} s for the first with the loading, "
        f"{told['memory_mb']} MB. The thresholds of quality were chosen on pictures of this kind.", "",
        "| paper | taken | handed in as | fields | s | refused because |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    for row in rows:
        why = "；".join(row["why"]).replace("|", "/") or "–"
        fields = f"{row['fields_right']}/{row['fields_asked']}"
        lines.append(f"| {row['sample']} | {row['way']} | {row['wanted']} | {fields} | {row['seconds']} | {why} |")
    return [*lines, "", machine(part["machine"])]
