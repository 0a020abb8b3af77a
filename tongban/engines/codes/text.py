"""What all codes share: the refusal, the tidying of what people type."""

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


def ascii_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
