"""Rows of indicators: made of the ledger, and made again from it at will."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Tally(models.Model):
    """One case as the figures see it. Numbers are null where the fact that says them was never recorded."""

    subject = models.CharField(max_length=60, unique=True)
    number = models.CharField(max_length=32, blank=True)
    item = models.SlugField(max_length=80)
    area = models.CharField(max_length=12, blank=True)
    channel = models.CharField(max_length=12, blank=True)
    started_on = models.DateField()
    submitted_on = models.DateField(null=True)
    asked = models.PositiveIntegerField(null=True, help_text="questions asked")
    prefilled = models.PositiveIntegerField(null=True, help_text="of them, as they had been filled in")
    fillable = models.PositiveIntegerField(null=True, help_text="questions with a source to be filled in from")
    needed = models.PositiveIntegerField(null=True, help_text="documents that belong to the case")
    handed = models.PositiveIntegerField(null=True, help_text="of them, handed in by the applicant")
    points = models.PositiveIntegerField(null=True, help_text="points of pre-review")
    judged = models.PositiveIntegerField(null=True, help_text="of them, decided by machine")
    supplements = models.PositiveSmallIntegerField(default=0)
    answered_on = models.DateField(null=True, help_text="accepted, or turned away")
    accepted = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    decided_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    automatic = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)
    rating = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["submitted_on", "item"], name="tally_by_day")]

    def __str__(self) -> str:
        return self.number or self.subject


class Cursor(models.Model):
    """Up to which place of the ledger's order the tallies are made."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    place = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_cursor")]

    def __str__(self) -> str:
        return str(self.place)
