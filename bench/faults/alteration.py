"""One byte of one fact, altered past every guard, is found; put back, the record is whole again."""

from __future__ import annotations

import json
from typing import Any

from bench.house import House

CHOSEN = "select seq, line from ledger_fact where kind = 'cases.CaseSubmitted' order by seq limit 1"


def altered(house: House) -> dict[str, Any]:
    """What verifying says before, with the byte altered, and after; ``wrong`` is empty when it was found."""
    whole, wrong = _verified(house), []
    if not whole.get("whole"):
        return {"before": whole, "wrong": [f"the ledger does not verify: {whole}"]}
    with house.database() as link:
        row = link.execute(CHOSEN).fetchone()
        if row is None:
            return {"before": whole, "wrong": ["no submission is there to be altered"]}
        seq, line = int(str(row[0])), str(row[1])
        at = line.index('"number":"') + len('"number":"')
        other = line[:at] + chr(ord(line[at]) ^ 1) + line[at + 1 :]
        link.execute("set session_replication_role = replica")
        link.execute("update ledger_fact set line = %s where seq = %s", [other, seq])
        caught = _verified(house)
        link.execute("update ledger_fact set line = %s where seq = %s", [line, seq])
    again = _verified(house)
    if caught.get("whole") or f"fact {seq} " not in str(caught.get("where")):
        wrong.append(f"one byte of fact {seq} was altered and verify said {caught}")
    if not again.get("whole"):
        wrong.append(f"the byte was put back and verify said {again}")
    return {"before": whole, "altered_fact": seq, "caught": caught, "after": again, "wrong": wrong}


def _verified(house: House) -> dict[str, Any]:
    done = house.run("ledger", "verify", "--json")
    try:
        return {**json.loads(done.stdout), "exit": done.returncode}
    except ValueError:
        return {"whole": False, "exit": done.returncode, "said": (done.stdout + done.stderr)[-500:]}
