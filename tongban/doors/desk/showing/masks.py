"""Personal numbers are half hidden from officials by default (脱敏): identity papers and telephones."""

from __future__ import annotations

import re

from tongban.engines.codes import mask

PERSONAL = frozenset({"person", "id-number", "bare-id", "phone"})
_ANYWHERE = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|1\d{10})(?![0-9A-Za-z])")
_NUMBERS = re.compile(r"(?<![0-9A-Za-z])(?=[0-9A-Za-z]*\d{4})[0-9A-Za-z]{7,}(?![0-9A-Za-z])")


def masked(text: str, kind: str = "text") -> str:
    """``text`` with what looks like a personal number half hidden; in personal fields every long number is one."""
    pattern = _NUMBERS if kind in PERSONAL else _ANYWHERE
    if kind in ("credit-code", "company"):
        return text
    return pattern.sub(lambda found: mask(found[0]), text)
