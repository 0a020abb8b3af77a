from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.work.undertakings.errors import NotNow
from tongban.work.undertakings.kinds import State, Trust
from tongban.work.undertakings.states import MOVES, STATES, VERBS


class Undertaking(models.Model):
    """One promise of one applicant in one case, about one material."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="undertakings")
    code = models.SlugField(max_length=80, help_text="the material it stands for")
    title = models.CharField(max_length=200)
    trust = models.CharField(max_length=10, choices=Trust.choices)
    says = models.TextField(help_text="what was promised")
    consequence = models.TextField(help_text="what follows when it is broken")
    law = models.CharField(max_length=200, blank=True)
    holder = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    desk = models.SlugField(help_text="whose desk looks into it")
    area = models.CharField(max_length=12)
    limit = models.CharField(max_length=40)
    due_on = models.DateField(null=True, help_text="last day for the document, or for the check")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    finding = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "code", "trust"], condition=models.Q(state="open"), name="one_open_undertaking"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], name="undertaking_due", condition=models.Q(state="open")),
            models.Index(fields=["holder", "state"], name="undertaking_of_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.get_trust_display()} {self.title}"

    @property
    def subject(self) -> str:
        return f"undertaking/{self.pk}"

    def move(self, verb: str) -> None:
        """Make the lawful move, or refuse: the only place where the state changes."""
        move = MOVES.get((self.state, verb))
        if move is None:
            raise NotNow(f"这项承诺现在是“{STATES[self.state]}”状态，不能{VERBS[verb]}。")
        self.state = move.to
