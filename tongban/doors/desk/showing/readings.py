"""What a scanner gun read, or somebody typed to look for: which page of ours it names."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

from django.urls import reverse

from tongban.doors.desk.showing import worklist
from tongban.doors.parts import kept
from tongban.kernel.actor import Actor
from tongban.kernel.ids import ALPHABET
from tongban.work.cases import queries as cases

LONGEST = 1500
SHORT = re.compile(rf"[{ALPHABET}]{{12,16}}")  # a code as it stands under a QR


def plain(text: str) -> str:
    """As it was meant: an input method that is on makes full-width signs of what a gun types."""
    return unicodedata.normalize("NFKC", text[:LONGEST]).replace("。", ".").strip()


def place_of(actor: Actor, text: str) -> str:
    """The page of a case by its whole number; of a paper's case by the code or address in its QR, or where anybody
    checks that paper; "" where it names nothing."""
    if short := _case_code(text):
        return _case_page(actor, short) or f"/c/{quote(short, safe='')}/"
    code = _checked(text)
    notice = cases.notice_by_code(code or text) if code or SHORT.fullmatch(text.upper()) else None
    if notice is not None and cases.may_see(actor, notice.case):
        return worklist.address(notice.case.number, "")
    if code or notice is not None:
        return f"/v/{quote(code or text.upper(), safe='')}"
    if SHORT.fullmatch(text.upper()) and (page := _case_page(actor, text)):
        return page
    found = cases.numbered(text) if re.fullmatch(r"[A-Za-z]+-[\w-]+", text) else None
    return worklist.address(found.number, "") if found and cases.may_see(actor, found) else ""


def _checked(text: str) -> str:
    """The code in the address of our page where papers are checked; of no other address.

    Its first stroke may be missing: typed beside the fields it opens the search box.
    """
    path = urlsplit(text).path if "://" in text else text
    found = re.fullmatch(r"/?v/([^/?#]{4,200})/?", path)
    return found[1] if found else ""


def _case_code(text: str) -> str:
    """The code in the address that a case has in its QR; its first stroke may be missing."""
    path = urlsplit(text).path if "://" in text else text
    found = re.fullmatch(r"/?c/([^/?#]{4,40})/?", path)
    return found[1] if found else ""


def _case_page(actor: Actor, code: str) -> str:
    """The page of the case with this code, for whoever may see it."""
    number, _ = cases.named_by(code)  # asked as who he is: no row of others' is found
    found = cases.numbered(number) if number else None
    return worklist.address(found.number, "") if found and cases.may_see(actor, found) else ""


def search(actor: Actor, q: str) -> str:
    """The list of what was found; what was looked for stands sealed in the address."""
    return f"{reverse('desk:home')}?s={kept.sealed(actor, q[:100])}"
