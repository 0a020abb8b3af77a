from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedJSON
from tongban.registers.readings.kinds import State


class Reading(models.Model):
    """What one reader saw in one file: owed, read, or given up. The file's content decides, not who handed it in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64)
    reader = models.CharField(max_length=60, help_text="name and version, which a new release may change")
    media_type = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    pages = SealedJSON(default=list, help_text="text with its places, page by page, as `engines.reading.Page`")
    why = models.CharField(max_length=300, blank=True, help_text="why it was given up, for the log")
    tries = models.PositiveSmallIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(default=0)
    wanted_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sha256", "reader"], name="one_reading_per_file_and_reader")
        ]
        indexes: ClassVar = [
            models.Index(fields=["wanted_at"], name="reading_owed", condition=models.Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.reader}: {self.state}"

    @property
    def subject(self) -> str:
        return f"reading/{self.id}"
