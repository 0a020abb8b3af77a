"""Every figure, declared once: its name, how it is reckoned in words, over which tallies, and what it should reach."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import F, Q


@dataclass(frozen=True)
class Definition:
    """One figure (指标口径): ``part`` of ``whole`` over the tallies ``among``; both are sums of a column, or counts."""

    code: str
    title: str
    formula: str
    facts: tuple[str, ...]  # whose facts it rests on
    among: Q
    hit: Q  # which of them count in the numerator, or are whole
    part: str = ""  # a column to sum; "" counts the tallies that hit
    whole: str = ""  # a column to sum; "" counts the tallies among
    target: int | None = None  # per cent, as the city set it for itself

    @property
    def counts(self) -> bool:
        """Whether it is a share of cases, not of what is in them."""
        return not self.part


@dataclass(frozen=True)
class Figure:
    """What a definition comes to over some cases."""

    definition: Definition
    part: int
    whole: int

    @property
    def share(self) -> Decimal | None:
        """Per cent with one decimal; None where there is nothing to reckon with."""
        if not self.whole:
            return None
        return (Decimal(100 * self.part) / self.whole).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def reached(self) -> bool | None:
        """Whether it is where it should be; None without a target or without cases."""
        if self.definition.target is None or self.share is None:
            return None
        return self.share >= self.definition.target


@dataclass(frozen=True)
class Line:
    """All figures of one item, or of all ("" as its code)."""

    item: str
    title: str
    submitted: int
    figures: tuple[Figure, ...]


SUBMITTED = Q(submitted_on__isnull=False)
ANSWERED = SUBMITTED & (Q(answered_on__isnull=False) | Q(supplements__gt=0) | Q(withdrawn=True))

FIGURES = {
    one.code: one
    for one in (
        Definition(
            "online", "网办比例", "经网上提交的申请 ÷ 全部申请", ("cases.CaseSubmitted",), SUBMITTED,
            Q(channel="portal"), target=85,
        ),
        Definition(
            "prefill", "智能预填率", "提交时仍为系统预填内容的填写项 ÷ 向申请人提出的全部填写项；申请人改过的不算预填",
            ("cases.PrefillMeasured",), SUBMITTED & Q(asked__gt=0), Q(prefilled=F("asked")), "prefilled", "asked", 70,
        ),
        Definition(
            "prefill-held", "有来源项预填率",
            "提交时仍为系统预填内容的填写项 ÷ 写明了来源（证照、实名信息、以前填写的同一数据元）的填写项；"
            "这次才有的选择，以及代办人、账号等每次都要本人填的，不在内",
            ("cases.PrefillMeasured",), SUBMITTED & Q(fillable__gt=0), Q(prefilled=F("fillable")), "prefilled",
            "fillable",
        ),
        Definition(
            "spared", "材料免交率", "不用申请人交的材料（证照、核验、复用、协助、承诺） ÷ 办这件事依法需要的全部材料",
            ("cases.MaterialsCounted",), SUBMITTED & Q(needed__gt=0), Q(handed=0), "spared", "needed",
        ),
        Definition(
            "prereview", "智能预审率",
            "提交前全部审查要点和交来的每份写明识读规则的材料都由机器得出结论的申请 ÷ 全部申请；"
            "结论是符合或者不符，没有读完、读不清的不算",
            ("cases.CasePreReviewed",), SUBMITTED & Q(points__isnull=False),
            Q(points__gt=0, judged=F("points")), target=90,
        ),
        Definition(
            "first-try", "首办成功率",
            "没有补正就受理的申请 ÷ 窗口已经答复、要求补正或者申请人已撤回的申请；撤回的算没有成功，不能靠撤回重报提高",
            ("cases.CaseAccepted", "cases.CaseIncomplete", "cases.CaseWithdrawn"), ANSWERED,
            Q(accepted=True, supplements=0), target=90,
        ),
        Definition(
            "automatic", "智能审批率", "由系统依规则自动作出的决定 ÷ 全部决定", ("cases.CaseDecided",),
            SUBMITTED & Q(decided_on__isnull=False), Q(automatic=True),
        ),
        Definition(
            "granted", "准予率", "准予的决定 ÷ 全部决定", ("cases.CaseDecided",),
            SUBMITTED & Q(decided_on__isnull=False), Q(outcome="granted"),
        ),
        Definition(
            "satisfied", "满意率", "基本满意以上的评价 ÷ 收到的评价", ("ratings.Rated",), Q(rating__isnull=False),
            Q(rating__gte=3), target=95,
        ),
    )
}  # fmt: skip
