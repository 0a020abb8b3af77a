from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel import time
from tongban.kernel.ids import short_code, uuid7
from tongban.kernel.sealed import SealedText
from tongban.registers.credentials.kinds import State


class Showing(models.Model):
    """A licence, or some of its fields, shown for a while (亮证、亮数)."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=16, unique=True, default=short_code, help_text="opaque; all a code says of it")
    licence = models.ForeignKey("licences.Licence", on_delete=models.PROTECT, related_name="+")
    holder = models.TextField()
    hand = models.CharField(
        max_length=60, blank=True, default="", help_text="person/<id> who shows it for its holder; his mandate"
        " is asked with each reading",
    )  # fmt: skip
    fields = models.JSONField(default=list, help_text="codes of the fields that are shown")
    place = models.BigIntegerField(unique=True, null=True, help_text="in the status lists; chance, and nobody's order")
    credential = SealedText(owner="holder", help_text="the SD-JWT, with these fields disclosed and no others")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["licence", "-id"], name="showing_of_licence"),
            models.Index(fields=["id"], name="showing_stopped", condition=models.Q(stopped_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"showing {self.pk}"

    @property
    def subject(self) -> str:
        return f"showing/{self.code}"

    @property
    def open(self) -> bool:
        return self.stopped_at is None and self.ends > time.now()


class DataRequest(models.Model):
    """Somebody asks for fields of a licence (申请查看): who, why, by which law, which fields, until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    holder = models.TextField()
    type_code = models.SlugField()
    type_title = models.CharField(max_length=100)
    fields = models.JSONField(default=list)
    labels = models.JSONField(default=list, help_text="the same fields as people call them")
    purpose = models.CharField(max_length=200)
    law = models.CharField(max_length=200)
    until = models.DateField(help_text="the last day on which it may be read")
    department = models.SlugField()
    official = models.UUIDField()
    state = models.CharField(max_length=8, choices=State.choices)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["holder", "-asked_at"], name="data_asked_of"),
            models.Index(fields=["official", "-asked_at"], name="data_asked_by"),
        ]

    def __str__(self) -> str:
        return f"{self.type_title} {self.state}"

    @property
    def subject(self) -> str:
        return f"data-request/{self.pk}"

    @property
    def counts(self) -> bool:
        return self.state == State.GRANTED and self.until >= time.today()
