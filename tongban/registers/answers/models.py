from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText


class Answer(models.Model):
    """The last answer of one applicant to one data element (of one place); a deleted one keeps only its origin."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    applicant = models.TextField(help_text='whose it is: "person/<id>" or "organisation/<id>"')
    element = models.CharField(max_length=80)
    about = models.CharField(max_length=32, blank=True, help_text="keyed digest of the place it is true of, if any")
    label = models.CharField(max_length=100, help_text="as the item asked it")
    text = SealedText(owner="applicant", help_text="the answer in words")
    sealed = SealedText(owner="applicant", help_text="the answer as JSON")
    source = models.TextField(help_text='what it was answered in: "case/…"')
    title = models.CharField(max_length=200, help_text="the item, as people call it")
    given_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["applicant", "element", "about"], name="one_answer")]

    def __str__(self) -> str:
        return f"{self.applicant} {self.element}"

    @property
    def value(self) -> Any:
        """The answer as the form keeps it; None once it was deleted."""
        return json.loads(self.sealed) if self.sealed else None
