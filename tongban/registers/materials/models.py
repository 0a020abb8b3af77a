from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedWords


class Material(models.Model):
    """A document somebody handed in. Its content never changes; a better one is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    holder = models.TextField(help_text='whose it is: "person/<id>" or "organisation/<id>"')
    kind = models.SlugField(max_length=80, help_text="material code of the item, e.g. floor-plan")
    name = SealedWords(kept="holder", help_text="file name as people see it")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField(help_text="bytes")
    pages = models.PositiveSmallIntegerField(default=1)
    trust = models.CharField(
        max_length=1, default="C", help_text="A issued, B checked at a window, C uploaded, D self-made"
    )
    kept_at = models.DateTimeField()
    kept_by = models.TextField(help_text="principal")
    hidden = models.BooleanField(default=False, help_text="the holder does not want it offered any more")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["holder", "kind", "-kept_at"], name="material_offered")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"material/{self.id}"

    @property
    def key(self) -> uuid.UUID:
        return self.id
