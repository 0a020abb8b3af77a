"""I3: the facts of a subject are without gaps and chained, and all of them once more in one order."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from bench.faults.invariants import Fact, Held, Looked

LONGEST_UNPLACED = timedelta(minutes=10)


def chains_are_whole(looked: Looked) -> Held:
    """Every hash recomputed from the stored line; every column that repeats the line says what the line says."""
    held = Held("I3", "facts of each subject contiguous and chained, then all in one order")
    before: Fact | None = None
    hashes: dict[int, bytes] = {}
    for fact in looked.facts():
        held.count("facts")
        first = before is None or before.subject != fact.subject
        held.count("subjects", int(first))
        expected, prev = (1, b"") if first or before is None else (before.n + 1, before.hash)
        held.need(fact.n == expected, f"{fact.subject}: fact {fact.n} stands where {expected} must")
        held.need(fact.prev == prev, f"{fact.subject} fact {fact.n} is not chained to the one before")
        digest = hashlib.sha256(fact.prev + f"{fact.n}\n{fact.line}".encode()).digest()
        held.need(fact.hash == digest, f"{fact.subject} fact {fact.n} (seq {fact.seq}) is not what was hashed")
        _columns(fact, held)
        hashes[fact.seq], before = fact.hash, fact
    _order(looked, hashes, held)
    return held


def _columns(fact: Fact, held: Held) -> None:
    said = fact.said
    same = said["subject"] == fact.subject and said["kind"] == fact.kind and said["at"] == fact.at.isoformat()
    held.need(same, f"fact {fact.seq}: its columns say something else than its line")


def _order(looked: Looked, hashes: dict[int, bytes], held: Held) -> None:
    head, last = b"", 0
    placed: set[int] = set()
    for position, seq, stored in looked.ask("select position, seq, hash from ledger_chain order by position"):
        held.need(position == last + 1, f"place {position} follows place {last}")
        held.need(seq in hashes, f"place {position} holds fact {seq}, which is not there")
        head = hashlib.sha256(head + hashes.get(seq, b"")).digest()
        held.need(bytes(stored) == head, f"place {position} (fact {seq}) is not chained to the one before")
        held.need(seq not in placed, f"fact {seq} has two places")
        placed.add(seq)
        head, last = bytes(stored), position
    held.count("places in the order", last)
    late = looked.now - LONGEST_UNPLACED
    for seq, at in looked.ask("select seq, at from ledger_fact where seq <> all(select seq from ledger_chain)"):
        held.count("not placed yet")
        held.need(at > late, f"fact {seq} has had no place in the order for ten minutes")
