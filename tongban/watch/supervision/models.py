from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.watch.supervision.kinds import RULES, Answer, CardState, Colour, Rule


class Card(models.Model):
    """A yellow or red card about one case (预警纠错, 黄牌、红牌): once per rule, case and what it is about."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="cards")
    rule = models.SlugField()
    about = models.SlugField(max_length=80, blank=True, help_text="the step or procedure; empty is the whole case")
    colour = models.CharField(max_length=6, choices=Colour.choices)
    sentence = models.CharField(max_length=300, help_text="what the rule saw")
    department = models.SlugField(help_text="who answers for it")
    desk = models.SlugField()
    area = models.CharField(max_length=12)
    issued_at = models.DateTimeField()
    answer_by = models.DateField(null=True, help_text="null: it warns and wants no answer")
    state = models.CharField(max_length=9, choices=CardState.choices, default=CardState.OPEN)
    answer = models.CharField(max_length=7, choices=Answer.choices, blank=True)
    answer_text = models.CharField(max_length=1000, blank=True)
    answered_by = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=100, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "rule", "about"], name="card_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-issued_at"], name="card_by_state")]

    def __str__(self) -> str:
        return f"{self.get_colour_display()} {self.known.title}"

    @property
    def known(self) -> Rule:
        return RULES[self.rule]
