"""Fonts beside the packaged ones: none, or one of two rare characters, made here so that no machine needs any."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.engines.documents import further
from tongban.engines.documents.tests.fonts import rare_font


@pytest.fixture
def no_further_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(further, "_folders", ())


@pytest.fixture
def two_rare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a font of two rare characters, a broken file and a text."""
    (tmp_path / "LantingRare.ttf").write_bytes(rare_font())
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00\x00\x09no font")
    (tmp_path / "LICENSE.txt").write_text("none")
    monkeypatch.setattr(further, "_folders", (tmp_path, tmp_path / "not-there"))
    return tmp_path

