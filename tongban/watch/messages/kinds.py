"""Kinds of messages (消息类别): which of them come by SMS is each person's choice, save what the law owes him."""

from __future__ import annotations

from datetime import datetime, timedelta

from tongban.kernel import time

LAW = "law"
KINDS = {
    LAW: "办件的法定告知和需要您办的事", "service": "结果、证照和答复", "data": "数据使用",
    "remind": "到期和草稿提醒", "rating": "评价邀请",
}  # fmt: skip
_OTHERS = {
    "service": (
        "run-closed", "branch-filed", "human-review", "objection-answered", "concern-answered", "licence",
        "letter-written",
        "credit-lifted", "supplied", "corrected", "date-moved", "resumed", "licence-deemed",
    ),
    "data": ("data-requested", "consent-asked"),
    "remind": ("draft-expiring", "draft-trashed", "licence-expiring"),
    "rating": ("closed",),
}  # fmt: skip
OF = {template: kind for kind, templates in _OTHERS.items() for template in templates}
QUIET_FROM, QUIET_UNTIL = 22, 8
"""Hours of the city's clock in which nobody is woken for what can wait."""


def of(template: str) -> str:
    """The kind of a template; what is not named otherwise is owed by law."""
    return OF.get(template, LAW)


def after_quiet(moment: datetime) -> datetime:
    """The same moment by day; eight in the morning for one at night (免打扰时段)."""
    here = time.local(moment)
    if QUIET_UNTIL <= here.hour < QUIET_FROM:
        return moment
    morning = here.replace(hour=QUIET_UNTIL, minute=0, second=0, microsecond=0)
    return morning if here.hour < QUIET_UNTIL else morning + timedelta(days=1)
