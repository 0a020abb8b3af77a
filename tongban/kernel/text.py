"""Text that a database can keep."""

from __future__ import annotations


def storable(text: str) -> str:
    """The text without the characters PostgreSQL cannot keep: NUL and halves of characters."""
    return text.replace("\x00", "").encode(errors="ignore").decode()
