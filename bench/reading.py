"""`python -m bench.reading`: pictures of Lanting's papers as telephones take them; what was read, what was refused."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")
django.setup()

from bench import machine, photographs  # noqa: E402
from tongban.doors.demo import documents, samples  # noqa: E402
from tongban.engines import reading  # noqa: E402
from tongban.engines.reading.values import same  # noqa: E402
from tongban.registers.readings.providers.rapid import RapidReader  # noqa: E402

TODAY = date(2026, 11, 27)
NAMED = ("rapidocr", "onnxruntime", "pillow", "numpy", "opencv-python-headless")
# Two papers are taken in many ways, one across and one upright; the others once each, from the side.
MANY = {
    "business-licence": tuple(photographs.WAYS),
    "lease": ("straight", "turned 90°", "from the side", "dark", "blurred", "half cut"),
}  # fmt: skip
UNFIT = {
    "blurred": "blurred", "very dark": "dark", "tiny": "small", "half cut": "cut", "glare": "glare",
}  # fmt: skip
WRONG = {
    "lease of somebody else": "match.name", "lease that is over": "valid", "lease of another place": "match.address",
    "attorney-letter with a wrong number": "match.number",
}  # fmt: skip


@dataclass(frozen=True)
class Shot:
    """One picture: which paper, taken how, handed in for what, and what ought to come out."""

    sample: str
    way: str
    wanted: str
    wrong: str  # the code that must fail; "" for a paper that is in order


def shots() -> Iterator[Shot]:
    every = samples.said(TODAY)
    for name in every:
        kind = samples.kind_of(name)
        for way in MANY.get(name, ("from the side",)):
            yield Shot(name, way, kind, WRONG.get(name) or ("quality" if way in UNFIT else ""))
    for name, wanted in (("id-card", "business-licence"), ("business-licence", "lease"), ("lease", "attorney-letter")):
        yield Shot(name, "leaning 3°", wanted, "kind")


def taken(shot: Shot) -> bytes:
    image = documents.draw(samples.kind_of(shot.sample), samples.said(TODAY)[shot.sample])
    if shot.way != "straight" and not shot.way.startswith(("turned", "half", "glare", "dark", "very", "from")):
        image = photographs.on_table(image)
    out = BytesIO()
    photographs.WAYS[shot.way](image).convert("RGB").save(out, "JPEG", quality=88)
    return out.getvalue()


def judged(shot: Shot, page: reading.Page) -> dict[str, Any]:
    """What came out, beside what ought to."""
    said = samples.said(TODAY)
    right = samples.expected(said[shot.wanted], shot.wanted)
    fields = reading.kinds()[shot.wanted].fields
    match = {name: value for name, value in right.items() if name in fields}
    found = reading.judge([page], reading.Expected((shot.wanted,), match, TODAY, "until" in fields))
    failed = [f.code for f in found.findings if f.outcome == "fail"]
    own = said[shot.sample]
    mine = {name: v for name, v in found.fields.items() if own.get(name)}
    exact = sum(same(v.field.type, v.text, own[name]) is True or _in(v.text, own[name]) for name, v in mine.items())
    asked = sum(1 for name in reading.kinds()[samples.kind_of(shot.sample)].fields if own.get(name))
    ok = shot.wrong in failed if shot.wrong else not failed
    return {
        "sample": shot.sample, "way": shot.way, "wanted": shot.wanted, "must_fail": shot.wrong, "failed": failed,
        "open": [f.code for f in found.findings if f.outcome == "unknown"], "as_it_should": ok,
        "kind": found.kind.code if found.kind else "", "turn": page.turn, "fields_right": exact, "fields_asked": asked,
        "why": [f.sentence for f in found.findings if f.outcome == "fail"], "looks": dict(page.looks),
    }  # fmt: skip


def _in(text: str, own: str) -> bool:
    """A date as ISO says it, in a text as the paper says it."""
    if text in own:
        return True
    if text == "9999-12-31":
        return own == "长期"
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return samples.chinese(day) in own or f"{day:%Y.%m.%d}" in own


def main() -> int:
    """0 when nothing in order was called wrong, and nothing wrong was called in order."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    reader, rows = RapidReader(patience=300), []
    begun = time.perf_counter()
    reader.read(taken(Shot("id-card", "straight", "id-card", "")))
    first = time.perf_counter() - begun
    for shot in shots():
        if only and only not in f"{shot.sample} {shot.way}":
            continue
        picture = taken(shot)
        begun = time.perf_counter()
        page = reader.read(picture)
        row = judged(shot, page) | {"seconds": round(time.perf_counter() - begun, 2)}
        rows.append(row)
        print(_line(row), flush=True)
    memory = _memory(reader.pid)
    reader.close()
    summary = _summary(rows) | {"first_page_with_loading_s": round(first, 2), "memory_mb": memory}
    print(summary)
    if not only:
        machine.keep("reading.json", "pictures", {"summary": summary, "shots": rows}, NAMED)
    return 0 if summary["false_alarms"] == 0 and summary["missed"] == 0 else 1


def _line(row: dict[str, Any]) -> str:
    mark = "ok " if row["as_it_should"] else "NOT"
    told = "；".join(row["why"]) or "—"
    return f"{mark} {row['sample'][:36]:36} {row['way']:17} {row['fields_right']}/{row['fields_asked']} " \
           f"{row['seconds']:5.2f} s  {told}"  # fmt: skip


def _summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    fit = [r for r in rows if r["must_fail"] != "quality"]
    times = sorted(r["seconds"] for r in rows)
    return {
        "pictures": len(rows), "as_they_should": sum(r["as_it_should"] for r in rows),
        "false_alarms": sum(not r["as_it_should"] for r in rows if not r["must_fail"]),
        "missed": sum(not r["as_it_should"] for r in rows if r["must_fail"]),
        "left_to_a_person": sum(bool(r["open"]) for r in fit),
        "fields_right": sum(r["fields_right"] for r in fit), "fields_asked": sum(r["fields_asked"] for r in fit),
        "median_s": times[len(times) // 2], "slowest_s": times[-1],
    }  # fmt: skip


def _memory(pid: int) -> int:
    """Resident memory of the reading process in MB."""
    try:
        with open(f"/proc/{pid}/status") as file:
            line = next(one for one in file if one.startswith("VmRSS"))
    except (OSError, StopIteration):
        return 0
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    sys.exit(main())
