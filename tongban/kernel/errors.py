"""Ways to be refused: a code, one sentence for a person, the law, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar


class Refusal(Exception):
    """A verb or question says no. Doors turn it into a page, a ``problem+json`` or a spoken sentence.

    ``sentence`` says what happened in plain Chinese, ``law`` the rule it comes from, ``next_step`` what to do now.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    sentence: str = "现在不能办理这一步。"
    law: str = ""
    next_step: str = "请返回上一页查看办件的最新状态。"

    def __init__(self, sentence: str = "", *, law: str = "", next_step: str = "", **details: Any) -> None:
        self.sentence = sentence or self.sentence
        self.law = law or self.law
        self.next_step = next_step or self.next_step
        self.details: Mapping[str, Any] = details
        super().__init__(self.sentence)


class SignInFirst(Refusal):
    """Nobody is signed in."""

    code = "sign-in-first"
    status = 401
    sentence = "请先登录。"
    next_step = "登录后会回到您刚才的页面，已填写的内容不会丢失。"


class NotYours(Refusal):
    """The row belongs to somebody else; says nothing about whether it exists."""

    code = "not-yours"
    status = 404
    sentence = "没有找到这个办件，或者它不在您的名下。"
    next_step = "请核对编号；如果是替别人办理，请由申请人本人或受托人登录查看。"


class NotAllowed(Refusal):
    """The actor may see it but may not do this."""

    code = "not-allowed"
    status = 403
    sentence = "您的身份或岗位不能办理这一步。"
    next_step = "请转给有权限的岗位办理，或联系本部门管理员。"


class Invalid(Refusal):
    """What was handed in cannot be taken; ``details["problems"]`` lists field and sentence."""

    code = "invalid"
    status = 422
    sentence = "有内容需要修改。"
    next_step = "请按提示修改后重新提交，已填写的内容不会丢失。"


class Mismatch(Refusal):
    """The same idempotency key came with another content."""

    code = "key-reused"
    status = 422
    sentence = "这次提交与上一次使用了同一个提交编号，但内容不同。"
    next_step = "请刷新页面后重新提交。"
