from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedName, SealedText
from tongban.work.concerns.states import KINDS, STATES, WHERE


class Concern(models.Model):
    """One thing somebody said is wrong, with who owns it and by when it is answered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=24, unique=True, help_text="by which whoever raised it finds the answer again")
    kind = models.CharField(max_length=6, choices=[*KINDS.items()])
    item = models.SlugField(max_length=80, blank=True)
    title = models.CharField(max_length=200, help_text="the item, or what it is about")
    place = models.CharField(max_length=12, choices=[pair for said in WHERE.values() for pair in said.items()])
    article = models.SlugField(max_length=60, blank=True, help_text="the article of the help that did not help")
    draft = models.UUIDField(null=True, help_text="the application in which it got stuck, by its id")
    words = SealedText(owner="raiser", help_text="what was said")
    phone = SealedText(owner="raiser", help_text="where to reach whoever did not sign in")
    raiser = models.TextField(blank=True, help_text='"person/<id>", "organisation/<id>", or nobody')
    raiser_name = SealedName(owner="raiser", blank=True)
    network = models.CharField(max_length=32, blank=True, help_text="keyed digest, of who did not sign in")
    department = models.SlugField(max_length=60)
    desk = models.SlugField()
    area = models.CharField(max_length=12)
    state = models.CharField(max_length=10, default="open", choices=[*STATES.items()])
    answer = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["raiser", "-opened_at"], name="concern_of_raiser"),
            models.Index(fields=["network", "opened_at"], name="concern_of_network"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title}"

    def get_place_display(self) -> str:
        """What a place is called depends on what is said of it: "materials" of a guide, or of who got stuck."""
        return WHERE[self.kind].get(self.place, self.place)

    @property
    def subject(self) -> str:
        return f"concern/{self.pk}"
