"""Values of help."""

from __future__ import annotations

from datetime import time as clock
from datetime import timedelta

from django.db.models import TextChoices

DESK = "help"
"""The desk of the city's helpers (帮办岗): who holds a post there as clerk answers calls of its area."""
OPENS, CLOSES = clock(9, 0), clock(17, 30)
"""The working time of the city's helpers, on working days."""
INVITED, WITH_FAMILY, WITH_CITY = timedelta(days=1), timedelta(days=30), timedelta(hours=1)
"""How long a code may be taken up; how long somebody trusted helps; how long a helper of the city does."""
KEPT = timedelta(days=90)
"""How long after its last day an invitation, with what he said he cannot manage, is kept: for his complaint, if any."""
PROMISED_SECONDS = 60
"""Within what a helper of the city answers (一分钟响应)."""
OURS = frozenset({"id-number", "bare-id", "account"})
"""Kinds of answers that nobody but the applicant ever sees or writes."""


class Way(TextChoices):
    """Who is asked to help."""

    FAMILY = "family", "家人、朋友"
    CITY = "city", "帮办员"
