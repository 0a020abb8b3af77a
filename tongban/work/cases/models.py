from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import cached_property

from tongban.kernel import time
from tongban.kernel.ids import short_code, uuid7
from tongban.kernel.sealed import SealedJSON, SealedName, SealedWords
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import Definition
from tongban.work.cases.errors import NotNow
from tongban.work.cases.kinds import Ground, Outcome, Source, Special, Way
from tongban.work.cases.states import MOVES, STATES, VERBS, Move


class Case(models.Model):
    """One application of one applicant for one item, under the edition it was submitted under."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=32, null=True, unique=True, help_text="given at submission")
    code = models.CharField(max_length=16, unique=True, default=short_code, help_text="unguessable, in QR codes")
    edition = models.ForeignKey("catalogue.Edition", on_delete=models.PROTECT)
    item_code = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    department = models.SlugField(help_text="the department that answers")
    area = models.CharField(max_length=12, help_text="division whose authority decides")
    applicant = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    applicant_name = SealedName(owner="applicant")
    handler = models.TextField(blank=True, help_text="the person who filed it")
    handler_name = SealedWords(blank=True)
    channel = models.CharField(max_length=12, blank=True)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.DOWNLOAD)
    state = models.CharField(max_length=10, default="draft", choices=[(s, words[1]) for s, words in STATES.items()])
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.NONE, blank=True)
    reason = models.TextField(blank=True, help_text="of a refusal, a turning away, a withdrawal")
    data = SealedJSON(kept="applicant", default=dict, help_text="the form, cleaned")
    raw = SealedJSON(kept="applicant", default=dict, help_text="what was typed and is not right yet, per field")
    origins = SealedJSON(
        kept="applicant", default=dict, help_text="where prefilled answers come from, by field, when filled"
    )
    aside = SealedJSON(
        kept="applicant", default=list, help_text="answers to questions that a newer edition no longer asks"
    )
    former = SealedJSON(
        kept="applicant", default=list,
        help_text="the form as it stood each time a supplement was asked for: when, and its answers",
    )  # fmt: skip
    writers = SealedJSON(kept="applicant", default=dict, help_text="who wrote each field last, and when")
    addresses = SealedJSON(
        kept="applicant", default=dict, help_text="standard addresses of what was filled in, by field, at submission"
    )
    project = models.CharField(max_length=24, blank=True, help_text="investment project it names, at submission")
    asked_fields = models.PositiveSmallIntegerField(default=0, help_text="questions asked, at submission")
    prefilled_fields = models.PositiveSmallIntegerField(default=0, help_text="of them: left as they were prefilled")
    saved_pages = models.JSONField(default=list)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(
        null=True, help_text="start of the five days of 第三十二条: submission, or the last supply"
    )
    accepted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    trashed_at = models.DateTimeField(null=True, help_text="a draft nobody went on with lies in the trash since")
    supply_by = models.DateField(null=True, help_text="last day for the supplement that is owed")
    extended_by = models.CharField(max_length=40, blank=True, help_text='how much the limits were extended, once')
    accepted_by = models.CharField(max_length=36, blank=True, help_text="official who accepted (受理), not a machine")
    signed_first = models.CharField(max_length=36, blank=True, help_text="official who examined (审核)")
    signed_last = models.CharField(max_length=36, blank=True, help_text="official who decided (批准)")
    two_signatures = models.BooleanField(default=False, help_text="the item asks for two different signers (一审一核)")
    automatic = models.CharField(max_length=64, blank=True, help_text="digest of the rules by which a machine decided")
    due_on = models.DateField(null=True, help_text="cache of the promised date; recomputed nightly and compared")
    held = SealedJSON(
        kept="applicant", null=True, help_text="the case before its last turn, while that may be taken back"
    )
    untold_since: datetime | None = None  # set where a turn is not shown yet (`undoing.told`)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(number__isnull=False), name="submitted_has_number"
            ),
            # The law's own wall: whatever the code does, nobody examines and decides alone where two must sign; what no
            # person signed says by which rules it was decided.
            models.CheckConstraint(
                condition=models.Q(decided_at=None)
                | models.Q(two_signatures=False)
                | ~models.Q(automatic="")
                | (~models.Q(signed_first="") & ~models.Q(signed_first=models.F("signed_last"))),
                name="decided_by_two_people_or_rules",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by="") | ~models.Q(accepted_by=models.F("signed_last")),
                name="accepter_does_not_decide",
            ),
            models.CheckConstraint(
                condition=models.Q(automatic="") | models.Q(outcome="granted", signed_first=""),
                name="rules_only_ever_grant",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["applicant", "-saved_at"], name="case_of_applicant"),
            models.Index(fields=["state", "area", "due_on"], name="case_by_state"),
            models.Index(fields=["department", "-submitted_at"], name="case_of_department"),
            models.Index(fields=["item_code", "-submitted_at"], name="case_of_item"),
            models.Index(fields=["saved_at"], name="case_draft_by_age", condition=models.Q(state="draft")),
            models.Index(fields=["applicant", "project"], name="case_of_project", condition=~models.Q(project="")),
            models.Index(fields=["supply_by"], name="case_owing", condition=models.Q(state="incomplete")),
        ]

    def __str__(self) -> str:
        return f"{self.number or '草稿'} {self.title}"

    @property
    def subject(self) -> str:
        return f"case/{self.pk}"

    @property
    def definition(self) -> Definition:
        """What the item asked for and promised under this case's edition."""
        return catalogue.definition(self.edition_id)

    @cached_property
    def hearing(self) -> Hearing | None:
        """The hearing that is told of, asked for or called and not over; one not asked for in time is over."""
        return running_hearing(self.hearings.filter(held_at=None))

    def move(self, verb: str) -> Move:
        """Make the lawful move, or refuse: the only place where the state changes."""
        move = MOVES.get((self.state, verb))
        if move is None:
            raise NotNow(f"这个办件现在是“{STATES[self.state][1]}”状态，不能{VERBS.get(verb, verb)}。")
        self.state = move.to
        return move


