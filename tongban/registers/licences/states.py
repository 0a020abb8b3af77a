"""What may lawfully happen to a licence after it was given: every state, every verb, who may, by which law."""

from __future__ import annotations

from dataclasses import dataclass

IN_FORCE = ("valid", "deemed")


@dataclass(frozen=True)
class Move:
    """One lawful move: from which state, by which verb, to which state, by whom."""

    source: str
    verb: str
    to: str
    who: str  # system: it follows from a decision, or the clock; issuer: an approver of the department that issued it
    decision: str  # the kind of paper an official's move owes the holder; "" where its case's own decision says it


def table(text: str) -> dict[tuple[str, str], Move]:
    """Read the table below; ``in-force`` stands for a licence that counts, ``any`` also for one that has run out."""
    moves = {}
    spans = {"in-force": IN_FORCE, "any": (*IN_FORCE, "expired")}
    for line in text.strip().splitlines()[1:]:
        source, verb, to, who, owed = line.split("#")[0].split()
        for state in spans.get(source, (source,)):
            moves[state, verb] = Move(state, verb, to, who, owed.strip("-"))
    return moves


# Figures are articles of 行政许可法.
MOVES = table("""
    from       verb           to           who      decision
    in-force   change         superseded   system   -                     # 变更 (49): a new version follows
    in-force   renew          superseded   system   -                     # 延续 (50): a new version follows
    in-force   replace        superseded   system   -                     # 补发: the old paper counts no longer
    in-force   rectify        superseded   issuer   licence-rectification # 更正: a clerical error
    expired    deem_renewed   deemed       system   -                     # 视为准予延续 (50): not answered in time
    any        cancel         cancelled    issuer   licence-cancellation  # 注销 (70)
    any        revoke         revoked      issuer   licence-revocation    # 撤销 (69)
    any        withdraw       withdrawn    issuer   licence-withdrawal    # 吊销: a penalty
""")

STATES = {
    "valid": "有效",
    "deemed": "有效（视为准予延续）",
    "expired": "已过有效期",
    "superseded": "已换发新证",
    "revoked": "已撤销",
    "cancelled": "已注销",
    "withdrawn": "已吊销",
    "suspended": "暂扣",
    "transferred": "已办理转出",
}

VERBS = {
    "change": "变更", "renew": "延续", "replace": "补发", "deem_renewed": "视为准予延续", "cancel": "注销",
    "revoke": "撤销", "withdraw": "吊销", "rectify": "更正",
}

LAWS = {
    "change": "行政许可法 第四十九条", "renew": "行政许可法 第五十条", "deem_renewed": "行政许可法 第五十条",
    "cancel": "行政许可法 第七十条", "revoke": "行政许可法 第六十九条",
}

WHO = {move.verb: move.who for move in MOVES.values()}
OWED = {move.verb: move.decision for move in MOVES.values() if move.decision}


def allowed(state: str) -> list[Move]:
    """The moves that may follow ``state``."""
    return [move for (source, _), move in MOVES.items() if source == state]
