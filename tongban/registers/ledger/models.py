"""Rows of the ledger. Tables and their guards are made in SQL (migrations/0001_facts.py)."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models


class FactRow(models.Model):
    """One fact. ``line`` is the canonical text that is hashed; the other columns repeat parts of it for searching."""

    seq = models.BigAutoField(primary_key=True)
    subject = models.TextField()
    n = models.IntegerField(help_text="number within its subject, from 1, without gaps")
    kind = models.TextField()
    at = models.DateTimeField()
    principal = models.TextField()
    line = models.TextField()
    prev = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "ledger_fact"
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "n"], name="fact_in_order")]
        indexes: ClassVar = [models.Index(fields=["kind", "seq"], name="fact_by_kind")]

    def __str__(self) -> str:
        return f"{self.seq} {self.subject} {self.kind}"

    @property
    def content(self) -> dict[str, Any]:
        return json.loads(self.line)  # type: ignore[no-any-return]

    @property
    def body(self) -> dict[str, Any]:
        return self.content["body"]  # type: ignore[no-any-return]

    @property
    def actor(self) -> dict[str, str]:
        return self.content["actor"]  # type: ignore[no-any-return]


class ChainRow(models.Model):
    """The place of a fact in the one global order, chained to the place before."""

    position = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(unique=True)
    hash = models.BinaryField()

    class Meta:
        db_table = "ledger_chain"

    def __str__(self) -> str:
        return f"{self.position}: fact {self.seq}"


class Salt(models.Model):
    """What hides a fact in the public log: who has the line and the salt can show that it stands there, nobody else."""

    seq = models.BigIntegerField(primary_key=True)
    salt = models.BinaryField()

    class Meta:
        db_table = "ledger_salt"

    def __str__(self) -> str:
        return f"salt of fact {self.seq}"


class Answered(models.Model):
    """A verb that was called with an idempotency key, and what it answered."""

    principal = models.TextField()
    verb = models.TextField()
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    result = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "ledger_answered"
        constraints: ClassVar = [models.UniqueConstraint(fields=["principal", "verb", "key"], name="answered_once")]

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"
