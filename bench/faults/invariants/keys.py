"""I1, I2 and I7: what was acknowledged is there once; one key, one effect; a number is one thing's."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from bench.faults.invariants import Held, Looked

SUBMIT = "submit"  # verbs by their last name, whichever room or file they live in
UNIQUE = {
    "case numbers": "select number from cases_case where number is not null",
    "case codes": "select code from cases_case",
    "notice numbers": "select number from cases_notice",
    "notice codes": "select code from cases_notice",
    "licence numbers": "select type_id || ' ' || number || ' ' || version from licences_licence",
    "licence identifiers": "select identifier from licences_licence",
    "licence codes": "select code from licences_licence",
}


def acknowledged_once(looked: Looked) -> Held:
    """Each key whose answer a client wrote down stands once among the answered keys, with the effect he was told."""
    held = Held("I1", "each acknowledged key was answered once, and its effect is there")
    merged: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for line in looked.outside():
        merged[line.get("verb", SUBMIT), line.get("draft") or line.get("key", "")] |= line
    told = [(verb, said) for (verb, _), said in merged.items() if said.get("acknowledged")]
    if not told:
        held.not_applicable.append("no client's own ledger with answers (outside*.jsonl) lies in this home")
        return held
    answered: dict[tuple[str, str], list[str]] = defaultdict(list)
    for verb, key, result in looked.ask("select verb, key, result from ledger_answered"):
        answered[_last(verb), key].append(result)
    numbers = {str(key): number for key, number in looked.ask("select id, number from cases_case")}
    for verb, said in told:
        held.count(f"{verb} acknowledged")
        keys = said.get("keys") or [said["key"]]  # from two tabs one of two keys does it, and only one
        results = [result for key in keys for result in answered.get((verb, key), [])]
        held.need(len(results) == 1, f"{verb} {keys} was acknowledged and is answered {len(results)} times")
        if verb == SUBMIT and results:
            _submitted(said, results[0], numbers, held)
    return held


def _submitted(said: dict[str, Any], result: str, numbers: dict[str, str | None], held: Held) -> None:
    draft = said["draft"]
    held.need(result == f"cases.Case/{draft}", f"draft {draft} was acknowledged, its key answers {result}")
    number = numbers.get(draft)
    held.need(number, f"draft {draft} was acknowledged and has no number")
    held.need(said.get("number", number) == number, f"draft {draft}: told {said.get('number')}, kept {number}")


def one_effect_per_key(looked: Looked) -> Held:
    """No key was answered twice, no case submitted or decided twice in a row, no licence issued twice from one case."""
    held = Held("I2", "no two cases or licences for one key, no key without an answer")
    answers = looked.ask("select principal, verb, key, result from ledger_answered")
    for (_, verb, key), n in Counter(row[:3] for row in answers).items():
        held.count("answered keys")
        held.need(n == 1, f"{verb} {key} was answered {n} times")
    effects = Counter((SUBMIT, result) for _, verb, _, result in answers if _last(verb) == SUBMIT)
    for (verb, result), n in effects.items():
        held.need(n == 1, f"{result} answers {n} keys of {verb}")
    for result, n in effects.items():
        held.need(result[1], f"{n} keys of {SUBMIT} have no answer")
    for subject, n in looked.ask(
        "select subject, count(*) from ledger_fact where kind = 'cases.CaseSubmitted' group by subject"
    ):
        held.count("submissions", n)
        held.need(n == 1, f"{subject} was submitted {n} times")
    for source, kind, n in looked.ask(
        "select source, type_id, count(*) from licences_licence where starts_with(source, 'case/') "
        "group by source, type_id"
    ):
        held.count("licences given by cases", n)
        held.need(n == 1, f"{source} gave {n} licences of type {kind}")
    return held


def numbers_once(looked: Looked) -> Held:
    """Numbers people and papers carry."""
    held = Held("I7", "each number and code is one thing's")
    for name, question in UNIQUE.items():
        found = Counter(str(row[0]) for row in looked.ask(question))
        held.count(name, sum(found.values()))
        for value, n in found.items():
            held.need(n == 1, f"{value} stands {n} times among {name}")
    halls = looked.one("select count(*) from pg_class where relkind = 'r' and relname ~ '(ticket|booking)'")
    if not halls:
        held.not_applicable.append("numbers of a hall's queue and bookings: this house has none")
    return held


def _last(verb: str) -> str:
    return verb.rpartition(".")[2]
