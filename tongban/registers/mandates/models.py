"""Rows of mandates."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.kernel.ids import uuid7


class Mandate(models.Model):
    """One person lets another act for him (授权代办), up to and including a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    giver = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    items = models.JSONField(help_text="codes of items, at least one")
    documents = models.BooleanField(default=False, help_text="may use what the giver handed in before")
    given_at = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["taker", "until"], name="mandate_of_taker"),
            models.Index(fields=["giver", "-given_at"], name="mandate_of_giver"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="mandate_of_two"),
            models.CheckConstraint(condition=~Q(items=[]), name="mandate_of_items"),
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk}"

    @property
    def subject(self) -> str:
        return f"mandate/{self.pk}"
