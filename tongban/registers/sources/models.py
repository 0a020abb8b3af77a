from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText, SealedWords
from tongban.registers.sources.kinds import Kind, Resource, State, resources


class Wire(models.Model):
    """Where one resource is asked (数据接口), and how it has been answering."""

    resource = models.SlugField(unique=True)
    address = models.CharField(max_length=300)
    secret = SealedText()
    private_ok = models.BooleanField(default=False, help_text="the operator allows an address inside our own network")
    on = models.BooleanField(default=True)
    failures = models.PositiveIntegerField(default=0, help_text="running, since it answered last")
    probe_at = models.DateTimeField(null=True, help_text="the breaker is open until then")
    answered_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.resource


class Answer(models.Model):
    """What one source said to one question of one case on one day: the evidence, with no field more than was needed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.TextField(help_text='"case/<id>"')
    source = models.SlugField()
    query = models.CharField(max_length=32, help_text="keyed digest of what was asked")
    day = models.DateField()
    fields = models.JSONField(default=list)
    sealed = SealedText(help_text="the values, as JSON")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the answer as it came")
    error = models.CharField(max_length=200, blank=True, help_text="it did not answer; tried again on request")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "query", "day"], name="one_answer_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.day}"

    @property
    def resource(self) -> Resource:
        return resources()[self.source]

    @property
    def values(self) -> dict[str, Any]:
        return json.loads(self.sealed) if self.sealed else {}

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Label and value, as people read them."""
        said = self.values
        return [(self.resource.labels[name], _word(said.get(name))) for name in self.fields]


class Authorisation(models.Model):
    """A holder's word on one use of his data in one case (授权): asked, given, declined, and over with the case."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.TextField(help_text='"case/<id>"')
    code = models.SlugField(max_length=80, help_text="the material it spares")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    what = models.SlugField(max_length=80, help_text="resource or licence type")
    what_title = models.CharField(max_length=100)
    holder = models.TextField()
    title = models.CharField(max_length=200, help_text="of the item it is for")
    department = models.SlugField()
    asked_name = SealedWords(help_text="the applicant, as the holder reads it")
    state = models.CharField(max_length=8, choices=State.choices)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "code", "kind", "what", "holder"], name="authorised_once")
        ]
        indexes: ClassVar = [models.Index(fields=["holder", "-asked_at"], name="authorisation_of_holder")]

    def __str__(self) -> str:
        return f"{self.what} {self.state}"


class Use(models.Model):
    """One use of somebody's data (数据使用记录): what, for which case, by whom, why and when. He may read it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    holder = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    what = models.CharField(max_length=80, help_text="resource, licence type or material code")
    what_title = models.CharField(max_length=100)
    fields = models.JSONField(default=list, help_text="labels of what was read")
    subject = models.TextField(help_text='"case/<id>"')
    title = models.CharField(max_length=200)
    department = models.SlugField(help_text="who examines the case")
    by = SealedWords(owner="holder", help_text="who brought it about, as the holder reads it")
    basis = models.CharField(max_length=60)
    evidence = models.CharField(max_length=64, help_text="answer, licence or material, by its id")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "holder", "evidence"], name="used_once_per_evidence")
        ]
        indexes: ClassVar = [models.Index(fields=["holder", "-id"], name="use_of_holder")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "没有记录" if value is None else str(value)
