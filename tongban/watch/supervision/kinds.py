"""Values of supervision: the rules, and what may become of a card."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from tongban.engines.clocks import Limit


class Colour(TextChoices):
    """How grave (预警类型)."""

    YELLOW = "yellow", "黄牌"
    RED = "red", "红牌"


class CardState(TextChoices):
    """What became of a card (状态)."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复"
    WITHDRAWN = "withdrawn", "已撤销"


class Answer(TextChoices):
    """What the department says (监察结果)."""

    EXPLAIN = "explain", "说明情况"
    RECTIFY = "rectify", "已经整改"


@dataclass(frozen=True)
class Rule:
    """One rule of supervision (监察规则): what it sees, how grave that is, and by when the department answers."""

    code: str
    title: str
    colour: Colour
    law: str
    answer: Limit | None = None  # None: it warns, and is over when the case is


_TWO, _FIVE = Limit.parse("2 working days"), Limit.parse("5 working days")
RULES = {
    rule.code: rule
    for rule in (
        Rule("near-due", "临近办理时限", Colour.YELLOW, "行政许可法 第四十二条"),
        Rule("overdue", "超过办理时限", Colour.RED, "行政许可法 第四十二条", _TWO),
        Rule("silence", "逾期不答复，视为受理", Colour.RED, "行政许可法 第三十二条", _TWO),
        Rule("letter-unanswered", "催办留言逾期未答", Colour.YELLOW, "行政许可法 第六条", _FIVE),
        Rule("step-overdue", "环节超期", Colour.YELLOW, "行政许可法 第四十二条", _FIVE),
        Rule("long-pause", "特别程序超过告知的时间", Colour.YELLOW, "行政许可法 第四十五条", _FIVE),
        Rule("gaps-again", "一次性告知后再次要求补正", Colour.YELLOW, "行政许可法 第三十二条第一款第四项", _FIVE),
        Rule("against-checks", "审查要点不符合而准予", Colour.RED, "行政许可法 第三十八条、第六十九条", _FIVE),
    )
}
WINDOW_S = ("silence", "gaps-again")  # what the window did or did not do


@dataclass(frozen=True)
class Found:
    """What a rule saw in a case: about which step or procedure ("" is the whole), in one sentence."""

    case: str
    rule: str
    sentence: str
    about: str = ""
    desk: str = ""  # who answers; the deciding desk, or the window, unless it says so
    area: str = ""
