"""docs/mistakes.md: every kind of mistake in an item, where it is found and what is said; made, not typed."""

from __future__ import annotations

import sys
from pathlib import Path

from tongban.registers.catalogue import folder
from tongban.registers.catalogue.tests.mistakes import MISTAKES, Mistake
from tongban.registers.catalogue.tests.town import SMALL

PAGE = Path(__file__).parent.parent / "docs" / "mistakes.md"
HEAD = """# What people do wrong in an item, and what they are told

Made by `python -m tools.mistakes --write` out of `tongban/registers/catalogue/tests/mistakes.py`: each mistake is
made in one small item of {lines} lines, and the table says what `tongban items check` and the editor answer: file,
line, key, sentence. A test makes every one of the {count} mistakes again. Where something is misspelt, the sentence
ends with what was probably meant, otherwise with what may stand there.

| mistake | instead of | is written | answer |
|---|---|---|---|
"""


def row(mistake: Mistake) -> str:
    """One mistake as a line of the table."""
    text = SMALL.lstrip().replace(mistake.take, mistake.put, 1)
    bad = folder.judge_text(text, "item.yaml").problems[0]
    place = f"{bad.file}:{bad.line}" + (f" {bad.path}" if bad.path else "")
    return f"| {mistake.kind} | {_code(mistake.take)} | {_code(mistake.put)} | **{place}** {_cell(bad.sentence)} |\n"


def page() -> str:
    """The whole page as it should stand."""
    head = HEAD.format(lines=len(SMALL.strip().splitlines()), count=len(MISTAKES))
    return head + "".join(map(row, MISTAKES))


def _code(text: str) -> str:
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    shown = " ⏎ ".join(line.strip() for line in lines[:3]) + (" …" if len(lines) > 3 else "")
    return f"`{_cell(shown)}`" if shown else "(nothing)"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\t", "⇥").replace("\n", " ")


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), "utf-8")
    elif PAGE.read_text("utf-8") != page():
        sys.exit("docs/mistakes.md is not what the mistakes say: run python -m tools.mistakes --write")
