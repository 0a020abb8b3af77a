"""Rows of newcomers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel import time
from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText
from tongban.registers.newcomers.kinds import MOST_WRONG


class Newcomer(models.Model):
    """One code to one telephone (短信验证码), and who says he is behind it; gone after two days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = SealedText(blank=True, help_text="as he says")
    phone = SealedText()
    phone_index = models.CharField(max_length=32)
    code = SealedText(blank=True, help_text="empty once it was used")
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["phone_index", "-asked_at"], name="newcomer_of_phone"),
            models.Index(fields=["asked_at"], name="newcomer_by_age"),
        ]

    def __str__(self) -> str:
        return f"newcomer {self.pk}"

    @property
    def counts(self) -> bool:
        """Whether its code may still be given."""
        return bool(self.code) and self.until > time.now() and self.wrong < MOST_WRONG

    @property
    def subject(self) -> str:
        return f"newcomer/{self.pk}"
