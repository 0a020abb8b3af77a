"""What is wrong with a page that anybody may meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .reading import Read

RAW = re.compile(r"Traceback|Exception|DoesNotExist|\{\{|\{%|\bNone\b|\bundefined\b|\bNaN\b|__\w+__")
# What stands in a field when a value was put there as a program writes it.
PYTHON = re.compile(r"\bNone\b|\w+ object at 0x|dict_\w+\(|^<\w+[:>]|^\w+\(\[|^[\[{(]'")
# Two English words in a row are a sentence nobody translated; names, units and standards stand alone.
ENGLISH = re.compile(r"\b[A-Za-z]{2,}(?: [A-Za-z]{2,})+\b")
KNOWN = re.compile(
    r"GB/T|ISO|Ed25519|SHA|PDF|RFC|UTF|HTTP|FEEL|DMN|BPMN|YAML|JSON|API|Ctrl|Shift|Alt|Enter|Esc|CloudEvents"
    r"|Standard Webhooks|JWK Set|PostgreSQL|Tongban|Elderly|English|Chromium|OpenAPI|CC BY|Apache|MIT|Lanting|Open Font"
)  # fmt: skip


def faults(status: int, page: Read, html: str) -> Iterator[str]:
    """Sentences: what somebody who came here would complain about."""
    if status >= 500:
        yield f"answered {status}"
    elif status >= 400:
        yield f"a link leads to {status}"
    for word in page.words:
        if found := RAW.search(word):
            yield f"raw: {found.group()!r} in {word[:80]!r}"
        elif (found := ENGLISH.search(word)) and not KNOWN.search(word):
            yield f"English: {found.group()[:60]!r}"
    for name, value in (one for form in page.forms for one in form.fields):
        if PYTHON.search(value):
            yield f"raw: a field {name!r} says {value[:60]!r}"
    if not page.title.strip():
        yield "no title"
    if len(page.links) < 2 and not page.forms:
        yield "a dead end: nowhere to go"
    if 'id="main"' not in html:
        yield "no main part to skip to"
