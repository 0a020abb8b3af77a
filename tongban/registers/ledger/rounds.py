"""The rounds of the sealing process: seal, ask the witnesses, compare. What was found stands beside the log, in a file.

In a file, because whoever owns the database could silence a table.
"""

from __future__ import annotations

import json
import logging
import time
from collections import deque

from django.db import Error, connection

from tongban.registers.ledger.comparing import LATE, breaches
from tongban.registers.ledger.cosigning import cosign
from tongban.registers.ledger.errors import Tampered
from tongban.registers.ledger.kinds import Breach
from tongban.registers.ledger.log import ours
from tongban.registers.ledger.sealing import seal

logger = logging.getLogger(__name__)
WHOLE = 50_000  # so many places are compared every round; more only when rows were touched, or ten minutes later
ANYHOW = 600.0

_seen: deque[tuple[float, int]] = deque(maxlen=64)
_last: dict[str, float] = {"whole": 0.0, "touched": -1.0}


def seal_and_cosign() -> None:
    """Every ten seconds: what is new goes into the log, its head to the witnesses."""
    book = ours()
    found: list[Breach] = []
    try:
        seal()
    except Tampered as error:
        found.append(Breach(error.where, str(error).removeprefix(f"{error.where}: ")))
    except Error as error:  # the database is away: witnesses are asked all the same
        logger.warning("not sealed: %s", error)
    try:
        found += cosign()
    except Tampered as error:
        found.append(Breach(error.where, str(error).removeprefix(f"{error.where}: ")))
    _tell("sealing", found)
    book.note_down(round_at=time.time(), since=book.state.get("since", time.time()))


def compare() -> list[Breach]:
    """Twice a minute: the database against the log. Raises nothing; what is wrong is told."""
    now = time.time()
    until = max((seq for at, seq in _seen if at <= now - LATE), default=None)
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(seq), 0) from ledger_fact")
        _seen.append((now, int(cursor.fetchone()[0])))
        cursor.execute(
            "select coalesce(sum(n_tup_upd + n_tup_del), 0) from pg_stat_user_tables "
            "where relname in ('ledger_fact', 'ledger_chain', 'ledger_salt')"
        )
        touched = float(cursor.fetchone()[0])
    whole = ours().head().size <= WHOLE or touched != _last["touched"] or now - _last["whole"] > ANYHOW
    found = list(breaches(full=whole, until=until))
    if whole:
        _last.update(whole=now, touched=touched)
    _tell("comparing", found)
    ours().note_down(compared_at=now)
    return found


def _tell(which: str, found: list[Breach]) -> None:
    """Keep what a round found; what is new is written to the end of a file that only grows."""
    book = ours()
    before = book.state.get("breaches", {})
    lines = [str(one) for one in found]
    new = [line for line in lines if line not in before.get(which, [])]
    if new:
        with (book.folder / "alarms.jsonl").open("a") as file:
            for line in new:
                logger.error("the record was touched: %s", line)
                file.write(json.dumps({"at": time.time(), "breach": line}, ensure_ascii=False) + "\n")
    if lines != before.get(which, []):
        book.note_down(breaches={**before, which: lines})
