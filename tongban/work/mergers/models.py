"""Rows of mergers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.kernel import time
from tongban.kernel.ids import uuid7


class Merger(models.Model):
    """One account went into another (账号合并), with what it brought, so that it can go back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    left = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(help_text="ids of what went over: passkeys, links, grants")
    at = models.DateTimeField()
    until = models.DateTimeField(help_text="it can be taken back before")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kept", "-at"], name="merger_of_account")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kept=F("left")), name="merger_of_two"),
            models.UniqueConstraint(fields=["left"], condition=Q(undone_at=None), name="merged_once"),
        ]

    def __str__(self) -> str:
        return f"merger {self.pk}"

    @property
    def open(self) -> bool:
        """Whether it can be taken back today."""
        return self.undone_at is None and time.now() < self.until
