"""Published versions of wordings; closed by a trigger (migrations/0001_versions.py)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7


class Version(models.Model):
    """A published version of the wording of a kind of notice (文书样式版本): in force until the next, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.SlugField()
    department = models.SlugField(blank=True, help_text='whose notices it words; "" for the whole city')
    number = models.PositiveIntegerField(help_text="1, 2, 3 … within kind and department")
    text = models.TextField(blank=True, help_text='as typed; "" steps back to the wording this one stood before')
    digest = models.CharField(max_length=64, help_text="SHA-256 of the text")
    note = models.CharField(max_length=200, blank=True, help_text="what changed, for people")
    published_at = models.DateTimeField()
    published_by = models.TextField(help_text="the principal who published it")
    published_name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "department", "number"], name="wording_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.department or 'city'} v{self.number}"

    @property
    def subject(self) -> str:
        return f"wording/{self.kind}"

    @property
    def steps_back(self) -> bool:
        return not self.text
