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


class ProveFirst(Exception):
    """What is asked wants a fresh second factor. Nothing was refused: no verb's refusals swallow it, and it goes on.

    A door that can ask, asks and repeats the call; one that cannot answers with `refusal`.
    """

    def __init__(self, doing: str) -> None:
        self.doing = doing
        super().__init__(doing)

    @property
    def refusal(self) -> Refusal:
        """The same as words, for who cannot be asked."""
        return NotProven(f"“{self.doing}”需要再次确认是您本人。")


class NotProven(Refusal):
    """What was asked wants a fresh second factor, and none stands behind it."""

    code = "prove-first"
    status = 403
    sentence = "这一步需要再次确认是您本人。"
    law = "网络安全法 第二十一条"
    next_step = "请在网页上用验证器确认后办理；已填写的内容不会丢失。"