def running_hearing(hearings: Iterable[Hearing]) -> Hearing | None:
    """The newest of these that is not over."""
    going = (one for one in hearings if one.held_at is None and one.given_up_at is None)
    found = max(going, key=lambda one: one.told_at, default=None)
    lapsed = found is not None and found.asked_at is None and time.today() > found.ask_by
    return None if lapsed else found


class CaseMaterial(models.Model):
    """What answers one material of a case: an uploaded document or a licence the city holds. Replaced ones stay."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="given")
    code = models.SlugField(max_length=80)
    source = models.CharField(max_length=10, choices=Source.choices)
    material_id = models.CharField(max_length=36, blank=True)
    name = SealedWords(kept="case.applicant", blank=True)
    licence_id = models.CharField(max_length=36, blank=True)
    evidence = models.JSONField(default=dict, help_text="what shows that it need not be handed in, by ids")
    version = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    given_at = models.DateTimeField()
    by = models.TextField(blank=True, default="", help_text="whose hand gave it for the applicant; empty: he himself")
    assured = models.CharField(
        max_length=200, blank=True, default="", help_text="why the applicant keeps it although the machine doubts"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "code"], condition=models.Q(current=True), name="one_current_material"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["material_id"], condition=~models.Q(material_id=""), name="case_of_material")
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class Signature(models.Model):
    """What the applicant signed with his own hand under what he had read (签名). Never changed; the latest holds."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="signatures")
    name = SealedWords(kept="case.applicant", help_text="who signed")
    strokes = SealedJSON(kept="case.applicant", default=list, help_text="points of the pad; none: typed")
    read = models.CharField(max_length=64, help_text="fingerprint of the application as it stood")
    digest = models.CharField(max_length=64, help_text="of name, strokes, moment and what was read")
    by = models.TextField(help_text="principal")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"signature {self.digest[:12]}"


class Unmasking(models.Model):
    """For a while one official sees what is half hidden elsewhere (完整查看), for a reason; who, and until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="unmaskings")
    official = models.CharField(max_length=36)
    official_name = models.CharField(max_length=100)
    ground = models.CharField(max_length=8, choices=Ground.choices)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "official", "-until"], name="unmasking_of_official")]

    def __str__(self) -> str:
        return f"{self.ground} {self.at:%Y-%m-%d}"


class PreReview(models.Model):
    """What the machine found at submission (智能预审结果). Never changed; a supplement adds one."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="prereviews")
    at = models.DateTimeField()
    points = SealedJSON(kept="case.applicant", default=list)
    decided = models.PositiveSmallIntegerField(help_text="points the machine decided")
    failed = models.PositiveSmallIntegerField()
    full = models.BooleanField(help_text="every point was decided by machine")

    def __str__(self) -> str:
        return f"{self.decided}/{len(self.points)}"


