from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.work.tasks.kinds import TaskState


class Task(models.Model):
    """One thing somebody must do."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.SlugField()
    subject = models.TextField()
    step = models.SlugField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    context = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    desk = models.SlugField(blank=True)
    area = models.CharField(max_length=12, blank=True)
    department = models.SlugField(blank=True)
    owner = models.TextField(blank=True)
    claimed_by = models.CharField(max_length=36, blank=True, help_text="official id")
    claimed_name = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=7, choices=TaskState.choices, default=TaskState.OPEN)
    opened_at = models.DateTimeField()
    limit = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True, help_text="cache of the clock; nobody but this room writes it")
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
