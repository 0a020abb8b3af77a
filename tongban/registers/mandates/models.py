"""Rows of mandates."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.kernel import time
from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText
from tongban.registers.mandates.kinds import Ground


class Mandate(models.Model):
    """Somebody may act for another (授权代办), up to and including a day, and from when it was confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ground = models.CharField(max_length=8, choices=Ground.choices, default=Ground.GIVEN)
    giver = models.ForeignKey("identity.Person", on_delete=models.PROTECT, null=True, related_name="+")
    giver_firm = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    taker = models.ForeignKey("identity.Person", on_delete=models.PROTECT, null=True, related_name="+")
    taker_firm = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    items = models.JSONField(help_text="codes of items, at least one; a guardian's are all that a person may ask for")
    documents = models.BooleanField(default=False, help_text="may use what the giver handed in before")
    data = models.JSONField(
        null=True, help_text="the only data of the giver to be seen: licence/…, data/…, own/…; null is no such limit"
    )
    given_at = models.DateTimeField(help_text="or asked for, as long as nobody confirmed it")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=60, blank=True, help_text="person/<id>, official/<id>, source/<code>")
    proof = SealedText(
        owner="for_whom", blank=True, default=b"", help_text="the paper seen, or the digest of what a register said"
    )
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["taker", "until"], name="mandate_of_taker"),
            models.Index(fields=["taker_firm", "until"], name="mandate_of_taker_firm"),
            models.Index(fields=["giver", "-given_at"], name="mandate_of_giver"),
            models.Index(fields=["giver_firm", "-given_at"], name="mandate_of_giver_firm"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(giver=None) | Q(taker=None) | ~Q(giver=F("taker")))
                & (Q(giver_firm=None) | Q(taker_firm=None) | ~Q(giver_firm=F("taker_firm"))),
                name="mandate_of_two",
            ),
            models.CheckConstraint(condition=~Q(items=[]) | Q(ground=Ground.GUARDIAN), name="mandate_of_items"),
            models.CheckConstraint(
                condition=Q(giver=None, giver_firm__isnull=False) | Q(giver__isnull=False, giver_firm=None),
                name="mandate_of_one_giver",
            ),
            models.CheckConstraint(
                condition=Q(taker=None, taker_firm__isnull=False) | Q(taker__isnull=False, taker_firm=None),
                name="mandate_of_one_taker",
            ),
            models.CheckConstraint(
                condition=Q(taker_firm=None, giver_firm=None) | Q(ground=Ground.AGENCY), name="firms_act_as_agencies"
            ),
            models.UniqueConstraint(
                fields=["giver", "taker"], condition=Q(ground=Ground.GUARDIAN, ended_at=None), name="guardian_once"
            ),
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk}"

    @property
    def subject(self) -> str:
        return f"mandate/{self.pk}"

    @property
    def for_whom(self) -> str:
        """Whom it lets somebody act for: "person/<id>" or "organisation/<id>"."""
        return f"person/{self.giver_id}" if self.giver_id else f"organisation/{self.giver_firm_id}"

    @property
    def giver_name(self) -> str:
        party = self.giver or self.giver_firm
        return party.name if party else ""

    @property
    def taker_name(self) -> str:
        party = self.taker or self.taker_firm
        return party.name if party else ""

    @property
    def waits(self) -> bool:
        """Whether it was asked for and nobody has confirmed it yet."""
        return self.confirmed_at is None and self.ended_at is None and self.until >= time.today()


class LicenceRule(models.Model):
    """How a company wants its licences used (证照授权规则)."""

    organisation = models.OneToOneField(
        "identity.Organisation", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    by_grant = models.BooleanField(default=False, help_text="only who was given a licence may use it")
    second_yes = models.BooleanField(default=False, help_text="what others than its head give waits for his yes")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"licences of {self.organisation_id}"


class LicenceGrant(models.Model):
    """Somebody may use licences of a company (法人证照授权): which kinds, which fields, until when, given by whom."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey("identity.Person", on_delete=models.PROTECT, null=True, related_name="+")
    taker_firm = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey(
        "mandates.LicenceGrant", on_delete=models.PROTECT, null=True, related_name="+",
        help_text="the grant it was given on from; none is the head's own word",
    )  # fmt: skip
    types = models.JSONField(help_text="codes of kinds of licences, at least one")
    fields = models.JSONField(default=list, help_text="codes of the only fields to be shown; none is no such limit")
    pass_on = models.BooleanField(default=False, help_text="may give it on to those below")
    given_at = models.DateTimeField()
    until = models.DateField()
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.CharField(max_length=60, blank=True, help_text="person/<id>")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "-given_at"], name="licence_grant_of")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taker=None, taker_firm__isnull=False) | Q(taker__isnull=False, taker_firm=None),
                name="licence_grant_of_one_taker",
            ),
            models.CheckConstraint(condition=~Q(types=[]), name="licence_grant_of_types"),
            models.CheckConstraint(condition=Q(taker=None) | ~Q(taker=F("giver")), name="licence_grant_of_two"),
        ]

    def __str__(self) -> str:
        return f"licence grant {self.pk}"

    @property
    def subject(self) -> str:
        return f"licence-grant/{self.pk}"

    @property
    def taker_name(self) -> str:
        party = self.taker or self.taker_firm
        return party.name if party else ""
