"""Ways the knowledge base refuses."""

from __future__ import annotations

from collections.abc import Sequence

from tongban.kernel.errors import Refusal
from tongban.registers.knowledge.kinds import Complaint


class BadPage(Refusal):
    """A text that cannot be published: every fault with its line."""

    code = "bad-page"
    status = 422
    next_step = "请按提示修改后再次检查。"

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        first = complaints[0]
        more = f"（共 {len(complaints)} 处）" if len(complaints) > 1 else ""
        super().__init__(f"第 {first.line} 行：{first.sentence}{more}", line=first.line, complaints=list(complaints))
        self.complaints = list(complaints)


class NoSuchPage(Refusal):
    """There is no text of this name, or it was taken off the portal."""

    code = "no-such-page"
    status = 404
    sentence = "没有找到这篇文章，它可能已经撤下。"
    next_step = "请到“帮助”里查看全部文章，或者搜索您想了解的事。"


class SamePage(Refusal):
    """Exactly this text is in force already."""

    code = "same-page"
    sentence = "这份内容与现行版本完全相同，不需要再发布。"
    next_step = "如需修改，请先改动内容再发布。"


class PageOvertaken(Refusal):
    """A colleague published while this one was being looked at."""

    code = "page-overtaken"
    sentence = "您编辑期间，同事已经发布了新的版本，您的内容没有发布。"
    next_step = "请打开现行版本，核对同事的修改后重新编辑。"


class StatementStays(Refusal):
    """A statement that every page links to is replaced, never taken away."""

    code = "statement-stays"
    sentence = "城市声明要一直公开，不能撤下。"
    law = "个人信息保护法 第十七条"
    next_step = "需要更改的，请修改内容后发布新的版本。"
