"""`python -m tools.turns --write` puts the table of lawful turns into its page; without it: whether it is current."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

PAGE = Path(__file__).parents[1] / "docs" / "turns.md"
BEGIN, END = "<!-- turns: written by tools/turns.py -->", "<!-- /turns -->"
WHO = {
    "applicant": "applicant", "clerk": "clerk at a window", "approver": "approver", "head": "head of the agency",
    "supervisor": "supervision", "system": "the clock or the platform",
}  # fmt: skip


def rendered() -> str:
    """The states and moves as a diagram and a table, as `tongban.work.cases.states` has them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")
    os.environ.setdefault("TONGBAN_DEMO", "1")
    os.environ.setdefault("TONGBAN_STATIC", "plain")
    django.setup()
    from tongban.work.cases.states import MOVES, STATES, VERBS

    arrows = sorted({(m.source, m.to, m.verb) for m in MOVES.values() if m.source != m.to})
    drawn = ["```mermaid", "stateDiagram-v2", *(f"    {a} --> {b}: {verb}" for a, b, verb in arrows), "```"]
    rows = ["| from | turn | to | by | paper served |", "|---|---|---|---|---|"]
    for m in MOVES.values():
        source, to = STATES[m.source][1], STATES[m.to][1]
        rows.append(f"| {source} | {VERBS[m.verb]} `{m.verb}` | {to} | {WHO[m.who]} | {m.notice or '—'} |")
    return "\n".join([BEGIN, *drawn, "", *rows, END])


def whole(page: str) -> str:
    """The page with its table as it is now."""
    before, _, rest = page.partition(BEGIN)
    return before + rendered() + rest.partition(END)[2]


def main() -> int:
    page = PAGE.read_text("utf-8")
    if "--write" in sys.argv:
        PAGE.write_text(whole(page), "utf-8")
        return 0
    if page == whole(page):
        return 0
    print("docs/turns.md does not show the table of turns: run python -m tools.turns --write")
    return 1


if __name__ == "__main__":
    sys.exit(main())
