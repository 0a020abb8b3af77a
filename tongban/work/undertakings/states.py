"""How an undertaking may end: every state, every verb, who may."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """One lawful move."""

    source: str
    verb: str
    to: str
    who: str  # checker: an official of the desk that looks into it; system: the clock, or what follows from a case


def table(text: str) -> dict[tuple[str, str], Move]:
    moves = {}
    for line in text.strip().splitlines()[1:]:
        source, verb, to, who = line.split("#")[0].split()
        moves[source, verb] = Move(source, verb, to, who)
    return moves


MOVES = table("""
    from   verb      to       who
    open   begin     open     system    # the decision was made: its check has a day
    open   keep      kept     checker   # 履约
    open   break     broken   checker   # 失信: found untrue, or the day passed
    open   let_go    dropped  system    # the case ended without what was asked for
""")

STATES = {"open": "履行中", "kept": "已履行", "broken": "未履行", "dropped": "不再需要"}
VERBS = {"begin": "开始核查", "keep": "认定已履行", "break": "认定未履行", "let_go": "终止"}
