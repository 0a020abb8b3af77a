"""Values of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import TextChoices

from tongban.engines.clocks import Limit
from tongban.registers.catalogue.kinds import Instead, Undertaking
from tongban.registers.sources.kinds import Query

ACCEPTANCE = Limit.parse("5 working days")  # 行政许可法 第三十二条
DELIVERY = Limit.parse("10 working days")  # 行政许可法 第四十四条: from the decision to the licence in hand
EXTENSION = Limit.parse("10 working days")  # 行政许可法 第四十二条, where the item's own law says no other
SUPPLY = Limit.parse("10 working days")  # where the item names no other time for a supplement


HEARING_ASKED = Limit.parse("5 working days")  # 第四十七条: from being told of the right
HEARING_HELD = Limit.parse("20 working days")  # 第四十七条: from being asked
HEARING_CALLED = Limit.parse("7 working days")  # 第四十八条: before it begins

DRAFT_KEPT = timedelta(days=30)  # since it was saved; then it goes into the trash
DRAFT_IN_TRASH = timedelta(days=30)  # then it is deleted
DRAFT_TOLD = (7, 1)  # days before it goes into the trash


class Hand(NamedTuple):
    """How somebody signs (签名): strokes as the pad sent them, or his name typed in their place."""

    name: str = ""
    strokes: str = ""


OPEN_FOR = 15  # minutes for which what is half hidden may be seen whole


class Ground(TextChoices):
    """Why an official has to see the whole number, telephone or home (完整查看的理由)."""

    IDENTITY = "identity", "核对申请人身份"
    CONTACT = "contact", "联系申请人"
    VISIT = "visit", "现场核查"
    COMPARE = "compare", "与材料核对"
    OTHER = "other", "其他"


class Outcome(TextChoices):
    """How a case ended (办结结果), codes 0, 1, 4, 5, 6 of the exchange tables behind them."""

    NONE = "", "办理中"
    GRANTED = "granted", "准予"
    REFUSED = "refused", "不予许可"
    TURNED_AWAY = "turned-away", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"
    NO_PERMIT = "no-permit", "不需要许可"
    NOT_OURS = "not-ours", "不属于本机关职权"
    RETURNED = "returned", "逾期未补正退件"
    SENT_ON = "sent-on", "转报办结"
    TERMINATED = "terminated", "终止办理"


# What supervision may have done again: an answer against the applicant. A granted case is undone by revoking.
REOPENED = (Outcome.REFUSED, Outcome.TURNED_AWAY, Outcome.NO_PERMIT, Outcome.NOT_OURS, Outcome.RETURNED,
            Outcome.TERMINATED)


class Special(TextChoices):
    """Special procedures (特别程序种类) whose time does not count: 第四十五条, and what an item's law adds."""

    HEARING = "hearing", "听证"
    BIDDING = "bidding", "招标"
    AUCTION = "auction", "拍卖"
    INSPECTION = "inspection", "检验"
    TEST = "test", "检测"
    QUARANTINE = "quarantine", "检疫"
    APPRAISAL = "appraisal", "鉴定"
    EXPERT_REVIEW = "expert-review", "专家评审"
    SITE_VISIT = "site-visit", "现场勘验"
    PUBLICITY = "publicity", "公示"
    OTHER = "other", "其他特别程序"


# Which of them end with a record of their own (特别程序记录).
RECORDED = frozenset(Special) - {Special.OTHER}


class Way(TextChoices):
    """How the applicant wants what is given (送达方式): into his account, or collected at a counter."""

    DOWNLOAD = "download", "网上送达"
    COUNTER = "counter", "窗口领取"


class Source(TextChoices):
    """Where a material comes from (材料来源)."""

    APPLICANT = "applicant", "申请人提交"
    REGISTERS = "registers", "免交（电子证照）"
    DEPARTMENT = "department", "免交（部门核验）"
    DATA = "data", "免交（数据核验）"
    EARLIER = "earlier", "复用以前的材料"
    REQUEST = "request", "行政协助"
    PROMISE = "promise", "告知承诺"
    LATER = "later", "容缺后补"


REQUEST = "request"  # the kind of task another office gets (行政协助)
WAY_WORDS = {
    "licence": "免交–证照", "data": "免交–核验", "earlier": "复用", "request": "行政协助", "promise": "告知承诺",
    "later": "容缺后补", "upload": "上传",
}  # fmt: skip


@dataclass(frozen=True)
class Ruled:
    """A decision made by rules alone (智能审批): the digest of the rules, and the sentence for the paper."""

    digest: str
    sentence: str


@dataclass(frozen=True)
class GapSpec:
    """One thing that is missing or wrong (补正项): the material's or field's code, what to do, and by which rule."""

    target: str
    title: str
    sentence: str
    law: str = ""


@dataclass(frozen=True)
class Origin:
    """Where a prefilled answer comes from, as it was noted when the form was filled (预填来源)."""

    kind: str  # licence · identity · answer · guidance
    name: str  # the licence's title, 实名信息, or the item in which it was answered
    on: str  # ISO day, "" where the source has none
    mode: str  # locked 锁定 · proof 可改须说明 · free 自由修改
    changed: bool = False
    reason: str = ""
    objection: str = ""  # id of the open objection (数据异议)
    before: Any = None  # the value as it came from the source
    verdict: str = ""  # what became of an objection: corrected, refused


@dataclass(frozen=True)
class Share:
    """How much of an item's questions needed no typing (预填率), over submitted cases."""

    cases: int
    asked: int
    prefilled: int

    @property
    def percent(self) -> int | None:
        """Rounded down; None where nothing was asked yet."""
        return self.prefilled * 100 // self.asked if self.asked else None


