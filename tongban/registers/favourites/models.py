from __future__ import annotations

from typing import ClassVar

from django.db import models


class Favourite(models.Model):
    """One item or package that somebody keeps."""

    holder = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    item = models.SlugField(max_length=80)
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["holder", "item"], name="kept_once")]

    def __str__(self) -> str:
        return self.item
