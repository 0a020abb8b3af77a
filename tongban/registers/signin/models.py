"""Rows of signing in: authenticators, recovery codes, sittings, devices that were seen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText


class Authenticator(models.Model):
    """The authenticator of an account (验证器, RFC 6238); without ``bound`` its first code is still awaited."""

    account = models.OneToOneField("identity.Account", on_delete=models.PROTECT, primary_key=True, related_name="+")
    secret = SealedText()
    bound = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0, help_text="half minutes of Unix time; no code counts twice")

    def __str__(self) -> str:
        return f"authenticator of {self.account_id}"


class Release(models.Model):
    """An official's account is to be freed of a lost second factor (解除验证器): who asked, who freed it."""

    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=36)
    asked_name = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    freed_by = models.CharField(max_length=36, blank=True)
    freed_name = models.CharField(max_length=100, blank=True)
    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account"], condition=models.Q(freed_at=None), name="release_once"),
            models.CheckConstraint(condition=~models.Q(freed_by=models.F("asked_by")), name="freed_by_another"),
        ]

    def __str__(self) -> str:
        return f"release of {self.account_id}"


class RecoveryCode(models.Model):
    """A code for the day the telephone is lost (恢复码): counts once, kept as a keyed digest."""

    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_once"),
        ]

    def __str__(self) -> str:
        return f"recovery code of {self.account_id}"


class Passkey(models.Model):
    """A key that stays in a telephone, computer or security key (通行密钥, WebAuthn); only its public half is here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    credential = models.CharField(max_length=1400, unique=True, help_text="its id, base64url")
    public_key = models.TextField(help_text="COSE, base64url")
    count = models.BigIntegerField(default=0, help_text="how often it signed, where it counts")
    name = models.CharField(max_length=40)
    made = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "made"], name="passkey_of_account")]

    def __str__(self) -> str:
        return f"passkey {self.pk}"


class Sitting(models.Model):
    """One browser in which somebody is signed in (登录会话)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    session = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=40)
    network = models.CharField(max_length=40, blank=True)
    begun = models.DateTimeField()
    seen = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-begun"], name="sitting_of_account")]

    def __str__(self) -> str:
        return f"sitting {self.pk}"


class Device(models.Model):
    """A browser from which somebody signed in before; the cookie's digest only (常用设备)."""

    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=44)
    seen = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "digest"], name="device_once")]

    def __str__(self) -> str:
        return f"device of {self.account_id}"
