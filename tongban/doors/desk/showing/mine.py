"""How my own work goes (我的统计): each figure beside the mean of the others of my department, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.watch.ratings import queries as ratings
from tongban.work.approvals import queries as approvals
from tongban.work.tasks import queries as tasks
from tongban.work.tasks.kinds import Pace

SPANS = {7: "近 7 天", 30: "近 30 天", 90: "近 90 天"}
USUAL = 30
FEWEST_RATINGS = 5
"""Below that a mean would say what one applicant thought."""


FIGURES = (
    ("办结的待办", "由本人办结的受理、审查、审批等待办；他人为人均"),
    ("按时办结率", "有时限的待办中，到期日当天或者之前办结的"),
    ("平均在岗时间", "从转入岗位到办结，含夜间和节假日"),
    ("意见被退回", "签署的意见中，后来被退回重新审查的"),
    ("申请人评价", f"经手办件的平均评价，5 分制；满 {FEWEST_RATINGS} 个评价才显示"),
)


@dataclass(frozen=True)
class Line:
    """One figure: how it is reckoned, mine, and the mean of the others."""

    title: str
    meant: str
    mine: str
    others: str


@dataclass(frozen=True)
class Mine:
    """The page as it stands."""

    days: int
    lines: list[Line]
    officials: int  # in the mean; none where there is no mean


def read(actor: Actor, asked: str) -> Mine:
    """The figures of the last days that the address asks for."""
    days = int(asked) if asked in map(str, SPANS) else USUAL
    since = time.midnight(time.today() - timedelta(days=days - 1))
    own, theirs = tasks.pace(actor, since)
    mine = _said([actor.id], own, since)
    others = _said(tasks.colleagues(actor), theirs, since) if theirs else [""] * len(FIGURES)
    lines = [Line(*figure, *pair) for figure, pair in zip(FIGURES, zip(mine, others, strict=True), strict=True)]
    return Mine(days, lines, theirs.officials if theirs else 0)


def _said(officials: list[str], pace: Pace, since: datetime) -> list[str]:
    signed, back = approvals.returned(officials, since)
    level, many = ratings.of_rows(tasks.behind(officials, since))
    return [
        f"{pace.each:.3g} 件", "–" if pace.share is None else f"{pace.share:.0%}", _lain(pace) if pace.done else "–",
        f"{back / signed:.0%}（{back}/{signed}）" if signed else "–",
        f"{level:.1f}（{many} 个）" if level is not None and many >= FEWEST_RATINGS else "–",
    ]


def _lain(pace: Pace) -> str:
    hours = pace.lain.total_seconds() / 3600
    return f"{hours / 24:.1f} 天" if hours >= 24 else f"{hours:.1f} 小时"
