"""What all codes share: the refusal, the tidying of what people type, the mask."""

import re
import unicodedata

_BETWEEN = re.compile(r"[\s\-‐‑‒–—_·]+")


class BadCode(ValueError):
    """A number that cannot be right; carries one sentence for the person who typed it."""

    def __init__(self, sentence_zh: str) -> None:
        super().__init__(sentence_zh)
        self.sentence = sentence_zh


def tidy(text: str) -> str:
    """Full-width digits, spaces, hyphens and small letters are typing habits, not mistakes."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def mask(text: str, front: int = 3, back: int = 4) -> str:
    """Hide the middle of a number (脱敏), by default all but the first three and last four characters."""
    text = tidy(text)
    hidden = len(text) - front - back
    # A number hardly longer than its visible ends would hide nothing.
    if hidden < 3:
        return "*" * len(text)
    return text[:front] + "*" * hidden + text[len(text) - back :]


def ascii_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
