from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText


class Delivery(models.Model):
    """One handing over (上报批次): from where to where in the ledger's order, how many rows of each table."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    since = models.BigIntegerField()
    until = models.BigIntegerField()
    rows: Any = models.JSONField(help_text="number of rows per table")
    identities = models.CharField(max_length=6)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-at"], name="delivery_by_time")]

    def __str__(self) -> str:
        return f"{self.since}–{self.until}"


class Received(models.Model):
    """One row of another platform, as it last came. Its content is encrypted: it names people."""

    table = models.CharField(max_length=40)
    source = models.CharField(max_length=60)
    key = models.CharField(max_length=64, help_text="SHA-256 of the columns by which the row is known again")
    digest = models.CharField(max_length=32, help_text="keyed digest of the content, to see whether it changed")
    content = SealedText()
    version = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "source", "key"], name="received_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} of {self.source}"
