"""Tokens of an organisation as its page lists them: what each reads, whether it counts, what it was used for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.kernel import time
from tongban.registers.identity.kinds import TOKEN_SCOPES
from tongban.registers.ledger import queries as ledger

PAGE = 50
USED = "identity.TokenUsed"


@dataclass(frozen=True)
class Line:
    """A token, what it may read in words, whether it counts today, when it last asked."""

    row: Any
    reads: str
    state: str
    counts: bool
    last: datetime | None


@dataclass(frozen=True)
class Use:
    """One time its system asked."""

    at: datetime
    said: str
    about: str


def lines(rows: Sequence[Any]) -> list[Line]:
    """Tokens as they are listed; one question more however many."""
    last, today = ledger.last_of_each([f"client/{row.pk}" for row in rows], USED) if rows else {}, time.today()
    found = []
    for row in rows:
        state = "已停用" if not row.active else "已到期" if row.until and row.until < today else "使用中"
        used = last.get(f"client/{row.pk}")
        reads = "、".join(TOKEN_SCOPES.get(scope, scope) for scope in row.scopes)
        found.append(Line(row, reads, state, state == "使用中", used.at if used else None))
    return found


def uses(row: Any, before: int) -> tuple[list[Use], int]:
    """A page of what a token was used for, the newest first; and where the next one begins, 0 for none."""
    facts = ledger.newest(f"client/{row.pk}", USED, before, PAGE)
    shown = [Use(one.at, TOKEN_SCOPES.get(one.body.get("scope", ""), ""), one.body.get("about", "")) for one in facts]
    return shown, facts[-1].n if len(facts) == PAGE else 0
