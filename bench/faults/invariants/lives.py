"""I4: where a case stands is what its facts say, folded by a table of our own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bench.faults.invariants import Fact, Held, Looked

ANY_OPEN = ("submitted", "incomplete", "accepted", "paused")
# A fact, from which states it may come, and where it leads; "" is nowhere yet, "=" stays, "*" a moment before closed.
TABLE = """
CaseStarted ''                                    draft
CaseSubmitted draft                               submitted
CaseCorrected submitted                           =
CaseIncomplete submitted                          incomplete
CaseSupplied incomplete                           submitted
CaseReturned incomplete                           *
CaseTurnedAway submitted                          *
CaseAccepted submitted                            accepted
CaseDeemedAccepted submitted                      accepted
CasePaused accepted                               paused
CaseResumed paused                                accepted
HearingRightTold accepted                         =
HearingAsked accepted                             paused
HearingCalled paused                              =
HearingHeld paused                                accepted
HearingGivenUp accepted,paused                    accepted
CaseExtended accepted                             =
CaseTransferred accepted                          submitted
CaseSentOn accepted                               *
CaseTerminated accepted                           *
CaseWithdrawn submitted,incomplete,accepted,paused *
CaseDecided accepted                              decided
CaseHandedOut decided                             =
NoticeRectified decided,closed                    =
CaseClosed decided,*                              closed
CaseReopened closed                               accepted
DraftDiscarded draft                              gone
"""
MOVES = {
    f"cases.{name}": (tuple("" if s == "''" else s for s in sources.split(",")), to)
    for name, sources, to in (line.split() for line in TABLE.strip().splitlines())
}


@dataclass
class Standing:
    """Where the facts lead: state, outcome, number, and the fact that was not lawful where it came, if one was not."""

    state: str = ""
    outcome: str = ""
    number: str = ""
    unlawful: str = ""


def fold(facts: Iterable[tuple[str, dict[str, object]]]) -> Standing:
    """Kinds and bodies of one case's facts, in order, to where it stands."""
    now = Standing()
    for kind, body in facts:
        if kind == "cases.TurnUndone" and (now.state, now.outcome) != (body["state"], body["outcome"]):
            now.unlawful = now.unlawful or f"a turn taken back led to “{body['state']}” instead of “{now.state}”"
        move = MOVES.get(kind)
        if move is None:
            continue
        sources, to = move
        if now.state not in sources:
            now.unlawful = now.unlawful or f"{kind} came while the case was “{now.state}”"
        now.state = now.state if to == "=" else to
        now.number = str(body.get("number") or now.number) if kind == "cases.CaseSubmitted" else now.number
        if kind in ("cases.CaseDecided", "cases.CaseClosed"):
            now.outcome = str(body["outcome"])
        elif kind == "cases.CaseReopened":
            now.outcome = ""
    return now


def state_is_the_fold(looked: Looked) -> Held:
    """State, outcome and number of every case against the fold; no case without facts, no life without a case."""
    held = Held("I4", "state, outcome and number of each case are what its facts fold to")
    rows = {
        f"case/{key}": (state, outcome, number)
        for key, state, outcome, number in looked.ask("select id, state, outcome, number from cases_case")
    }
    for subject, facts in looked.lives():
        _compare(subject, facts, rows.pop(subject, None), held)
    for subject in rows:
        held.wrong.append(f"{subject} is there and no fact speaks of it")
    return held


def _compare(subject: str, facts: list[Fact], row: tuple[str, str, str | None] | None, held: Held) -> None:
    folded = fold((fact.kind, fact.body) for fact in facts)
    held.count(f"{folded.state}" if folded.state else "without a beginning")
    held.need(not folded.unlawful, f"{subject}: {folded.unlawful}")
    if folded.state == "gone":
        held.need(row is None, f"{subject} was discarded and is still there")
        return
    if row is None:
        held.wrong.append(f"{subject} has {len(facts)} facts and no case")
        return
    said = (folded.state, folded.outcome, folded.number)
    kept = (row[0], row[1], row[2] or "")
    held.need(said == kept, f"{subject} is kept as {kept}, its facts say {said}")
