from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedWords
from tongban.work.letters.kinds import Kind


class Letter(models.Model):
    """One thing that was written about one case. Never changed, but for when it was answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = SealedWords(kept="case.applicant", blank=True)
    by = models.TextField(help_text="principal")
    by_name = SealedWords(kept="case.applicant")
    at = models.DateTimeField()
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    desk = models.SlugField(blank=True, help_text="who answers it")
    department = models.SlugField(max_length=60, blank=True)
    area = models.CharField(max_length=12, blank=True)
    due_on = models.DateField(null=True, help_text="by when it is answered")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "at"], name="letter_of_case")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"

    @property
    def subject(self) -> str:
        return f"letter/{self.pk}"

    @property
    def mine(self) -> bool:
        """Whether the applicant wrote it."""
        return self.kind in (Kind.WORD, Kind.NUDGE)
