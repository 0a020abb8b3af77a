"""What the database says afterwards, in plain SQL: this asks nothing of the code that wrote it."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from typing import Any

from bench.faults.invariants.owed import WHEN, owing
from bench.faults.invariants.unsealed import content
from bench.house import House

# Per draft: what exists of it. Everything must be there once, or nothing at all; what was left to people waits on the
# window's desk, what the rules decided is decided, sealed and told, and waits nowhere.
QUESTION = """
select c.id::text, c.number, c.state,
  (select count(*) from ledger_fact f where f.subject = 'case/' || c.id and f.kind = 'cases.CaseSubmitted') as facts,
  (select count(*) from cases_notice n where n.case_id = c.id and n.kind = 'receipt') as receipts,
  (select count(*) from cases_notice n where n.case_id = c.id and n.kind = 'receipt' and n.paper <> '') as papers,
  (select count(*) from ledger_fact f where f.subject = 'case/' || c.id
     and f.kind in ('rulings.CaseRuled', 'rulings.CaseLeftToPerson')) as held_against_rules,
  (select count(*) from inbox_message m where m.about = 'case/' || c.id and m.template = 'submitted') as messages,
  (select count(*) from kernel_errand e where e.subject = 'case/' || c.id and e.kind = 'cases.CaseSubmitted'
     and e.state = 'done') as errands,
  (select count(*) from ledger_fact f where f.subject = 'case/' || c.id and f.kind = 'cases.CaseDecided') as decided,
  (select count(*) from tasks_task t where t.subject = 'case/' || c.id and t.kind = 'accept'
     and t.closed_at is null) as waiting,
  (select count(*) from cases_notice n where n.case_id = c.id)
    - (select count(*) from ledger_fact f where f.subject = 'case/' || c.id and f.kind = 'cases.NoticeSealed')
    as unsealed
from cases_case c where c.id = any(%s::uuid[])
"""
ONCE = ("facts", "receipts", "papers", "held_against_rules", "messages")
NAMES = ("id", "number", "state", *ONCE, "errands", "decided", "waiting", "unsealed")


@dataclass
class Found:
    """What was wrong, in words; empty when everything is as promised. And what was counted."""

    wrong: list[str] = field(default_factory=list)
    counted: dict[str, Any] = field(default_factory=dict)


def drained(house: House, seconds: float) -> float | None:
    """Wait until nothing is owed any more; returns how long that took.

    None when nothing was done for ``seconds``: how long all takes is the machine's affair.
    """
    begun = moved = time.monotonic()
    least: int | None = None
    owed = (
        "select (select count(*) from kernel_errand where state <> 'done') + "
        "(select count(*) from cases_notice where paper = '')"
    )
    with house.database() as link:
        while time.monotonic() - moved < seconds:
            row = link.execute(owed).fetchone()
            left = int(str(row[0])) if row else 0
            if not left:
                return round(time.monotonic() - begun, 1)
            if least is None or left < least:
                least, moved = left, time.monotonic()
            time.sleep(0.2)
    return None


def audit(house: House, drafts: list[str], told: dict[str, dict[str, Any]]) -> Found:
    """Compare the outside ledger with the database."""
    found = Found()
    with house.database() as link:
        rows = {str(r[0]): dict(zip(NAMES, r, strict=True)) for r in link.execute(QUESTION, [drafts]).fetchall()}
        stray = link.execute(
            "select count(*) from cases_case where number is not null and id <> all(%s::uuid[]) and created_at > "
            "(select min(created_at) from cases_case where id = any(%s::uuid[]))", [drafts, drafts],
        ).fetchone()  # fmt: skip
        dead = link.execute("select count(*) from kernel_errand where state <> 'done'").fetchone()
    verdicts = [_one(draft, rows.get(draft), told.get(draft, {}), found) for draft in drafts]
    if stray and stray[0]:
        found.wrong.append(f"{stray[0]} cases were submitted that nobody sent")
    if dead and dead[0]:
        found.wrong.append(f"{dead[0]} errands are still owed")
    _papers(house, found)
    unknown = [
        verdict for draft, verdict in zip(drafts, verdicts, strict=True) if not told.get(draft, {}).get("acknowledged")
    ]
    found.counted = {
        "drafts": len(drafts), "acknowledged": len(drafts) - len(unknown),
        "sent_twice_at_once": sum(bool(told.get(d, {}).get("twice")) for d in drafts),
        "decided_by_rules": sum(bool(row["decided"]) for row in rows.values()),
        "left_to_people": sum(bool(row["waiting"]) for row in rows.values()),
        "outcome_unknown": len(unknown), "unknown_and_done_once": unknown.count("once"),
        "unknown_and_not_done": unknown.count("not"), "lost": verdicts.count("lost"),
        "doubled": verdicts.count("doubled"), "half_done": verdicts.count("half"),
    }  # fmt: skip
    return found


def _one(draft: str, row: dict[str, Any] | None, said: dict[str, Any], found: Found) -> str:
    """once, not, lost, doubled or half: what became of one submission."""
    if row is None:
        found.wrong.append(f"draft {draft} is gone")
        return "lost"
    counts = {name: row[name] for name in ONCE}
    reactions = len(owing(WHEN.read_text("utf-8"))["cases.CaseSubmitted"])
    if any(n > 1 for n in counts.values()) or row["errands"] > reactions:
        found.wrong.append(f"case {row['number']} exists more than once: {counts}")
        return "doubled"
    went = (row["decided"], row["waiting"]) in ((1, 0), (0, 1)) and row["unsealed"] == 0
    if row["number"] and all(n == 1 for n in counts.values()) and row["errands"] == reactions and went:
        if said.get("number", row["number"]) != row["number"]:
            found.wrong.append(f"case {row['number']}: the applicant was told {said['number']}")
        return "once"
    if row["number"] is None and not any(counts.values()) and not row["errands"]:
        if said.get("acknowledged"):
            found.wrong.append(f"draft {draft} was acknowledged and is not submitted")
            return "lost"
        return "not"
    found.wrong.append(f"case {row['number'] or draft} is half done: {row}")
    return "lost" if said.get("acknowledged") else "half"


def _papers(house: House, found: Found) -> None:
    """Every paper is in the store under the digest the database names."""
    with house.database() as link:
        papers = [str(row[0]) for row in link.execute("select paper from cases_notice where paper <> ''").fetchall()]
    for digest in papers:
        if hashlib.sha256(content(house.home, digest)).hexdigest() != digest:
            found.wrong.append(f"paper {digest} is not in the store as written")
