from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedWords
from tongban.registers.openings.kinds import LONGEST, Finding, Ground, State


class Opening(models.Model):
    """One official's question to read one thing for some minutes (紧急查阅), and what became of it.

    Instants are the machine's own, as of sittings: who moves the demo's clock opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.TextField()
    label = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    holder = models.TextField()
    area = models.CharField(max_length=12, blank=True)
    department = models.SlugField(max_length=60, blank=True)
    official = models.CharField(max_length=36)
    official_name = models.CharField(max_length=100)
    official_number = models.CharField(max_length=20, blank=True)
    ground = models.CharField(max_length=8, choices=Ground.choices)
    reason = SealedWords()
    basis = models.CharField(max_length=100)
    minutes = models.PositiveSmallIntegerField()
    whole = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    second = models.CharField(max_length=36, blank=True, help_text="official id of who granted or refused")
    second_name = models.CharField(max_length=100, blank=True)
    said = models.CharField(max_length=200, blank=True, help_text="why it was refused")
    granted_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    looks = models.PositiveIntegerField(default=0)
    review_on = models.DateField(null=True, help_text="by when it is reviewed")
    finding = models.CharField(max_length=11, blank=True, choices=Finding.choices)
    remark = models.CharField(max_length=200, blank=True)
    reviewer = models.CharField(max_length=36, blank=True)
    reviewer_name = models.CharField(max_length=100, blank=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(second=F("official")), name="opened_by_a_second_person"),
            models.CheckConstraint(
                condition=Q(reviewer="") | ~Q(reviewer=F("official")) & ~Q(reviewer=F("second")),
                name="opening_reviewed_by_a_third_person",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__lte=F("granted_at") + timedelta(minutes=LONGEST)),
                name="opening_within_the_hour",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.ASKED, State.REFUSED, State.LAPSED], until=None)
                | Q(state__in=[State.OPEN, State.ENDED], until__isnull=False, granted_at__isnull=False)
                & ~Q(second=""),
                name="opening_granted",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["official", "-id"], name="opening_of_official"),
            models.Index(fields=["state", "id"], name="opening_by_state", condition=Q(state__in=["asked", "open"])),
        ]

    def __str__(self) -> str:
        return f"opening {self.pk}"

    @property
    def own(self) -> str:
        """Its own subject in the ledger."""
        return f"opening/{self.pk}"

    @property
    def of_case(self) -> bool:
        return self.subject.startswith("case/")

    @property
    def to_review(self) -> bool:
        return self.state == State.ENDED and not self.finding
