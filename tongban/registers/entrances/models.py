"""Rows of entrances: how each is set up and what it publishes, and whose account is bound to whom there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.kernel.crypto import SealedText
from tongban.kernel.ids import uuid7


class Entrance(models.Model):
    """Another OpenID provider that vouches for people (登录入口)."""

    code = models.SlugField(max_length=50, primary_key=True)
    title = models.CharField(max_length=100)
    issuer = models.CharField(max_length=300)
    client_id = models.CharField(max_length=200)
    key = SealedText(help_text="the private key (JWK) we prove ourselves with")
    levels = models.JSONField(default=dict, help_text="its acr: our level")
    scope = models.CharField(max_length=200)
    name_claim = models.CharField(max_length=60)
    number_claim = models.CharField(max_length=60)
    private_ok = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    known = models.JSONField(default=dict, help_text="its description and keys as last read")
    known_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.title

    @property
    def where(self) -> str:
        """The name its refusals speak of."""
        return f"“{self.title}”"


class Link(models.Model):
    """An account bound to somebody's name at an entrance (账号关联); that name as a keyed digest only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    entrance = models.ForeignKey(Entrance, on_delete=models.PROTECT, related_name="links")
    subject = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entrance", "subject"], condition=Q(ended_at=None), name="link_in_force"),
            models.UniqueConstraint(fields=["entrance", "account"], condition=Q(ended_at=None), name="account_linked"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} at {self.entrance_id}"
