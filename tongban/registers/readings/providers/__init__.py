"""Readers of pictures: one small base class, so that a city may use its own recognition service instead."""

from __future__ import annotations

from typing import Protocol

from tongban.engines.reading import Page


class CannotRead(Exception):
    """The reader is not there, gave up or took too long; the sentence is for the log."""


class Reader(Protocol):
    """What a reader must be able to do, one page at a time."""

    def version(self) -> str:
        """Name and version: a reading made by another one is made anew. Raises `CannotRead` when there is none."""

    def read(self, picture: bytes) -> Page:
        """The text of one page picture (PNG or JPEG) with its places, upright, and its looks; raises `CannotRead`."""