@dataclass(frozen=True)
class Moved:
    """A prefilled answer whose source says something else now (来源已变化)."""

    field: str
    label: str
    page: str
    before: str
    after: str  # "" when the source says nothing any more
    source: str


@dataclass(frozen=True)
class Earlier:
    """A document of an earlier application that may be handed in again."""

    given_id: str
    material_id: str
    name: str
    number: str
    title: str
    on: date


@dataclass(frozen=True)
class Spare:
    """One way in which a material need not be handed in, as it stands.

    ``state``: answers; ready (may be asked now), failed (the source is silent), no, blank (the form says too little),
    consent (the applicant's is needed), ask, waiting, refused (another person's), declined (he hands it in), offer.
    """

    way: Instead
    state: str
    text: str = ""
    licence_id: str = ""
    query: Query | None = None
    answer_id: str = ""
    holder: str = ""
    holder_name: str = ""
    kind: str = ""
    what: str = ""
    what_title: str = ""
    offered: tuple[Earlier, ...] = ()

    @property
    def answers(self) -> bool:
        return self.state == "answers"

    def told(self, state: str, text: str = "", answer_id: str = "") -> Spare:
        """The same way in a state of its own."""
        return replace(self, state=state, text=text or self.text, answer_id=answer_id)


@dataclass(frozen=True)
class Slot:
    """One material of a case as it stands: what is asked, and what answers it."""

    code: str
    title: str
    source: str
    required: bool
    formats: tuple[str, ...]
    notes: str
    material_id: str = ""
    material_name: str = ""
    licence_id: str = ""
    licence_text: str = ""
    sample: str = ""
    gap: str = ""
    version: int = 0
    trust: str = ""  # "promise" or "later": what stands for the document until it is looked into, or comes
    undertaking: Undertaking | None = None  # what may be promised instead of the document
    deferred: Limit | None = None  # how long after acceptance it may come
    spared: str = ""  # data, request: what answers it without a document
    evidence: str = ""  # what shows that it does
    spares: tuple[Spare, ...] = ()  # the ways of its item, while it may still be filled in
    pending: bool = False  # another office was asked, and has not answered
    reused: str = ""  # of which earlier application the document is
    assured: str = ""  # why the applicant keeps it although the machine doubts
    by: str = ""  # whose hand gave it for the applicant

    @property
    def filled(self) -> bool:
        return bool(self.material_id or self.licence_id or self.trust or self.spared)

    @property
    def free(self) -> bool:
        """Whether nobody asks the applicant for it (免交)."""
        return bool(self.licence_id or self.spared) or self.source == "department"

    @property
    def way(self) -> str:
        """What answers it: licence, data, request, promise, later, earlier, upload; "" while nothing does."""
        if self.licence_id:
            return "licence"
        if self.spared or self.trust:
            return self.spared or self.trust
        return ("earlier" if self.reused else "upload") if self.material_id else ""

    @property
    def way_zh(self) -> str:
        """Its word for people."""
        return WAY_WORDS.get(self.way, "部门核验，免交" if self.source == "department" else "")


OPEN_POINT = "unknown"
"""Outcome of a point that the machine leaves to a person."""


@dataclass(frozen=True)
class Overruled:
    """What an official found instead of the machine, and why (人工改判)."""

    outcome: str
    reason: str
    official: str


@dataclass(frozen=True)
class Point:
    """One point of the pre-review: pass, fail or unknown, in a sentence, with its rule and both values."""

    code: str  # "check.<code>" or "reads.<material>.<finding>"
    title: str
    outcome: str
    sentence: str
    law: str = ""
    next: str = ""
    read: str = ""
    known: str = ""
    stops: bool = False
    assured: str = ""  # why the applicant keeps the document although the machine doubts it
    otherwise: str = ""  # of a check: refuse, correct or review
    overruled: Overruled | None = None

    @property
    def place(self) -> str:
        """Where on the applicant's pages it belongs: the check, or the material, as the anchors there are named."""
        kind, _, rest = self.code.partition(".")
        return f"c-{rest}" if kind == "check" else f"m-{rest.partition('.')[0]}"

    @property
    def of_document(self) -> bool:
        return self.code.startswith("reads.")

    @property
    def stands(self) -> str:
        """What holds now: an official's finding before the machine's."""
        return self.overruled.outcome if self.overruled else self.outcome


@dataclass(frozen=True)
class Summary:
    """The pre-review in figures, and the one sentence that says what is missing and why."""

    points: int
    passed: int
    failed: int

    @classmethod
    def of(cls, found: Sequence[Point]) -> Summary:
        return cls(len(found), sum(p.stands == "pass" for p in found), sum(p.stands == "fail" for p in found))

    @property
    def open(self) -> int:
        return self.points - self.passed - self.failed

    @property
    def full(self) -> bool:
        """Every point was decided by machine (全程机审)."""
        return self.points > 0 and self.open == 0

    @property
    def complete(self) -> bool:
        """Every point was decided, and passed."""
        return self.full and self.failed == 0


@dataclass(frozen=True)
class Figures:
    """How much the machine carries (机审率, 一次通过率) among what was submitted in a span of days."""

    submitted: int
    full: int  # every point decided by machine
    complete: int  # and every one passed
    answered: int  # of those complete: accepted, or answered otherwise
    first_try: int  # of those answered: accepted without a supplement

    @property
    def full_share(self) -> float | None:
        return self.full / self.submitted if self.submitted else None

    @property
    def first_try_share(self) -> float | None:
        return self.first_try / self.answered if self.answered else None
