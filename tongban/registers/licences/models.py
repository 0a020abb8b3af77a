from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from tongban.kernel import time
from tongban.kernel.ids import short_code, uuid7
from tongban.kernel.sealed import SealedJSON, SealedName
from tongban.registers.licences.kinds import Act, Status
from tongban.registers.licences.states import IN_FORCE, STATES

ENDED = {
    Status.SUSPENDED: "suspended", Status.REVOKED: "revoked", Status.CANCELLED: "cancelled",
    Status.LAPSED: "superseded", Status.TRANSFERRED: "transferred", Status.WITHDRAWN: "withdrawn",
}


class LicenceType(models.Model):
    """A kind of licence (证照类型)."""

    code = models.SlugField(unique=True, help_text="as items name it, e.g. food-business")
    title = models.CharField(max_length=100)
    type_code = models.CharField(max_length=21, help_text="GB/T 36904: credit code of the defining body + 3 digits")
    issuer_code = models.CharField(max_length=18, help_text="credit code of the issuing department")
    issuer = models.CharField(max_length=100)
    seal = models.SlugField(blank=True)
    numbering = models.SlugField(default="plain", help_text="how the number on the paper is made")
    labels = models.JSONField(default=list, help_text="pairs of field code and label, in the order shown")
    holder_kind = models.CharField(max_length=12, default="any")

    def __str__(self) -> str:
        return self.title


class Licence(models.Model):
    """One version of one licence of one holder; a change, a renewal or a replacement is a version of its own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    type = models.ForeignKey(LicenceType, on_delete=models.PROTECT)
    number = models.CharField(max_length=64)
    identifier = models.CharField(max_length=120, unique=True)
    code = models.CharField(max_length=16, unique=True, default=short_code, help_text="unguessable, in the QR")
    holder = models.TextField()
    holder_name = SealedName(owner="holder")
    fields = SealedJSON(default=dict)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=2, choices=Status.choices, default=Status.VALID)
    reason = models.TextField(blank=True, help_text="why it no longer counts")
    source = models.TextField(help_text='what it came from, by name: "case/…"')
    paper = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the sealed PDF in storage")
    issued_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=1)
    act = models.CharField(max_length=8, choices=Act.choices, default=Act.ISSUE, help_text="what brought it about")
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    deemed_on = models.DateField(null=True, blank=True, help_text="renewed by law since this day (视为准予延续)")
    ended_on = models.DateField(null=True, blank=True, help_text="when it was ended or followed by another version")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["type", "number", "version"], name="licence_version_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["holder", "type"], name="licence_of_holder"),
            models.Index(fields=["source"], name="licence_by_source"),
            models.Index(fields=["-issued_at"], name="licence_unprinted", condition=models.Q(paper="")),
            models.Index(
                fields=["valid_to"], name="licence_running_out", condition=models.Q(status="01", deemed_on=None)
            ),
            models.Index(fields=["type", "-issued_at"], name="licence_newly"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.number}"

    @property
    def subject(self) -> str:
        return f"licence/{self.id}"

    @property
    def state(self) -> str:
        """Where it stands today, in the words of `states`."""
        return self.state_on(time.today())

    def state_on(self, day: date) -> str:
        """Where it stands on ``day``, as far as is known now."""
        if self.status != Status.VALID:
            return ENDED[Status(self.status)]
        if self.valid_to is None or self.valid_to >= day:
            return "valid"
        return "deemed" if self.deemed_on else "expired"

    @property
    def state_zh(self) -> str:
        """Where it stands, in words."""
        return STATES[self.state]

    def counts_on(self, day: date) -> bool:
        """Whether it is in force on ``day``."""
        return self.valid_from <= day and self.state_on(day) in IN_FORCE

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Label and value, in the type's order."""
        labels, said = self.type.labels, self.fields
        return [(label, str(said[code])) for code, label in labels if said.get(code) not in (None, "")]


class Decision(models.Model):
    """The paper by which an official ends or corrects a licence (决定文书). Its words are fixed when it is served."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="decisions")
    kind = models.SlugField()
    title = models.CharField(max_length=100)
    number = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=16, unique=True, default=short_code)
    facts = SealedJSON()
    served_at = models.DateTimeField()
    paper = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the sealed PDF in storage")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-served_at"], name="decision_without_paper", condition=models.Q(paper=""))
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class Series(models.Model):
    """The next serial number of a numbering, per prefix."""

    prefix = models.CharField(max_length=40, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}{self.last}"
