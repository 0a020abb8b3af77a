"""Rows of revisions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q

from tongban.kernel.ids import uuid7
from tongban.work.revisions.errors import NotNow
from tongban.work.revisions.kinds import Kind, State
from tongban.work.revisions.states import MOVES, STATES, VERBS

WROTE_IT = Q(Func(F("authors"), F("decided_by"), function="jsonb_exists", output_field=models.BooleanField()))
SETTLED = Q(state__in=["approved", "published"])


class Revision(models.Model):
    """One change of the library (事项变更): what is done to which items, why, and from which day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=300)
    items = models.JSONField(default=list, help_text="codes of the items concerned; none where one is added")
    area = models.CharField(max_length=12, blank=True, help_text='division code, "" for the whole city')
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="what changed, for people")
    effective_on = models.DateField(null=True, help_text="none: as soon as it is approved")
    ends_on = models.DateField(null=True, help_text="the first day on which what is published is no longer offered")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFTED)
    drafted_by = models.CharField(max_length=36, help_text="official id")
    drafted_name = models.CharField(max_length=100)
    authors = models.JSONField(help_text="ids of everybody who wrote anything of it")
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=36, blank=True, help_text="official id")
    decided_name = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True)
    finding = models.TextField(blank=True, help_text="why it was sent back, or what the review says")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~SETTLED | (~Q(decided_by="") & ~Q(decided_by=F("drafted_by")) & ~WROTE_IT),
                name="revision_second_person",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(effective_on=None) | Q(ends_on__gt=F("effective_on")),
                name="revision_in_order",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-id"], name="revision_by_state"),
            models.Index(fields=["effective_on"], name="revision_due", condition=Q(state="approved")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title}"

    @property
    def subject(self) -> str:
        return f"revision/{self.pk}"

    def move(self, verb: str) -> None:
        """Make the lawful move, or refuse: the only place where the state changes."""
        move = MOVES.get((self.state, verb))
        if move is None:
            raise NotNow(f"这项变更现在是“{STATES[self.state]}”状态，不能{VERBS[verb]}。")
        self.state = move.to


class ItemText(models.Model):
    """The text of one item in a revision (事项文本), as typed, right or wrong."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="texts")
    place = models.PositiveSmallIntegerField(help_text="1, 2, 3 … within the revision")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    base = models.CharField(max_length=64, blank=True, help_text="digest of the edition it was drafted from")
    saved_by = models.CharField(max_length=36)
    saved_name = models.CharField(max_length=100)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["revision", "place"], name="text_place_once")]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.place} v{self.version}"
