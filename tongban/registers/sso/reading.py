"""Reading what a system asks for: strictly, each parameter once, addresses to the letter (RFC 6749, 7636, 9700)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tongban.kernel.crypto import token_digest
from tongban.registers.sso.errors import NotFromHere, OAuthError, SendBack
from tongban.registers.sso.keyring import instant
from tongban.registers.sso.kinds import ANEW, Asked, level_of
from tongban.registers.sso.models import Party, Pushed

Params = Mapping[str, Sequence[str]]
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
PROMPTS = {"none", "login", "consent", "select_account"}
URN = "urn:ietf:params:oauth:request_uri:"
LONGEST = 500


def read(params: Params) -> tuple[Party, Asked]:
    """The party and what it asks; raises `NotFromHere`, and `SendBack` once it is sure where to."""
    party = _party(_one(params, "client_id"))
    handed = _one(params, "request_uri")
    if handed:
        said, digest = _pushed(party, handed)
        return party, parse(party, said, pushed=digest)
    if party.pushed_only:
        raise NotFromHere("这个系统必须先提交登录请求（PAR），再把您带到这里。")
    return party, parse(party, params)


def parse(party: Party, params: Params, pushed: str = "") -> Asked:
    """What the parameters of a request say, held against how the party was let in."""
    redirect = _one(params, "redirect_uri")
    if redirect not in party.redirects:
        raise NotFromHere("这个系统的返回地址没有登记过。")
    state = "".join(params.get("state", [])[:1])[:LONGEST]

    def wrong(error: str, why: str) -> SendBack:
        return SendBack(error, redirect, state, why)

    for name, values in params.items():
        if name != "resource" and len(values) > 1:
            raise wrong("invalid_request", f"{name} is given twice")
        if any(len(value) > LONGEST or "\x00" in value for value in values):
            raise wrong("invalid_request", f"{name} is too long")
    _refuse_unknown_ways(params, wrong)
    challenge, scope = _one(params, "code_challenge"), _one(params, "scope").split()
    if not CHALLENGE.fullmatch(challenge) or _one(params, "code_challenge_method") != "S256":
        raise wrong("invalid_request", "PKCE with S256 is needed")
    if "openid" not in scope:
        raise wrong("invalid_scope", "scope must contain openid")
    if strange := [one for one in scope if one != "openid" and one not in party.items]:
        raise wrong("invalid_scope", f"not registered: {' '.join(strange)}"[:200])
    prompt, age = tuple(_one(params, "prompt").split()), _one(params, "max_age")
    if set(prompt) - PROMPTS or ("none" in prompt and len(prompt) > 1):
        raise wrong("invalid_request", "prompt")
    if age and not (age.isascii() and age.isdigit() and len(age) < 9):
        raise wrong("invalid_request", "max_age")
    return Asked(
        party.code, redirect, tuple(one for one in party.items if one in scope), challenge, state,
        _one(params, "nonce"), prompt, int(age) if age else None, _level(_one(params, "acr_values")), pushed,
    )  # fmt: skip


def renewed(asked: Asked) -> int | None:
    """How old a sign-in may be, in seconds; a party that wants one anew gets one of these minutes."""
    ages = [asked.max_age] if asked.max_age is not None else []
    if "login" in asked.prompt:
        ages.append(int(ANEW.total_seconds()))
    return min(ages) if ages else None


def push(party: Party, params: Params) -> Params:
    """The parameters of a pushed request, looked at as they will be later; raises `OAuthError`."""
    if "request_uri" in params:
        raise OAuthError("invalid_request", "request_uri inside a pushed request")
    try:
        parse(party, params)
    except SendBack as wrong:
        raise OAuthError(wrong.error, wrong.why) from None
    except NotFromHere:
        raise OAuthError("invalid_request", "redirect_uri is not registered") from None
    return {name: list(values) for name, values in params.items() if not name.startswith("client_")}


def _refuse_unknown_ways(params: Params, refuse: Callable[[str, str], SendBack]) -> None:
    if "request" in params:
        raise refuse("request_not_supported", "push the request instead")
    if _one(params, "response_type") != "code":
        raise refuse("unsupported_response_type", "only code")
    if _one(params, "response_mode") not in ("", "query"):
        raise refuse("invalid_request", "only query")
    if "claims" in params:
        raise refuse("invalid_request", "ask by scope")


def _pushed(party: Party, handed: str) -> tuple[Params, str]:
    digest = token_digest(handed.removeprefix(URN))
    row = Pushed.objects.filter(digest=digest, party=party, used=False, ends_at__gt=instant()).first()
    if row is None or not handed.startswith(URN):
        raise NotFromHere("这次登录请求已经用过，或者等待时间太长。")
    return row.params, digest


def _party(code: str) -> Party:
    known = Party.objects.select_related("department")
    row = known.filter(code=code).first() if code.isascii() and code.isprintable() else None
    if row is None:
        raise NotFromHere("没有登记过这个系统。")
    if not row.active:
        raise NotFromHere(f"“{row.title}”的单点登录已经停用。", next_step="请联系该系统的管理单位。")
    return row


def _level(said: str) -> int:
    """The least of the levels a party would take; names that are not ours ask for nothing."""
    return min((level for level in map(level_of, said.split()) if level), default=0)


def _one(params: Params, name: str) -> str:
    return next(iter(params.get(name, [])), "")
