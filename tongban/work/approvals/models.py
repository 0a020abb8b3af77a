from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.work.approvals.kinds import Verdict


class Opinion(models.Model):
    """A signed opinion on one step. Never changed; one that was sent back no longer stands."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="opinions")
    step = models.SlugField(max_length=80)
    official = models.CharField(max_length=36)
    official_name = models.CharField(max_length=100)
    department = models.SlugField()
    role = models.CharField(max_length=12)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    text = models.TextField(blank=True)
    law = models.CharField(max_length=300, blank=True)
    second_officer = models.CharField(max_length=100, blank=True, help_text="who was on site as well (第三十四条)")
    signed_at = models.DateTimeField()
    sent_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "step", "official"], condition=models.Q(sent_back_at=None), name="nobody_signs_twice"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["case", "step"], name="opinion_of_step")]

    def __str__(self) -> str:
        return f"{self.step}: {self.verdict}"

    @property
    def stands(self) -> bool:
        return self.sent_back_at is None
