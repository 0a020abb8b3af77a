from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.work.rulings.kinds import Finding, State


class Ruling(models.Model):
    """What came of holding one case against its item's rules. Once granted or left to a person, it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="ruling")
    item_code = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    department = models.SlugField()
    area = models.CharField(max_length=12)
    desk = models.SlugField(help_text="where a person would have decided, and looks again")
    state = models.CharField(max_length=8, choices=State.choices)
    edition = models.PositiveIntegerField(help_text="number of the item's edition the rules stand in")
    digest = models.CharField(max_length=64, help_text="of the rules, word by word, and of the edition")
    law = models.CharField(max_length=200)
    rules: Any = models.JSONField(default=list, help_text="rows of name and title")
    barriers: Any = models.JSONField(default=list, help_text="rows of name and sentence: why a person looks")
    facts: Any = models.JSONField(default=dict, help_text="names of facts → keyed digests; values stay with the case")
    sources: Any = models.JSONField(default=list, help_text="rows of material, way, proof")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="granted") | models.Q(barriers=[]), name="granted_without_barriers"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="person") | ~models.Q(barriers=[]), name="person_for_a_reason"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["item_code", "-at"], name="ruling_of_item"),
            models.Index(fields=["at"], name="ruling_waiting", condition=models.Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_state_display()}"


class Draw(models.Model):
    """One day's drawing for one item: seed and population, so that anybody may compute the sample again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item_code = models.SlugField(max_length=80)
    day = models.DateField(help_text="whose rulings were drawn from")
    seed = models.CharField(max_length=64)
    share = models.PositiveSmallIntegerField(help_text="percent")
    population = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="of the ids of the population, in order")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item_code", "day"], name="one_draw_a_day")]

    def __str__(self) -> str:
        return f"{self.item_code} {self.day}"


class Sample(models.Model):
    """One ruling that a person looks at again (抽查)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="samples")
    ruling = models.OneToOneField(Ruling, on_delete=models.PROTECT, related_name="sample")
    due_on = models.DateField()
    finding = models.CharField(max_length=8, choices=Finding.choices, blank=True)
    rule = models.CharField(max_length=160, blank=True, help_text="the rule that is reported wrong")
    text = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.CharField(max_length=36, blank=True)
    judged_name = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["judged_at"], name="sample_judged")]

    def __str__(self) -> str:
        return f"{self.ruling_id}: {self.finding}"


class Review(models.Model):
    """The applicant asked for a person to look at what a machine decided (人工复核)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ruling = models.OneToOneField(Ruling, on_delete=models.PROTECT, related_name="review")
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    finding = models.CharField(max_length=8, choices=Finding.choices, blank=True)
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_name = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"{self.ruling_id}: {self.finding}"


class Switch(models.Model):
    """Off or on, for one item or ("") for all; the newest row of each holds. Never changed, only added."""

    item_code = models.SlugField(max_length=80, blank=True)
    on = models.BooleanField()
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=36, blank=True)
    by_name = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["item_code", "-id"], name="switch_newest")]

    def __str__(self) -> str:
        return f"{self.item_code or '全部'}: {'启用' if self.on else '停用'}"