class Overruling(models.Model):
    """An official found otherwise than the machine, or where it could not say (人工改判). The latest one holds."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="overrulings")
    point = models.CharField(max_length=160)
    outcome = models.CharField(max_length=4, choices=[("pass", "符合"), ("fail", "不符")])
    machine = models.CharField(max_length=8, help_text="what the machine had found")
    reason = models.CharField(max_length=200)
    official = models.CharField(max_length=36)
    official_name = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.point}: {self.outcome}"


class Gap(models.Model):
    """One entry of the one complete list of what is missing (一次性告知, 补正项)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="gaps")
    round = models.PositiveSmallIntegerField(default=1)
    target = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    sentence = SealedWords(kept="case.applicant")
    law = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Correction(models.Model):
    """What was corrected on the spot, as it stood before and after (当场更正). Never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="corrections")
    page = models.SlugField(max_length=80)
    before = SealedJSON(kept="case.applicant")
    after = SealedJSON(kept="case.applicant")
    official = models.CharField(max_length=36)
    official_name = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.page} {self.at:%Y-%m-%d}"


class Pause(models.Model):
    """A special procedure during which the clock stands (特别程序, 行政许可法 第四十五条)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pauses")
    kind = models.CharField(max_length=20, choices=Special.choices, default=Special.OTHER)
    reason = models.CharField(max_length=200)
    law = models.CharField(max_length=200)
    needed = models.CharField(max_length=200, blank=True, help_text="how long it is said to take")
    officers = models.JSONField(default=list, help_text="who goes on site: two at least (第三十四条)")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    result = SealedWords(kept="case.applicant", blank=True, help_text="what came out (特别程序结果)")
    record = SealedJSON(
        kept="case.applicant", default=dict, help_text="its record (特别程序记录): when, where, by whom, what was found"
    )

    def __str__(self) -> str:
        return self.reason


class Hearing(models.Model):
    """A hearing (听证, 行政许可法 第四十七、四十八条): told of, asked for, called, held. Each date is the law's."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="hearings")
    reason = models.CharField(max_length=500, help_text="whose great interest is touched, and why")
    told_at = models.DateTimeField()
    ask_by = models.DateField(help_text="five working days from being told")
    asked_at = models.DateTimeField(null=True)
    hold_by = models.DateField(null=True, help_text="twenty working days from being asked")
    called_at = models.DateTimeField(null=True)
    begins_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=100, blank=True, help_text="nobody who examined the application")
    held_at = models.DateTimeField(null=True)
    record = SealedWords(kept="case.applicant", blank=True)
    given_up_at = models.DateTimeField(null=True, help_text="the applicant gave it up (放弃听证)")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(held_at=None, given_up_at=None, asked_at__isnull=False),
                name="one_hearing_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.told_at:%Y-%m-%d}"


class Standing(models.Manager["Notice"]):
    """Notices that were not taken back."""

    def get_queryset(self) -> models.QuerySet[Notice]:
        return super().get_queryset().filter(void_at=None)


class Notice(models.Model):
    """A served document (文书). Its facts are fixed in the verb's transaction; its sealed PDF follows."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    kind = models.SlugField()
    title = models.CharField(max_length=100)
    number = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=16, unique=True, default=short_code)
    facts: Any = SealedJSON(kept="case.applicant")
    served_at = models.DateTimeField()
    paper = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the sealed PDF in storage")
    void_at = models.DateTimeField(null=True, help_text="taken back before it went out (作废); its number is spent")

    objects = Standing()
    every = models.Manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-served_at"], name="notice_without_paper", condition=models.Q(paper="", void_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class Pace(models.Model):
    """How long an item takes in a city (办理用时): in so many working days, four in five were decided."""

    item_code = models.SlugField(max_length=80)
    city = models.CharField(max_length=4)
    days = models.PositiveSmallIntegerField()
    cases = models.PositiveIntegerField()
    measured_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item_code", "city"], name="one_pace_per_item")]

    def __str__(self) -> str:
        return f"{self.item_code} {self.city}: {self.days}"

    @property
    def zh(self) -> str:
        """As people read it on the guide."""
        return f"同类申请八成在 {self.days} 个工作日内办结" if self.days else "同类申请八成当天办结"
