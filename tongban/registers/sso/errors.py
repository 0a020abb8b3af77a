"""Ways single sign-on refuses: in words for people, in the words of OAuth for systems."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlencode

from tongban.kernel.errors import Refusal


class NoSuchParty(Refusal):
    code = "no-such-party"
    status = 404
    sentence = "没有找到这个应用系统。"
    next_step = "请返回列表查看。"


class NoSuchGrant(Refusal):
    code = "no-such-grant"
    status = 404
    sentence = "没有找到这项授权，可能已经收回。"
    next_step = "请返回“我登录过的系统”查看最新状态。"


class NotFromHere(Refusal):
    """The request cannot be trusted enough even to send somebody back with an error."""

    code = "sign-on-refused"
    status = 400
    sentence = "这个系统的登录请求不正确。"
    next_step = "没有向它提供您的任何信息。请返回原来的系统重新进入；多次出现时，请联系该系统的管理单位。"


class SendBack(Exception):
    """The person goes back to the system that sent him, which is told what is wrong (RFC 6749 4.1.2.1)."""

    def __init__(self, error: str, redirect: str, state: str, why: str = "") -> None:
        self.error, self.redirect, self.state, self.why = error, redirect, state, why
        super().__init__(error)


class OAuthError(Refusal):
    """A system's call is refused; ``error`` is the word of RFC 6749 or 6750, ``status`` its HTTP status."""

    code: ClassVar[str] = "oauth"

    def __init__(self, error: str, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.error = error
        self.http = status


class BadParty(Refusal):
    """What the security administrator filled in does not fit."""

    code = "bad-party"
    status = 422
    sentence = "有内容需要修改。"
    next_step = "请按提示修改后重新保存，已填写的内容不会丢失。"


def with_answer(address: str, answer: dict[str, str]) -> str:
    """``address`` with an answer in its query, beside what stands there already."""
    said = urlencode({name: value for name, value in answer.items() if value})
    return f"{address}{'&' if '?' in address else '?'}{said}" if said else address
