"""The one place that decides how much of somebody is shown (脱敏, GB/T 35273 5.x, 7.2): number, name, telephone, home.

Every screen, notice, export and log asks here; what stars look like is nobody else's business (`tools/house.py`).
A name shows its surname, a number its first three and last four, a telephone the same, an account its last
four, an address its street, an e-mail its first letter. An organisation's name, code and seat are public.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tongban.engines.codes import names
from tongban.engines.codes.text import tidy

PERSONAL = frozenset({"person", "id-number", "bare-id", "phone"})
PUBLIC = frozenset({"credit-code", "company"})
# A citizen's number, or a mobile one, wherever it stands in a sentence.
_ANYWHERE = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|1\d{10})(?![0-9A-Za-z])")
_NUMBERS = re.compile(r"(?<![0-9A-Za-z])(?=[0-9A-Za-z]*\d{4})[0-9A-Za-z]{7,}(?![0-9A-Za-z])")
# A home is named as far as its street, lane, town or village.
_STREET = re.compile(r".*?(?:大道|大街|公路|街道|路|街|巷|弄|道|镇|乡|村)(?![道镇乡村路街])")
_REGION = re.compile(r".*(?:省|自治区|市|州|县|区|旗)")


def number(text: str, front: int = 3, back: int = 4) -> str:
    """Hide the middle of a number, by default all but the first three and last four characters."""
    text = tidy(text)
    hidden = len(text) - front - back
    # A number hardly longer than its visible ends would hide nothing.
    if hidden < 3:
        return "*" * len(text)
    return text[:front] + "*" * hidden + text[len(text) - back :]


def phone(text: str) -> str:
    """138****5678; a landline keeps its last two."""
    text = tidy(text)
    return number(text) if len(text) >= 11 else number(text, 0, 2)


def account(text: str) -> str:
    """A bank account or social security number: the last four."""
    return number(text, 0, 4)


def name(text: str) -> str:
    """Hide all of a name but its surname: 张*, 张**, 欧阳*; at most three stars, so that length tells little."""
    text = text.strip()
    shown = names.surname(text)
    return shown + "*" * min(max(len(names.letters(text)) - len(shown), 1), 3) if text else ""


def address(text: str) -> str:
    """Where somebody lives, as far as the street: 澜汀市临江区河滨路***."""
    text = text.strip()
    found = _STREET.match(text) or _REGION.match(text)
    return f"{found[0] if found else text[:2]}***" if text else ""


def email(text: str) -> str:
    """The first letter and the domain: l***@example.cn."""
    who, _, where = text.strip().partition("@")
    return f"{who[:1]}***@{where}" if where else "*" * min(len(who), 3)


def anywhere(text: str) -> str:
    """A sentence in which identity numbers and mobile numbers are half hidden: for logs, errors and free text."""
    return _ANYWHERE.sub(lambda found: number(found[0]), text)


def _any_number(text: str) -> str:
    return _NUMBERS.sub(lambda found: number(found[0]), text)


_KINDS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(PERSONAL, _any_number), "address": address, "account": account, "email": email,
}  # fmt: skip


def of_kind(text: str, kind: str = "text", *, public: bool = False) -> str:
    """What is shown of an answer to a question of this kind (`engines.forms`), already in words.

    ``public``: it speaks of an organisation, whose seat anybody may know. In personal fields every long number counts
    as one; elsewhere what looks like an identity or a mobile number.
    """
    if kind in PUBLIC or (public and kind == "address"):
        return text
    return _KINDS.get(kind, anywhere)(text)
