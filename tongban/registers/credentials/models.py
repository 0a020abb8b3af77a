from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel import time
from tongban.kernel.crypto import SealedText
from tongban.kernel.ids import short_code


class Showing(models.Model):
    """A licence, or some of its fields, shown for a while (亮证、亮数). Its id is its place in the status list."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=16, unique=True, default=short_code, help_text="opaque; all a code says of it")
    licence = models.ForeignKey("licences.Licence", on_delete=models.PROTECT, related_name="+")
    holder = models.TextField()
    fields = models.JSONField(default=list, help_text="codes of the fields that are shown")
    credential = SealedText(help_text="the SD-JWT, with these fields disclosed and no others")
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
