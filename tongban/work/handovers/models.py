from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7


class Handover(models.Model):
    """One place of one draft, open to a phone for a few minutes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.CharField(max_length=64, unique=True, help_text="of the token in the code")
    draft = models.UUIDField(help_text="the case or run that is filled in, by its id")
    material = models.SlugField(max_length=80, help_text="code of the material it answers")
    applicant = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    account = models.TextField(help_text="the account that opened it, as whom the phone hands in")
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    used = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["draft", "material"], name="handover_of_place")]

    def __str__(self) -> str:
        return f"{self.material} {self.until:%H:%M}"

    @property
    def subject(self) -> str:
        return f"handover/{self.pk}"
