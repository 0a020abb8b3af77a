"""Ways search refuses."""

from __future__ import annotations

from tongban.kernel.errors import Refusal


class NoSuchSaying(Refusal):
    """Nobody said it lately, or somebody took it out."""

    code = "no-such-saying"
    status = 404
    sentence = "没有找到这条说法，可能已经到期清除，或者已被同事删除。"
    next_step = "请刷新列表后再试。"
