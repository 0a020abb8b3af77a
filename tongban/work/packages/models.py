from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedJSON, SealedName, SealedWords
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import Joined
from tongban.work.cases.kinds import Source, Way
from tongban.work.packages.kinds import BranchState, RunState

if TYPE_CHECKING:
    from tongban.registers.catalogue.kinds import Part


class NoGaps:
    """A run has no gaps of its own: what is missing is told by each department, in its own case."""

    def filter(self, **_: Any) -> list[Any]:
        return []


class Run(models.Model):
    """One application of one applicant for a package (一件事办件).

    What is filled in is named as in a case, so the same pages and questions fill both.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=32, null=True, unique=True, help_text="given at submission")
    edition = models.ForeignKey("catalogue.Edition", on_delete=models.PROTECT, related_name="+")
    item_code = models.SlugField(max_length=80, help_text="the package's code")
    title = models.CharField(max_length=200)
    department = models.SlugField(help_text="the department that leads (牵头部门)")
    area = models.CharField(max_length=12)
    applicant = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    applicant_name = SealedName(owner="applicant")
    handler = models.TextField(help_text="the person who files it")
    handler_name = SealedWords()
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.DOWNLOAD)
    electronic = models.BooleanField(default=False, help_text="notices may be served online")
    state = models.CharField(max_length=10, default=RunState.DRAFT, choices=RunState.choices)
    data = SealedJSON(kept="applicant", default=dict, help_text="the one form, cleaned")
    raw = SealedJSON(kept="applicant", default=dict, help_text="what was typed and is not right yet, per field")
    origins = SealedJSON(
        kept="applicant", default=dict, help_text="where prefilled answers come from, by field, when filled"
    )
    writers = SealedJSON(kept="applicant", default=dict, help_text="who wrote each field last, and when")
    saved_pages = models.JSONField(default=list)
    signature = SealedJSON(kept="applicant", default=dict, help_text="how the whole was signed: name, strokes, digest")
    spared = models.JSONField(default=dict, help_text="what the one application spared, counted at submission")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    trashed_at = models.DateTimeField(null=True, help_text="a draft nobody went on with lies in the trash since")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(number__isnull=False), name="submitted_run_has_number"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["applicant", "-saved_at"], name="run_of_applicant"),
            models.Index(fields=["item_code", "-submitted_at"], name="run_of_package"),
            models.Index(fields=["saved_at"], name="run_draft_by_age", condition=models.Q(state="draft")),
        ]

    gaps = NoGaps()

    def __str__(self) -> str:
        return f"{self.number or '草稿'} {self.title}"

    @property
    def subject(self) -> str:
        return f"run/{self.pk}"

    @property
    def definition(self) -> Joined:
        """The package with its items as they stand: what is asked, and whom each answer is for."""
        return catalogue.joined(self.edition)


class RunMaterial(models.Model):
    """What answers one material of a run, for every branch that needs it. Replaced ones stay."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="given")
    code = models.SlugField(max_length=80)
    source = models.CharField(max_length=10, choices=Source.choices)
    material_id = models.CharField(max_length=36, blank=True)
    name = SealedWords(kept="run.applicant", blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    given_at = models.DateTimeField()
    by = models.TextField(blank=True, default="", help_text="whose hand gave it for the applicant; empty: he himself")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "code"], condition=models.Q(current=True), name="one_current_run_material"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class Branch(models.Model):
    """One item of a run (联办事项): waiting for another's result, or a case of its own, or never filed and why."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="branches")
    name = models.CharField(max_length=40, help_text="the member's name in the package")
    item_code = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    after = models.JSONField(default=list, help_text="names of the branches whose result it waits for")
    state = models.CharField(max_length=10, default=BranchState.WAITING, choices=BranchState.choices)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, help_text="why it is held or was not filed, for people")
    filed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "name"], name="one_branch_per_member")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.name}"

    @property
    def part(self) -> Part:
        """The member with its item as it stands."""
        return self.run.definition.part(self.name)
