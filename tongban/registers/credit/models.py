"""Rows of credit. An entry never changes; a bar changes only by its table of moves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel import time
from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedName
from tongban.registers.credit.errors import NotNow
from tongban.registers.credit.kinds import Scope, State, Word
from tongban.registers.credit.states import MOVES, STATES, VERBS


class Entry(models.Model):
    """A promise kept or broken (信用承诺履行记录), once per source."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    holder = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    word = models.CharField(max_length=10, choices=Word.choices)
    source = models.TextField(unique=True, help_text='what it comes from: "undertaking/<id>"')
    what = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["holder", "-at"], name="credit_entry_of_holder")]

    def __str__(self) -> str:
        return f"{self.what} {self.get_word_display()}"


class Bar(models.Model):
    """What an applicant is kept from (失信惩戒措施), by which law and department, until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    holder = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    holder_name = SealedName(owner="holder")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    reason = models.CharField(max_length=500)
    law = models.CharField(max_length=200)
    department = models.SlugField(help_text="which imposed it and may lift it")
    source = models.TextField(blank=True, help_text='"undertaking/<id>", or the number of a decision')
    since = models.DateField()
    until = models.DateField(null=True, help_text="its last day; none: until it is repaired")
    state = models.CharField(max_length=10, choices=State.choices, default=State.IN_FORCE)
    asked = models.TextField(blank=True, help_text="what was mended, or why it is wrong, in the holder's words")
    answer = models.TextField(blank=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "scope"], condition=~models.Q(source=""), name="one_bar_per_source"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="bar_in_order"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["holder", "scope"], name="credit_bar_of_holder")]

    def __str__(self) -> str:
        return f"{self.holder_name} {self.get_scope_display()}"

    @property
    def subject(self) -> str:
        return f"credit/{self.pk}"

    @property
    def binds(self) -> bool:
        """Whether it counts today: asking for repair alone changes nothing."""
        return self.state != State.LIFTED and (self.until is None or self.until >= time.today())

    @property
    def says(self) -> str:
        """Where it stands, in words: one that ran out is over without anybody's doing."""
        over = self.state != State.LIFTED and not self.binds
        return "已到期" if over else STATES[self.state]

    def move(self, verb: str) -> None:
        """Make the lawful move, or refuse: the only place where the state changes."""
        move = MOVES.get((self.state, verb))
        if move is None or not self.binds:
            raise NotNow(f"这项限制现在是“{self.says}”状态，不能{VERBS[verb]}。")
        self.state = move.to
