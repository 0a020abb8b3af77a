from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedName, SealedText
from tongban.work.objections.states import STATES


class Objection(models.Model):
    """One answer of one draft, of a case or of a run of a package, that the applicant says is wrong at its source."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.SET_NULL, null=True, related_name="objections")
    run = models.ForeignKey("packages.Run", on_delete=models.SET_NULL, null=True, related_name="objections")
    applicant = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    applicant_name = SealedName(owner="applicant")
    title = models.CharField(max_length=200, help_text="the item in which it was noticed")
    area = models.CharField(max_length=12)
    field = models.CharField(max_length=160)
    label = models.CharField(max_length=200)
    type = models.CharField(max_length=20, help_text="kind of the field, which says how it is masked")
    source = models.CharField(max_length=200, help_text="the register that said it")
    shown = SealedText(kept="applicant", help_text="what the register says")
    claim = SealedText(kept="applicant", help_text="what it should say")
    reason = SealedText(kept="applicant", help_text="why, and what proves it")
    department = models.SlugField(max_length=60)
    desk = models.SlugField()
    state = models.CharField(max_length=10, default="open", choices=[*STATES.items()])
    answer = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "field"], condition=models.Q(state="open"), name="one_open_objection"
            ),
            models.UniqueConstraint(
                fields=["run", "field"], condition=models.Q(state="open"), name="one_open_objection_of_run"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["applicant", "-opened_at"], name="objection_of_applicant")]

    def __str__(self) -> str:
        return f"{self.label} {self.state}"

    @property
    def subject(self) -> str:
        return f"objection/{self.pk}"
