from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText
from tongban.registers.seals.kinds import State


class Seal(models.Model):
    """One seal of one department."""

    code = models.SlugField(unique=True, help_text="as items name it, e.g. market-supervision")
    title = models.CharField(max_length=100, help_text="text on the seal, e.g. 澜汀市市场监督管理局行政审批专用章")
    department = models.SlugField()
    demo = models.BooleanField(default=True)
    certificate = models.TextField(help_text="PEM, with the chain behind it")
    private_key = SealedText()
    second_key = SealedText(default=b"", help_text="a key of another scheme (SM2), base64; empty where it has none")
    second_public = models.TextField(blank=True, help_text="its public key, base64")
    second_certificate = models.TextField(blank=True, help_text="PEM of the second key's, with the root behind it")
    eseal = models.TextField(blank=True, help_text="its electronic seal (电子印章, GB/T 38540), DER in base64")
    picture = models.CharField(max_length=64, help_text="SHA-256 of the PNG in storage")
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, help_text="used no longer since")
    reason = models.CharField(max_length=200, blank=True, help_text="why it is used no longer")
    law = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.title


class Keeper(models.Model):
    """An official who keeps a seal (印章保管人), from a moment until another."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="keepers")
    official = models.UUIDField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["seal", "official"], condition=models.Q(until=None), name="keeps_a_seal_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seal.code} {self.official}"


class HandSealing(models.Model):
    """A paper that is sealed by hand (用印登记): asked for by one official, sealed by another."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="sealings")
    title = models.CharField(max_length=200)
    reason = models.CharField(max_length=200)
    draft = models.CharField(max_length=64, help_text="SHA-256 of what is to be sealed, in storage")
    paper = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the sealed PDF in storage")
    state = models.CharField(max_length=8, choices=State.choices)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["seal", "-id"], name="sealing_of_seal")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("settled_by")), name="sealed_by_another"
            )
        ]

    def __str__(self) -> str:
        return self.title


class SecondSignature(models.Model):
    """A sealed paper signed once more by the same seal, in another scheme (国密签名), beside the paper."""

    paper = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the sealed PDF")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=10)
    signature = models.BinaryField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.scheme} {self.paper[:12]}"


class SecondForm(models.Model):
    """The same sealed paper in another form (OFD 文件)."""

    paper = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the sealed PDF")
    form = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the sealed OFD in storage")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.form[:12]} of {self.paper[:12]}"
