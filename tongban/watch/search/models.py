"""What can be found, kept for finding: made anew from the registers, never the truth itself."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Text(models.Model):
    """One thing that can be found, with its names as they are compared and the terms it is looked up by."""

    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    address = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    names = models.JSONField(default=list, help_text="[[as it is compared, its sounds]], the title first")
    audiences = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    owner = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=12, blank=True)
    days = models.IntegerField(null=True, help_text="the promised working days, for sorting")
    sort_key = models.CharField(max_length=200, blank=True, help_text="its title in pinyin")
    shown_from = models.DateField(null=True)
    shown_until = models.DateField(null=True, help_text="the first day on which it is no longer shown")
    digest = models.CharField(max_length=64, help_text="of what it was made from")
    name_terms = ArrayField(models.IntegerField(), help_text="terms of its names, as numbers")
    text_terms = ArrayField(models.IntegerField(), help_text="terms of what it tells, as numbers")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="text_once")]
        indexes: ClassVar = [
            GinIndex(fields=["name_terms"], name="text_by_name", fastupdate=False),
            GinIndex(fields=["text_terms"], name="text_by_telling", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """In how many texts a term stands: the fewer, the more it tells. Counted anew nightly."""

    number = models.IntegerField(primary_key=True)
    names = models.IntegerField(default=0, help_text="texts with the term in a name")
    texts = models.IntegerField(default=0, help_text="texts that tell of it")

    def __str__(self) -> str:
        return str(self.number)


class Saying(models.Model):
    """What was said on a day (没有找到的说法), counted without who said it, at what time, or from where."""

    said = models.CharField(max_length=30, help_text="as it is compared")
    place = models.CharField(max_length=6, help_text='"search" or "guide": where it was said')
    day = models.DateField()
    times = models.PositiveIntegerField(default=0, help_text="how often it was said")
    missed = models.PositiveIntegerField(default=0, help_text="how often nothing was found")
    followed = models.PositiveIntegerField(default=0, help_text="how often something found was opened")
    nearly = models.JSONField(default=list, help_text="[[code, title]] of what it came nearest to, last")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "said", "place"], name="saying_of_a_day")]

    def __str__(self) -> str:
        return self.said
