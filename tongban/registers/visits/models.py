"""Rows of visits."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel import time
from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText
from tongban.registers.visits.kinds import MOST_WRONG, Shown, Way


class Visit(models.Model):
    """One person at one clerk's window (到窗办理)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    official = models.UUIDField(help_text="the clerk")
    department = models.SlugField(help_text="in whose name the clerk sits there")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    shown = models.CharField(max_length=5, choices=Shown.choices)
    scan = models.UUIDField(null=True, help_text="the scan of his code")
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["official", "-began_at"], name="visit_of_official"),
            models.Index(fields=["person", "-began_at"], name="visit_of_person"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"

    @property
    def subject(self) -> str:
        return f"visit/{self.pk}"

    @property
    def counts(self) -> bool:
        """Whether the clerk may write for the visitor now."""
        return self.ended_at is None and time.now() < self.until


class Confirmation(models.Model):
    """The visitor has read what was written for him and says it is right (核对确认), as it stood then."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="confirmations")
    about = models.CharField(max_length=60, help_text='"case/<id>"')
    digest = models.CharField(max_length=64, help_text="of what he read")
    way = models.CharField(max_length=6, choices=Way.choices)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["visit", "about"], name="confirmation_about")]

    def __str__(self) -> str:
        return f"confirmation {self.about}"


class Assent(models.Model):
    """Somebody without card or code was found by his own answers, and may say yes by his telephone (手机许可)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    official = models.UUIDField(help_text="the clerk")
    department = models.SlugField(help_text="in whose name the clerk sits there")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    attempt = models.CharField(max_length=64, help_text="the counter of the clerk's searches, which his yes sets back")
    found_at = models.DateTimeField()
    until = models.DateTimeField()
    code = SealedText(blank=True, help_text="empty before it was sent and after it was given")
    sent_at = models.DateTimeField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    given_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-sent_at"], name="assent_of_person"),
            models.Index(fields=["found_at"], name="assent_by_age"),
        ]

    def __str__(self) -> str:
        return f"assent {self.pk}"

    @property
    def subject(self) -> str:
        return f"assent/{self.pk}"

    @property
    def counts(self) -> bool:
        """Whether he may still say yes."""
        return self.given_at is None and time.now() < self.until and self.wrong < MOST_WRONG
