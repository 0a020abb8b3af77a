"""Published versions of texts, closed by a trigger (migrations/0001_texts.py), and what readers said of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7


class Version(models.Model):
    """A published version of a text (文章版本): in force until the next, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(max_length=60)
    number = models.PositiveIntegerField(help_text="1, 2, 3 … within the code")
    text = models.TextField(blank=True, help_text='as typed, with its head; "" takes the text off the portal')
    digest = models.CharField(max_length=64, help_text="SHA-256 of the text")
    note = models.CharField(max_length=200, blank=True, help_text="what changed, for people")
    published_at = models.DateTimeField()
    published_by = models.TextField(help_text="the principal who published it")
    published_name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "number"], name="text_number_once")]

    def __str__(self) -> str:
        return f"{self.code} v{self.number}"

    @property
    def subject(self) -> str:
        return f"page/{self.code}"


class Word(models.Model):
    """How often on one day readers said that an article helped, or did not (有没有帮到您)."""

    code = models.SlugField(max_length=60)
    day = models.DateField()
    helped = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "day"], name="word_of_a_day")]

    def __str__(self) -> str:
        return f"{self.code} {self.day}"
