"""The turns that an official may give a licence: what each asks, names as its consequence, and says when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tongban.doors.desk.showing import phrases
from tongban.registers.licences import actions
from tongban.registers.licences.states import VERBS


@dataclass(frozen=True)
class Turn:
    """One turn: its verb and noun, the laws and phrases to pick from, and its words."""

    verb: str
    noun: str
    laws: tuple[str, ...]
    phrases: tuple[str, ...]
    consequence: str
    done: str
    act: Callable[..., object]
    corrects: bool = False

    @property
    def title(self) -> str:
        return f"{VERBS[self.verb]}证照"


_OVER = (
    "确认后这本证照立即失效，不能恢复。扫码和窗口核验都会显示{0}，持有人会收到{0}决定书，"
    "可以申请行政复议或者提起行政诉讼。"
)

TURNS = {
    turn.noun: turn
    for turn in (
        Turn(
            "revoke", "revocation", ("行政许可法 第六十九条第一款", "行政许可法 第六十九条第二款"), phrases.REVOCATIONS,
            _OVER.format("撤销"), "已撤销，从现在起任何核验都会显示已撤销。", actions.revoke,
        ),
        Turn(
            "withdraw", "withdrawal", ("食品安全法 第一百二十四条", "行政处罚法 第九条第三项"), phrases.WITHDRAWALS,
            _OVER.format("吊销"), "已吊销，从现在起任何核验都会显示已吊销。", actions.withdraw,
        ),
        Turn(
            "cancel", "cancellation",
            tuple(f"行政许可法 第七十条第{one}项" for one in ("一", "二", "三", "四", "五", "六")),
            phrases.CANCELLATIONS, _OVER.format("注销"), "已注销，从现在起任何核验都会显示已注销。", actions.cancel,
        ),
        Turn(
            "rectify", "rectification", ("申请书和审查记录", "原决定书"), phrases.RECTIFICATIONS,
            "确认后原证照作废，更正后的新版本立即存入持有人的电子证照库，编号和有效期不变，持有人会收到证照更正通知书。",
            "已更正，新版本已存入持有人的电子证照库。", actions.rectify, corrects=True,
        ),
    )
}  # fmt: skip
