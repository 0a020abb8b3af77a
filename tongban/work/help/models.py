from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel import time
from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedWords
from tongban.work.help.kinds import Way


class Help(models.Model):
    """One draft that somebody fills in with its applicant, from when he asks until either ends it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    way = models.CharField(max_length=6, choices=Way.choices)
    draft = models.UUIDField(help_text="the case that is filled in, by its id")
    item = models.SlugField(max_length=80)
    area = models.CharField(max_length=12, help_text="where the draft would go: whose helpers are called")
    applicant = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    asked_by = models.TextField(help_text='"person/<id>" of who asked, in whose name the helper writes')
    digest = models.CharField(max_length=64, unique=True, help_text="of the code somebody trusted was given")
    own = models.JSONField(default=list, help_text="names of the fields he keeps to himself")
    words = SealedWords(owner="applicant", blank=True, help_text="what he cannot manage, as he says")
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    helper = models.TextField(blank=True, help_text='"person/<id>" or "official/<id>"; "" while nobody has come')
    helper_name = SealedWords(owner="applicant", blank=True)
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft"], condition=models.Q(ended_at=None), name="one_help_of_draft"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["helper", "-taken_at"], name="help_of_helper"),
            models.Index(
                fields=["asked_at"], name="help_waiting", condition=models.Q(way="city", helper="", ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"help {self.pk}"

    @property
    def subject(self) -> str:
        return f"help/{self.pk}"

    @property
    def counts(self) -> bool:
        return self.ended_at is None and time.now() < self.until

    @property
    def waits(self) -> bool:
        return self.counts and not self.helper

    @property
    def seconds(self) -> int:
        """How long he waited, or waits, for the first answer."""
        return max(0, int(((self.taken_at or time.now()) - self.asked_at).total_seconds()))
