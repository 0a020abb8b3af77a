"""Rows of the catalogue; what an edition says is closed by a trigger (migrations/0002_closed.py)."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.db import models
from django.db.models import Q

from tongban.kernel.ids import uuid7
from tongban.registers.catalogue.kinds import Definition, Package, words


class Item(models.Model):
    """A service item (事项) or a package of them (一件事): what every edition shares, and where lists find it."""

    code = models.SlugField(max_length=60, unique=True)
    owner_code = models.SlugField(max_length=60, db_index=True, help_text="the department that answers for it")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    alias = models.JSONField(default=list, help_text="everyday words people search for")
    kind = models.CharField(max_length=20)
    catalog_code = models.CharField(max_length=12, blank=True, db_index=True, help_text="基本编码, its catalogue entry")
    task_code = models.CharField(max_length=31, blank=True, db_index=True, help_text="实施编码, in the national list")
    area = models.CharField(max_length=12, blank=True, help_text='division code, "" for the whole city')
    serves = models.JSONField(default=list)
    audiences = models.JSONField(default=list, help_text="person, company: the halves of the portal")
    themes = models.JSONField(default=list, help_text='"person:065", "company:010"')
    state = models.CharField(max_length=1, choices=[*words.TASK_STATES.items()], default="1")
    state_reason = models.TextField(blank=True)
    ends_on = models.DateField(null=True, help_text="the first day on which it is no longer offered")
    successors = models.JSONField(default=list, help_text="codes of the items that people ask for instead")
    online = models.BooleanField(default=False, help_text="one can apply on line (网办)")
    visits = models.PositiveSmallIntegerField(default=0, help_text="how often one must come (到现场次数)")
    charged = models.BooleanField(default=False, help_text="it costs something (是否收费)")
    minutes = models.PositiveIntegerField(default=0, help_text="the promise in minutes at work, for ordering by time")
    current = models.ForeignKey(
        "Edition", on_delete=models.PROTECT, null=True, related_name="+", help_text="the newest published edition"
    )
    search = models.TextField(blank=True, help_text="title, alias, pinyin and initials, for searching")
    search_words = models.JSONField(default=list, help_text="names in lower case, for finding them in a question")
    situation_words = models.JSONField(default=list, help_text="everyday words of its situations, in lower case")

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        return f"item/{self.code}"

    @property
    def offered(self) -> bool:
        return self.state == "1"


class Edition(models.Model):
    """One published edition of an item (事项版本): immutable; a case keeps the one it was submitted under."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(help_text="1, 2, 3 … within the item")
    content = models.TextField(help_text="the definition as compact JSON, in the order it was written")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")
    law = models.TextField(help_text="the bases in law in one line")
    note = models.TextField(blank=True, help_text="what changed, for people")
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, help_text="the first day on which it is no longer in force")
    published_at = models.DateTimeField()
    published_by = models.TextField(help_text="the principal who published it")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["item", "digest"], name="edition_content_once"),
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=models.F("in_force_from")), name="edition_in_order"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["item", "-in_force_from"], name="edition_in_force")]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"

    @cached_property
    def definition(self) -> Definition:
        # Where the content was left out of the question, a definition that is known already is not fetched for it.
        return Definition.known(self.digest) or Definition.from_json(self.content, self.digest)

    @cached_property
    def package(self) -> Package:
        """What it says where its item is a package (一件事)."""
        return Package.from_json(self.content, self.digest)
