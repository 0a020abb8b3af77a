from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.crypto import SealedText


class Seal(models.Model):
    """One seal of one department."""

    code = models.SlugField(unique=True, help_text="as items name it, e.g. market-supervision")
    title = models.CharField(max_length=100, help_text="text on the seal, e.g. 澜汀市市场监督管理局行政审批专用章")
    department = models.SlugField()
    demo = models.BooleanField(default=True)
    certificate = models.TextField(help_text="PEM, with the chain behind it")
    private_key = SealedText()
    picture = models.CharField(max_length=64, help_text="SHA-256 of the PNG in storage")
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.title
