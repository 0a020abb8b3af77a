"""What operators said of words: added, or switched off; what comes with the program stands in data/synonyms.tsv."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Synonym(models.Model):
    """A word people say and one thing it may mean (近义说法); switched off it also hides a built-in one."""

    word = models.CharField(max_length=40, help_text="as people say it")
    means = models.CharField(max_length=100, help_text="as the city calls it: a word, or the name of an item")
    plain_word = models.CharField(max_length=40, help_text="the word as it is compared")
    plain_means = models.CharField(max_length=100, help_text="the meaning as it is compared")
    on = models.BooleanField(default=True)
    note = models.CharField(max_length=200, blank=True, help_text="why, for colleagues")
    changed_at = models.DateTimeField(db_index=True)
    changed_by = models.TextField(help_text="the principal who said so last")
    changed_name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plain_word", "plain_means"], name="synonym_once")]

    def __str__(self) -> str:
        return f"{self.word} → {self.means}"

    @property
    def subject(self) -> str:
        return f"synonym/{self.pk}"
