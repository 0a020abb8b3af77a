from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel import time
from tongban.kernel.ids import short_code, uuid7


class Code(models.Model):
    """The handle under which somebody shows himself; a new one replaces it when a device is lost."""

    handle = models.CharField(max_length=16, unique=True, default=short_code, help_text="opaque; all a token says")
    holder = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    shown_by = models.TextField(
        blank=True, help_text='"person/<id>" of the guardian or carer who shows it for its holder; "" is he himself'
    )
    opened_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["holder", "shown_by"], condition=models.Q(withdrawn_at=None), name="one_code_in_use"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["withdrawn_at"], name="code_withdrawn")]

    def __str__(self) -> str:
        return self.handle

    @property
    def subject(self) -> str:
        return f"code/{self.handle}"

    @property
    def kind(self) -> str:
        return "person" if self.holder.startswith("person/") else "enterprise"


class Batch(models.Model):
    """Tokens signed beforehand for one device, each for some minutes, to be shown without a network (离线码)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="batches")
    device = models.CharField(max_length=60, help_text="as its holder calls it")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["code", "-begins"], name="batch_of_code")]

    def __str__(self) -> str:
        return self.device

    @property
    def name(self) -> str:
        """What its tokens carry, so that a gate may refuse them all."""
        return self.id.hex[-12:]

    @property
    def counts(self) -> bool:
        return self.stopped_at is None and self.ends > time.now()


class Scan(models.Model):
    """One code that was scanned (扫码记录): by whom, for what. Each number counts once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="scans")
    number = models.CharField(max_length=32, unique=True)
    official = models.UUIDField()
    department = models.SlugField()
    purpose = models.CharField(max_length=200)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, help_text="of one checked without a network: when the house was told")
    withdrawn = models.BooleanField(default=False, help_text="it no longer counted then, which nobody could ask")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["code", "-id"], name="scan_of_code")]

    def __str__(self) -> str:
        return f"scan {self.pk}"
