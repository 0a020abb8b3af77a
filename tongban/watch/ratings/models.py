from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import short_code, uuid7
from tongban.kernel.sealed import SealedWords


def link_token() -> str:
    return short_code(28)  # 140 bits: whoever holds it rates, nobody signs in


class Invitation(models.Model):
    """An invitation to rate one case: its token opens the page without signing in, once."""

    token = models.CharField(max_length=32, primary_key=True, default=link_token)
    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"invitation for {self.case_id}"


class Rating(models.Model):
    """One rating of one case (一事一评)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="rating")
    department = models.SlugField()
    item_code = models.SlugField(max_length=80)
    level = models.PositiveSmallIntegerField()
    tags = models.JSONField(default=list)
    text = SealedWords(kept="case.applicant", blank=True)
    anonymous = models.BooleanField(default=True)
    channel = models.CharField(max_length=12)
    rated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="five_levels")
        ]
        indexes: ClassVar = [models.Index(fields=["item_code", "-rated_at"], name="rating_of_item")]

    def __str__(self) -> str:
        return f"{self.level} for {self.item_code}"
