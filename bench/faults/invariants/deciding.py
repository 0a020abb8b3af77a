"""I12: nobody decides alone where two must sign."""

from __future__ import annotations

import json
from typing import Any

from bench.faults.invariants import Fact, Held, Looked


def decided_by_enough(looked: Looked) -> Held:
    """Who signed is read from the facts, how many must is read from the edition the case is pinned to."""
    held = Held("I12", "each decision has the distinct signers its edition asks for")
    contents = looked.ask("select id, content from catalogue_edition")
    read = {key: json.loads(content) for key, content in contents}
    editions = {key: _deciding(content) for key, content in read.items() if "process" in content}  # a package has none
    rows = {
        f"case/{row[0]}": row[1:]
        for row in looked.ask("select id, edition_id, decided_at, signed_first, signed_last from cases_case")
    }
    for subject, facts in looked.lives():
        if subject in rows:
            _life(subject, facts, editions[rows[subject][0]], rows[subject], held)
    for case, step, n, people in looked.ask(
        "select case_id, step, count(*), count(distinct official) from approvals_opinion where sent_back_at is null "
        "group by case_id, step"
    ):
        held.count("steps with opinions")
        held.need(n == people, f"case {case}: {n} opinions stand on step {step}, of {people} people")
    return held


def _deciding(content: dict[str, Any]) -> tuple[str, int]:
    """The step that decides (the only one, or the last written), and how many must sign it."""
    steps = content["process"]
    name = next((name for name, said in steps.items() if said.get("decides")), list(steps)[-1])
    return name, 2 if steps[name].get("sign") == "twice" else 1


def _life(subject: str, facts: list[Fact], asked: tuple[str, int], row: tuple[Any, ...], held: Held) -> None:
    step, needed = asked
    signed: list[str] = []
    last: list[str] | None = None
    for fact in facts:
        body = fact.body
        if fact.kind == "approvals.OpinionSigned" and body["step"] == step:
            signed.append(fact.principal)
        elif fact.kind in ("approvals.OpinionSentBack", "approvals.StepReturned") and body["step"] == step:
            signed = []
        elif fact.kind in ("cases.CaseReopened", "cases.CaseTransferred"):
            signed, last, needed = [], None, asked[1]
        elif fact.kind == "rulings.CaseRuled":
            needed = 0  # granted by published rules, which only ever grant: nobody signs, the ruling is on record
        elif fact.kind == "cases.CaseDecided":
            held.count("decisions")
            held.count("signatures under them", len(signed))
            last, people = signed, len(set(signed))
            held.need(people >= needed, f"{subject} was decided by {people} people, {needed} must sign")
            held.need(len(signed) == people, f"{subject}: somebody signed its decision twice")
    held.need((last is not None) == (row[1] is not None), f"{subject}: facts and row disagree whether it was decided")
    if last and needed > 1:
        kept = {f"official/{row[2]}", f"official/{row[3]}"}
        held.need(kept == set(last), f"{subject}: kept signers {kept}, signed by {set(last)}")
