"""Technical rows: errands to run after a fact, wrapped keys, and how far the demo's clock is moved."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Errand(models.Model):
    """One reaction owed to one fact. This row is the truth; the queued job is only a hint to look at it.

    ``void`` is what was owed to a turn that was taken back before anybody was told.
    """

    seq = models.BigIntegerField(help_text="number of the fact in the ledger")
    subject = models.TextField()
    kind = models.TextField(help_text="kind of the fact")
    reaction = models.TextField()
    state = models.CharField(max_length=4, default="open", choices=[(s, s) for s in ("open", "done", "dead", "void")])
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    error = models.TextField(blank=True)

    class Meta:
        app_label = "kernel"
        constraints: ClassVar = [models.UniqueConstraint(fields=["seq", "reaction"], name="errand_once")]
        indexes: ClassVar = [
            models.Index(fields=["subject", "seq"], name="errand_open_of", condition=models.Q(state="open")),
            models.Index(fields=["due_at"], name="errand_open_due", condition=models.Q(state="open")),
            models.Index(fields=["id"], name="errand_dead", condition=models.Q(state="dead")),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} after fact {self.seq}"


class DataKey(models.Model):
    """The key of one owner, wrapped by the city's key; destroyed, it leaves only that it was (`datakeys`)."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.TextField(unique=True, help_text='"person/<id>", with "/files" what stands in files of cases')
    wrapped = models.TextField()
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "kernel"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(destroyed_at=None) | models.Q(wrapped=""), name="destroyed_opens_nothing"
            )
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"


class ClockShift(models.Model):
    """How far the demo's clock stands from the real one; one row, and none outside demo mode."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seconds = models.BigIntegerField(default=0)

    class Meta:
        app_label = "kernel"
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="one_clock")]

    def __str__(self) -> str:
        return f"{self.seconds} s"
