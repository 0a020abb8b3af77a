from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedWords
from tongban.work.tasks.kinds import Ground, TaskState


class Task(models.Model):
    """One thing somebody must do."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.SlugField()
    subject = models.TextField()
    step = models.SlugField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    context = SealedWords(blank=True)
    note = models.CharField(max_length=300, blank=True)
    desk = models.SlugField(blank=True)
    area = models.CharField(max_length=12, blank=True)
    department = models.SlugField(blank=True)
    item = models.SlugField(max_length=80, blank=True, help_text="of the case it is about: a post may be held to items")
    owner = models.TextField(blank=True)
    claimed_by = models.CharField(max_length=36, blank=True, help_text="official id")
    claimed_name = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=7, choices=TaskState.choices, default=TaskState.OPEN)
    opened_at = models.DateTimeField()
    limit = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True, help_text="cache of the clock; nobody but this room writes it")
    anywhere = models.BooleanField(default=False, help_text="any area's same desk may do it (全市通办)")
    stopped = models.BooleanField(default=False, help_text="the clock stands (special procedure)")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=36, blank=True)
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "kind", "step"], condition=models.Q(state="open"), name="task_open_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["desk", "due_on", "id"], name="task_open_desk", condition=models.Q(state="open")),
            models.Index(fields=["desk", "opened_at"], name="task_open_arrived", condition=models.Q(state="open")),
            models.Index(fields=["owner", "due_on"], name="task_open_owner", condition=models.Q(state="open")),
            models.Index(fields=["claimed_by", "due_on"], name="task_open_claimed", condition=models.Q(state="open")),
            models.Index(fields=["closed_by", "-closed_at"], name="task_closed_by", condition=~models.Q(state="open")),
            models.Index(fields=["subject"], name="task_of_subject"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def open(self) -> bool:
        return self.state == TaskState.OPEN


class Recusal(models.Model):
    """An official who stays away from one matter (回避). Never changed."""

    subject = models.TextField()
    official = models.CharField(max_length=36)
    official_name = models.CharField(max_length=100)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=36)
    by_name = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "official"], name="recused_once")]

    def __str__(self) -> str:
        return f"{self.official_name} {self.subject}"


class Delegation(models.Model):
    """The work of one official's posts at one desk, left to a colleague from day to day (离岗委托)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    official = models.CharField(max_length=36)
    official_name = models.CharField(max_length=100)
    deputy = models.CharField(max_length=36)
    deputy_name = models.CharField(max_length=100)
    desk = models.SlugField()
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=200)
    given_by = models.CharField(max_length=36, blank=True, help_text="the head who gave it for somebody away")
    given_by_name = models.CharField(max_length=100, blank=True)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(deputy=models.F("official")), name="no_deputy_of_himself"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="delegation_in_order"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["deputy", "until"], name="delegation_to", condition=models.Q(ended_at=None)),
            models.Index(fields=["official", "-given_at"], name="delegation_by"),
        ]

    def __str__(self) -> str:
        return f"{self.official_name} → {self.deputy_name} {self.since} {self.until}"


class View(models.Model):
    """A way to look at one's work list that an official gave a name (保存的视图)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    official = models.CharField(max_length=36)
    name = models.CharField(max_length=20)
    asks = SealedWords(help_text="what the address of the list asks: it may name an applicant")
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["official", "name"], name="view_named_once")]

    def __str__(self) -> str:
        return self.name
