"""Languages (语言): simplified Chinese as written, traditional by conversion, frame and key facts in English."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from tongban.doors.parts.modes import Modes

DATA = Path(__file__).parent / "data"
# What a person typed, what is sent back, and what says so itself (translate="no") keeps its characters.
KEPT = re.compile(
    r"<textarea\b.*?</textarea>|<script\b.*?</script>|<(\w+)[^>]*\btranslate=\"no\"[^>]*>.*?</\1>"
    r"|\b(?:value|href|action|src|content|name|id|data-(?!label\b)[\w-]+)=\"[^\"]*\"",
    re.DOTALL,
)


def table(name: str) -> dict[str, str]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in list(csv.reader(file))[1:]}


@cache
def english() -> dict[str, str]:
    """The words of the frame."""
    return table("en")


def said(words: str, lang: str) -> str:
    """Words of the frame in the language of the reader; what the table lacks stays Chinese (a test finds it)."""
    return english().get(words, words) if lang == "en" else words


@cache
def _converter() -> tuple[Callable[[str], str], dict[str, str]]:
    import opencc  # its dictionaries take a moment: only where somebody reads traditional characters

    return opencc.OpenCC("s2hk").convert, table("hant")


def traditional(text: str) -> str:
    """Simplified characters as traditional ones, mended by our own table (繁體)."""
    convert, mended = _converter()
    made = convert(text)
    for wrong, right in mended.items():
        made = made.replace(wrong, right)
    return made


def page_in_traditional(html: str) -> str:
    """A page for reading: every word but those that would come back to us."""
    out, at = [], 0
    for kept in KEPT.finditer(html):
        out += [traditional(html[at : kept.start()]), kept[0]]
        at = kept.end()
    out.append(traditional(html[at:]))
    return "".join(out).replace('<html lang="zh-Hans"', '<html lang="zh-Hant"', 1)


class InTongue:
    """Turns a page into traditional characters for whoever chose them on this device."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        html = response.headers.get("Content-Type", "").startswith("text/html")
        if html and not response.streaming and Modes.of(request.COOKIES).lang == "hant":
            response.content = page_in_traditional(response.content.decode(response.charset)).encode(response.charset)
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(response.content))
        return response
