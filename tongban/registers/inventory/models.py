"""Rows of the inventory; versions never change and never go (a trigger, migrations/0001_inventory.py)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.kernel.ids import uuid7
from tongban.registers.inventory.kinds import HELD_STATES, RUN_STATES, STATES, TABLES


class Entry(models.Model):
    """One entry of one table (清单条目), by its key; the columns beside it repeat its newest version, for lists."""

    table = models.CharField(max_length=40, choices=[*TABLES.items()])
    key = models.TextField(help_text="the values of the table's key, joined by |")
    catalog_code = models.TextField(blank=True)
    task_code = models.TextField(blank=True)
    item_code = models.TextField(blank=True, help_text="业务办理项编码, where the row is one")
    title = models.TextField(blank=True)
    task_type = models.CharField(max_length=4, blank=True)
    dept_code = models.TextField(blank=True)
    dept_name = models.TextField(blank=True)
    state = models.CharField(max_length=1, choices=[*STATES.items()], default="1")
    number = models.PositiveIntegerField(default=1, help_text="of its newest version")
    digest = models.CharField(max_length=64, help_text="of its newest version")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "key"], name="entry_once")]
        indexes: ClassVar = [
            models.Index(fields=["table", "id"], name="entry_in_order"),
            models.Index(fields=["catalog_code", "table"], name="entry_of_catalogue"),
            models.Index(fields=["task_code", "table"], name="entry_of_task"),
        ]

    def __str__(self) -> str:
        return self.title or self.key

    @property
    def subject(self) -> str:
        return f"inventory/{self.pk}"


class Version(models.Model):
    """What an entry says from a day on (条目版本): written once, never changed; the next version ends it."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    elements = models.JSONField(help_text="column of the table → value; columns of somebody's own beside them")
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=1, choices=[*STATES.items()])
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, help_text="the first day on which it is no longer in force (取消日期)")
    reason = models.TextField()
    run = models.ForeignKey("Run", on_delete=models.PROTECT, null=True, related_name="versions")
    row = models.PositiveIntegerField(null=True, help_text="its place in the file it came from")
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} v{self.number}"


class Run(models.Model):
    """One file read once (导入批次): looked at only, or taken in; how far it is, what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.CharField(max_length=64, help_text="SHA-256 of the file, kept in storage")
    name = models.CharField(max_length=200)
    form = models.CharField(max_length=4)
    dry = models.BooleanField(help_text="looked at only: nothing is kept")
    state = models.CharField(max_length=10, choices=[*RUN_STATES.items()], default="waiting")
    total = models.PositiveIntegerField(default=0, help_text="rows in the file, as counted before")
    done = models.PositiveIntegerField(default=0, help_text="rows dealt with: where it goes on after a stop")
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    doubtful = models.PositiveIntegerField(default=0)
    doubts = models.JSONField(default=list, help_text="the first doubts, for people")
    unknown = models.JSONField(default=list, help_text="columns no table knows; kept under their own names")
    error = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    asked_by = models.TextField()
    asked_name = models.TextField()
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField(help_text="when it was last at work")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "dry"], name="run_once_at_a_time", condition=Q(state__in=("waiting", "running"))
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["beat_at"], name="run_open", condition=Q(state__in=("waiting", "running"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        return f"inventory-run/{self.pk}"

    @property
    def open(self) -> bool:
        return self.state in ("waiting", "running")

    @property
    def word(self) -> str:
        return RUN_STATES[self.state]


class Sighting(models.Model):
    """Which keys a run has met: the same key twice in one file with another content is a fault. Gone when it ends."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE)
    key = models.CharField(max_length=64, help_text="digest of table and key")
    digest = models.CharField(max_length=64)
    row = models.PositiveIntegerField()
    sheet = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "key"], name="sighting_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.row}"


class Held(models.Model):
    """A row that was not taken in (隔离行): kept whole, with what is wrong and where; then mended, or dismissed."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="held")
    file = models.CharField(max_length=64)
    place = models.PositiveIntegerField(help_text="the row's place in the whole file, from 1")
    sheet = models.TextField(blank=True)
    row = models.PositiveIntegerField(help_text="as the spreadsheet numbers it")
    heading = models.JSONField(help_text="[[heading, table, column]] in the order of the file")
    table = models.CharField(max_length=40)
    cells = models.JSONField(help_text="heading → value, as it stood")
    faults = models.JSONField(help_text="[{table, column, sentence}]")
    mended = models.JSONField(null=True, help_text="heading → value, as it was put right")
    state = models.CharField(max_length=10, choices=[*HELD_STATES.items()])
    reason = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "place"], name="held_once_in_run"),
            models.UniqueConstraint(fields=["file", "place"], name="held_once", condition=~Q(state="seen")),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="held_open")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.place}"

    @property
    def subject(self) -> str:
        return f"inventory-row/{self.pk}"

    @property
    def word(self) -> str:
        return HELD_STATES[self.state]
