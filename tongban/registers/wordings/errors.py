"""Ways the wordings refuse."""

from __future__ import annotations

from collections.abc import Sequence

from tongban.kernel.errors import Refusal
from tongban.registers.wordings.kinds import Complaint


class BadWording(Refusal):
    """A wording that cannot be published: every fault with its line."""

    code = "bad-wording"
    status = 422
    next_step = "请按提示修改后再次检查。"

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        first = complaints[0]
        more = f"（共 {len(complaints)} 处）" if len(complaints) > 1 else ""
        super().__init__(f"第 {first.line} 行：{first.sentence}{more}", line=first.line, complaints=list(complaints))
        self.complaints = list(complaints)


class NoSuchWording(Refusal):
    """There is no notice of this kind, or no version of this number."""

    code = "no-such-wording"
    status = 404
    sentence = "没有找到这种文书样式。"
    next_step = "请从文书样式列表中重新选择。"


class SameWording(Refusal):
    """Exactly this text is in force already."""

    code = "same-wording"
    sentence = "这份内容与现行样式完全相同，不需要再发布。"
    next_step = "如需修改，请先改动内容再发布。"


class Overtaken(Refusal):
    """A colleague published while this one was being looked at."""

    code = "overtaken"
    sentence = "您编辑期间，同事已经发布了新的版本，您的内容没有发布。"
    next_step = "请打开现行版本，核对同事的修改后重新编辑。"


class NothingToStepBackFrom(Refusal):
    """No version of ours is in force."""

    code = "nothing-to-step-back-from"
    sentence = "这里没有正在使用的版本，不需要停用。"
    next_step = "请刷新页面查看现行样式。"
