"""Rows of single sign-on: parties, our signing keys, grants, visits, codes, access tokens, what came once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText
from tongban.registers.sso.kinds import ITEMS

DIGEST = 44


class Party(models.Model):
    """Another system into which people go with their sign-in here (应用系统; OpenID: relying party)."""

    code = models.SlugField(max_length=50, primary_key=True, help_text="client_id")
    title = models.CharField(max_length=100)
    department = models.ForeignKey("identity.Department", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=200, help_text="as people read it before they consent")
    serves = models.JSONField(default=list, help_text="person, official")
    redirects = models.JSONField(default=list, help_text="compared to the letter")
    after_logout = models.JSONField(default=list)
    items = models.JSONField(default=list, help_text="scopes: what it may ask for")
    keys = models.JSONField(default=list, help_text="public keys (JWK) it signs with")
    back_channel = models.CharField(max_length=300, blank=True)
    front_channel = models.CharField(max_length=300, blank=True)
    level = models.PositiveSmallIntegerField(default=2, help_text="the least it takes")
    private_ok = models.BooleanField(default=False, help_text="addresses in our own network, on the operator's word")
    pushed_only = models.BooleanField(default=False, help_text="requests come pushed (RFC 9126) or not at all")
    active = models.BooleanField(default=True)
    reason = models.CharField(max_length=200, blank=True, help_text="why it was stopped")

    class Meta:
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        return f"party/{self.code}"


class SigningKey(models.Model):
    """A key we sign with (签名密钥): published before it signs, and for a while after it did."""

    kid = models.CharField(max_length=60, primary_key=True)
    private = SealedText(help_text="JWK")
    since = models.DateTimeField(help_text="signs from then")
    until = models.DateTimeField(null=True, help_text="published until then; null is the newest")

    def __str__(self) -> str:
        return self.kid


class Grant(models.Model):
    """What the holder of an account lets a party know (登录授权); remembered until he withdraws it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="grants")
    items = models.JSONField(default=list, help_text="granted")
    asked = models.JSONField(default=list, help_text="what was asked when he answered: no question comes twice")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "party"], condition=Q(ended_at=None), name="grant_in_force")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} to {self.party_id}"

    @property
    def titles(self) -> list[str]:
        """What is granted, in words."""
        return [ITEMS[code].title for code in self.items if code in ITEMS]


class Visit(models.Model):
    """Somebody's stay in a party's system, begun from one sitting (一次登录); its id is the ``sid`` both sides know."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="visits")
    sitting = models.UUIDField(null=True, db_index=True, help_text="signin.Sitting; gone when that is over")
    level = models.PositiveSmallIntegerField()
    amr = models.JSONField(default=list)
    signed_in = models.BigIntegerField(help_text="auth_time")
    behalf = models.CharField(max_length=60, blank=True, help_text='"organisation/<id>" he acts for')
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, help_text="when the party first read what it was granted")
    ended_at = models.DateTimeField(null=True)
    tell_at = models.DateTimeField(null=True, help_text="when the party is next told of the end; null: no more")
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["grant", "-at"], name="visit_of_grant"),
            models.Index(fields=["tell_at"], condition=Q(tell_at__isnull=False), name="visit_to_tell"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class Code(models.Model):
    """An authorisation code, by its digest: for a minute and for one try."""

    digest = models.CharField(max_length=DIGEST, primary_key=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="codes")
    redirect = models.CharField(max_length=300)
    challenge = models.CharField(max_length=43)
    nonce = models.CharField(max_length=200, blank=True)
    items = models.JSONField(default=list)
    ends_at = models.DateTimeField(db_index=True)
    spent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"code of {self.visit_id}"


class Access(models.Model):
    """An access token, by its digest (访问令牌): reads what was granted, for some minutes."""

    digest = models.CharField(max_length=DIGEST, primary_key=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="accesses")
    items = models.JSONField(default=list)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"access of {self.visit_id}"


class Pushed(models.Model):
    """A request a party handed over beforehand (RFC 9126), by the digest of the name it was given."""

    digest = models.CharField(max_length=DIGEST, primary_key=True)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    params = models.JSONField()
    ends_at = models.DateTimeField(db_index=True)
    used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"request of {self.party_id}"


class Assertion(models.Model):
    """The number of a client's assertion that came: it does not come again while it would count."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=DIGEST)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["party", "digest"], name="assertion_once")]

    def __str__(self) -> str:
        return f"assertion of {self.party_id}"
