"""Values of letters."""

from __future__ import annotations

from django.db.models import TextChoices

from tongban.engines.clocks import Limit


class Kind(TextChoices):
    """Who writes, and why."""

    WORD = "word", "留言"
    NUDGE = "nudge", "催办"
    REPLY = "reply", "答复"
    NOTE = "note", "工作人员留言"


LIMITS = {Kind.WORD: Limit.parse("2 working days"), Kind.NUDGE: Limit.parse("1 working day")}
"""By when the applicant's are answered."""
AGAIN = Limit.parse("3 working days")  # one asks to hurry at most once in this time
LONGEST = 1000
MOST_OPEN = 5  # of one case that may wait for an answer at a time
