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
    behalf_of = models.CharField(max_length=36, blank=True, help_text="official on leave, in whose place it was signed")
    behalf_name = models.CharField(max_length=100, blank=True)
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.CharField(max_length=100, blank=True)
    sent_back_reason = models.TextField(blank=True)

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


class Consultation(models.Model):
    """A question to another desk, and its view (征求意见). It decides nothing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="consultations")
    step = models.SlugField(max_length=80, help_text="the step for which it is asked")
    desk = models.SlugField()
    expert = models.CharField(max_length=36, blank=True, help_text="who is asked by name (专家), out of the list")
    expert_name = models.CharField(max_length=100, blank=True)
    question = models.CharField(max_length=300)
    due_on = models.DateField()
    asked_by = models.CharField(max_length=36)
    asked_name = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=36, blank=True)
    answered_name = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.question


class Phrase(models.Model):
    """A phrase for opinions: an official's own, or a desk's (常用意见)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    official = models.CharField(max_length=36, blank=True)
    desk = models.SlugField(blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    text = models.CharField(max_length=500)
    law = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=100)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(official="") ^ models.Q(desk=""), name="phrase_of_one_or_of_a_desk"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["official"], name="phrase_of_official", condition=~models.Q(official="")),
            models.Index(fields=["desk"], name="phrase_of_desk", condition=~models.Q(desk="")),
        ]

    def __str__(self) -> str:
        return self.text


class Viewer(models.Model):
    """Who had a case on his screen, and when last (正在查看)."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="viewers")
    official = models.CharField(max_length=36)
    name = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "official"], name="viewer_once")]

    def __str__(self) -> str:
        return self.name
