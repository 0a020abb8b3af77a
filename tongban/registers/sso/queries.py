"""Questions to single sign-on: what a system asks, what it may know, who entered what, what we publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from tongban.engines import jose
from tongban.engines.codes import masking
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import token_digest
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import ID_TYPES
from tongban.registers.signin import queries as signin
from tongban.registers.sso import keyring, permits, reading, statements
from tongban.registers.sso.errors import NoSuchParty, NotFromHere, OAuthError, with_answer
from tongban.registers.sso.keyring import instant
from tongban.registers.sso.kinds import ALGORITHMS, ITEMS, LEVELS, Asked, How, Item, Leaving
from tongban.registers.sso.models import Access, Grant, Party, Visit

Id = UUID | str
PAGE = 50


def asked(params: Mapping[str, Sequence[str]]) -> tuple[Party, Asked]:
    """What a system wants that sent somebody here; raises `NotFromHere` and `SendBack`."""
    return reading.read(params)


def is_recent(asked: Asked, how: How) -> bool:
    """Whether somebody signed in lately enough for what is asked."""
    oldest = reading.renewed(asked)
    return oldest is None or time.ticking() - how.at <= oldest


def offered(actor: Actor, asked: Asked) -> list[str]:
    """What of the asked there is of somebody like him: an official has no number to show, a person no post."""
    return [one for one in asked.items if one in ITEMS and actor.kind in ITEMS[one].serves]


def items(codes: Sequence[str]) -> list[Item]:
    return [ITEMS[code] for code in codes if code in ITEMS]


def grant_of(account: Id, party: str) -> Grant | None:
    """What the holder of an account lets a party know now."""
    return Grant.objects.filter(account_id=account, party_id=party, ended_at=None).first()


def is_answered(account: Id, asked: Asked) -> bool:
    """Whether he has already said what this system may know of all that it asks for."""
    grant = grant_of(account, asked.party)
    return grant is not None and not set(asked.items) - set(grant.asked)


def grants_of(actor: Actor, account_id: Id) -> list[Grant]:
    """The systems somebody lets know something, with his last visits, newest first."""
    account = identity.account(account_id)
    permits.require_holder(actor, account.holder)
    lately = Visit.objects.filter(at__gt=time.now() - timedelta(days=180)).order_by("-at")
    rows = Grant.objects.filter(account=account, ended_at=None).select_related("party__department")
    return list(rows.prefetch_related(Prefetch("visits", lately, "lately")).order_by("-given_at")[:PAGE])


def ended_of(actor: Actor, account_id: Id) -> QuerySet[Grant]:
    """What he took back, newest first."""
    permits.require_holder(actor, identity.account(account_id).holder)
    return Grant.objects.filter(account_id=account_id).exclude(ended_at=None).select_related("party").order_by(
        "-ended_at"
    )[:20]


@wall.as_platform("single-sign-on")  # a system asks, and holds the token
def access_for(token: str) -> Access:
    """The access token that came; raises `OAuthError` with ``invalid_token`` for one that does not count (any more)."""
    row = (
        Access.objects.select_related("visit__grant__account", "visit__grant__party")
        .filter(digest=token_digest(token), ends_at__gt=instant()).first()
    )  # fmt: skip
    if row is None or not counts(row.visit):
        raise OAuthError("invalid_token", "the token is unknown, too old, or its visit is over", 401)
    return row


def counts(visit: Visit) -> bool:
    """Whether a visit goes on: its sitting is open, its consent stands, its system and its account are in use."""
    grant = visit.grant
    alive = visit.ended_at is None and grant.ended_at is None and grant.party.active and grant.account.is_active
    return alive and (visit.sitting is None or signin.is_open(visit.sitting))


def claims(access: Access) -> dict[str, Any]:
    """What a token lets its holder read, item by item; what is not granted in full stays masked or away."""
    visit, given = access.visit, set(access.items) & set(access.visit.grant.items)
    account, party = visit.grant.account, visit.grant.party_id
    said: dict[str, Any] = {"sub": statements.subject(party, account.holder)}
    if account.official_id:
        return said | _official(str(account.official_id), given)
    return said | _person(account.holder, given) | _organisation(visit, given)


def parties(actor: Actor) -> QuerySet[Party]:
    """Every system that was let in, for the security administrator."""
    permits.require_arrange(actor)
    return Party.objects.select_related("department")


def party(actor: Actor, code: str) -> Party:
    row = parties(actor).filter(code=code).first()
    if row is None:
        raise NoSuchParty
    return row


def keys() -> list[dict[str, Any]]:
    """The public keys that check what we sign."""
    return keyring.published()


def frames(sitting: Id | None) -> list[str]:
    """Addresses that sign out in the browser, of every system that was entered in a sitting (front-channel logout)."""
    if sitting is None:
        return []
    rows = Visit.objects.filter(sitting=sitting, ended_at=None).exclude(grant__party__front_channel="")
    base = settings.TONGBAN.base_url
    return [
        with_answer(row.grant.party.front_channel, {"iss": base, "sid": str(row.pk)})
        for row in rows.select_related("grant__party")[:20]
    ]


def leaving(params: Mapping[str, str]) -> Leaving:
    """What a system wants that signs somebody out; raises `NotFromHere` when the way back is not its own."""
    code, hint = params.get("client_id", ""), params.get("id_token_hint", "")
    if hint:
        try:
            said = jose.read(hint, keyring.published(), ["ES256"], typ="JWT")
        except jose.BadStatement:
            raise NotFromHere("这次退出请求不正确。") from None
        if code and said.get("aud") != code:
            raise NotFromHere("这次退出请求不正确。")
        code = str(said.get("aud", ""))
    back = params.get("post_logout_redirect_uri", "")
    row = Party.objects.filter(code=code).first() if code.isascii() and code.isprintable() else None
    if back and (row is None or back not in row.after_logout):
        raise NotFromHere("这个系统退出后的返回地址没有登记过。", next_step="您可以直接在这里退出登录。")
    return Leaving(row.code if row else "", back, params.get("state", "")[:500])


def title_of(code: str) -> str:
    """What a system is called; "" for none."""
    return Party.objects.filter(code=code).values_list("title", flat=True).first() or "" if code else ""


def visits_to_tell() -> list[str]:
    """Visits whose system is to be told now that they are over."""
    rows = Visit.objects.filter(tell_at__lte=instant()).order_by("tell_at").values_list("pk", flat=True)
    return [str(pk) for pk in rows[:200]]


def metadata() -> dict[str, Any]:
    """What a system finds at ``/.well-known/openid-configuration``."""
    base = settings.TONGBAN.base_url
    auth = {"auth_methods_supported": ["private_key_jwt"], "auth_signing_alg_values_supported": list(ALGORITHMS)}
    return {
        "issuer": base, "authorization_endpoint": f"{base}/sso/authorize/", "token_endpoint": f"{base}/sso/token/",
        "userinfo_endpoint": f"{base}/sso/userinfo/", "jwks_uri": f"{base}/sso/keys.json",
        "pushed_authorization_request_endpoint": f"{base}/sso/par/", "end_session_endpoint": f"{base}/sso/logout/",
        "scopes_supported": ["openid", *ITEMS], "response_types_supported": ["code"],
        "response_modes_supported": ["query"], "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"], "id_token_signing_alg_values_supported": ["ES256"],
        "acr_values_supported": list(LEVELS.values()), "code_challenge_methods_supported": ["S256"],
        **{f"token_endpoint_{name}": value for name, value in auth.items()},
        "claims_supported": [
            "sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "name", "id_type",
            "id_number", "phone_number", "birthdate", "address", "organisation", "staff_number", "department",
            "posts", "masked",
        ],
        "authorization_response_iss_parameter_supported": True, "claims_parameter_supported": False,
        "request_parameter_supported": False, "request_uri_parameter_supported": False,
        "backchannel_logout_supported": True, "backchannel_logout_session_supported": True,
        "frontchannel_logout_supported": True, "frontchannel_logout_session_supported": True,
        "prompt_values_supported": ["none", "login", "consent"], "ui_locales_supported": ["zh-CN"],
        "service_documentation": f"{base}/api/docs/",
    }  # fmt: skip


def _person(holder: str, given: set[str]) -> dict[str, Any]:
    who = identity.person(holder.partition("/")[2])
    full = {"name": who.name, "id_number": who.id_number, "phone_number": who.phone}
    hidden = {
        "name": masking.name(who.name), "id_number": masking.number(who.id_number),
        "phone_number": masking.phone(who.phone),
    }  # fmt: skip
    shown = {name for name in full if name.removesuffix("_number") in given or name in given}
    said: dict[str, Any] = {name: full[name] for name in shown if full[name]}
    if "profile" in given:
        masked = [name for name in full if name not in shown and full[name]]
        said |= {name: hidden[name] for name in masked} | ({"masked": masked} if masked else {})
    if "id_number" in given:
        said["id_type"] = who.id_type
        said["id_type_name"] = ID_TYPES.get(who.id_type, "")
    if "birthdate" in given and who.birth:
        said["birthdate"] = who.birth.isoformat()
    if "address" in given and who.address:
        said["address"] = {"formatted": who.address, "region": who.area}
    return said


def _organisation(visit: Visit, given: set[str]) -> dict[str, Any]:
    holder = str(visit.grant.account.person_id)
    if "organisation" not in given or not visit.behalf or not identity.may_act_for(holder, visit.behalf):
        return {}
    firm = identity.applicant(visit.behalf)
    roles = sorted(identity.roles_in(holder, visit.behalf.partition("/")[2]))
    return {"organisation": {"name": firm.name, "credit_code": firm.code, "roles": roles}}


def _official(official_id: str, given: set[str]) -> dict[str, Any]:
    who = identity.official(official_id)
    said: dict[str, Any] = {}
    if "name" in given:
        said["name"] = who.name
    elif "profile" in given:
        said |= {"name": masking.name(who.name), "masked": ["name"]}
    if "post" in given:
        posts = identity.posts_of(official_id)
        said |= {
            "staff_number": who.number, "department": {"code": who.department_id, "name": who.department.name},
            "posts": [{"desk": one.desk, "role": one.role, "area": one.area} for one in posts],
        }  # fmt: skip
    return said

