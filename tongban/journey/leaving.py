"""Reactions to the end of a sitting: whoever signs out here is signed out in the systems he entered from here."""

from __future__ import annotations

from typing import Any

from tongban.registers.sso import actions as sso


def end_visits(fact: Any) -> None:
    """The sitting is over, however that came: so are the visits begun from it."""
    sso.end_sitting(fact.sitting)
