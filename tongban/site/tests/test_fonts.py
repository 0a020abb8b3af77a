"""What the doctor says of rare characters: whether they print here, and what to install where they do not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django.fixtures import Settings

from tongban.engines.documents import further
from tongban.engines.documents.tests.fonts import rare_font
from tongban.kernel import checks


def test_a_city_without_further_fonts_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr(further, "_folders", ())
    settings.TONGBAN = replace(django_settings.TONGBAN, demo=False)
    found = checks.checks["生僻字字库"]()
    assert found.level == "warn"
    assert "fonts-hanazono" in found.mend


def test_a_font_that_cannot_be_used_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setattr(further, "_folders", (tmp_path,))
    found = checks.checks["生僻字字库"]()
    assert found.level == "warn"
    assert "broken.ttf" in found.sentence


def test_what_the_fonts_there_are_do_not_draw_is_said_by_extension(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rare.ttf").write_bytes(rare_font())
    monkeypatch.setattr(further, "_folders", (tmp_path,))
    found = checks.checks["生僻字字库"]()
    assert found.level == "ok"
    assert "Lanting Rare" in found.sentence
    assert "扩展 H 区" in found.sentence
