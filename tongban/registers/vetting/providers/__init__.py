"""Wires to scanners: one question, one real protocol."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Silent(Exception):
    """No answer, no sense, or "too large for me": nobody knows whether the file is clean."""


class Scanner(Protocol):
    """What a scanner must be able to do."""

    def look(self, pieces: Iterable[bytes]) -> str:
        """What is in the file: "" when nothing was found, else its name. Raises `Silent`."""

    def version(self) -> str:
        """Program and date of its signatures, for `tongban doctor`. Raises `Silent`."""
