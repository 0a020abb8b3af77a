from __future__ import annotations

from typing import ClassVar

from django.db import models


class HolidayNotice(models.Model):
    """A notice of holidays (放假安排) as it was imported. A newer one for the same year counts instead."""

    year = models.PositiveSmallIntegerField()
    text = models.JSONField(help_text="in the form of holiday-cn: year, papers, days with name, date, isOffDay")
    source = models.CharField(max_length=500, help_text="address of the notice")
    imported_by = models.CharField(max_length=100, help_text="name of office of whoever imported it")
    imported_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, help_text="every open date that it moves was moved")

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="notice_not_applied", condition=models.Q(applied_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.year} 年放假安排"

    @property
    def subject(self) -> str:
        return f"calendar/{self.year}"
