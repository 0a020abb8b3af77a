"""Letting systems in (登记应用系统), shutting them out, and changing the key that signs."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from tongban.engines import jose
from tongban.kernel import outbound, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.kernel.proof import proven
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import NotRegistered
from tongban.registers.ledger.actions import action, record
from tongban.registers.sso import events, keyring, permits
from tongban.registers.sso.actions.ending import end_visits
from tongban.registers.sso.errors import BadParty, NoSuchParty
from tongban.registers.sso.kinds import ALGORITHMS, ITEMS, LEVELS, MOST_REDIRECTS, SERVES, PartySpec
from tongban.registers.sso.models import Party, Visit

CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,49}")
LONGEST = 300


@action
@proven("登记应用系统")
def register(actor: Actor, spec: PartySpec, *, new: bool) -> Party:
    """Let another system in (登记应用系统), or change how; everything wrong is said at once."""
    permits.require_arrange(actor)
    row = Party.objects.select_for_update().filter(code=spec.code).first()
    if row is None and not new:
        raise NoSuchParty
    keys = _checked(spec, taken=new and row is not None)
    row = row or Party(code=spec.code)
    row.title, row.department_id, row.purpose = spec.title.strip(), spec.department, spec.purpose.strip()
    row.serves, row.redirects, row.after_logout = list(spec.serves), list(spec.redirects), list(spec.after_logout)
    row.items, row.keys, row.level = [one for one in ITEMS if one in spec.items], keys, spec.level
    row.back_channel, row.front_channel = spec.back_channel, spec.front_channel
    row.private_ok, row.pushed_only = spec.private_ok, spec.pushed_only
    row.save()
    record(actor, events.PartySet(row.subject, fresh=new, items=tuple(row.items), level=row.level))
    return row


@action
@proven("停用或启用应用系统")
def switch(actor: Actor, code: str, *, on: bool, reason: str) -> Party:
    """Shut a system out at once, with every visit it has (停用), or let it in again (启用)."""
    permits.require_arrange(actor)
    row = Party.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise NoSuchParty
    if not reason.strip():
        raise Invalid("请写明停用或者启用的原因。")
    row.active, row.reason = on, "" if on else reason.strip()[:200]
    row.save(update_fields=["active", "reason"])
    record(actor, events.PartySwitched(row.subject, on=on, reason=reason.strip()[:200]))
    if not on:
        with wall.as_platform("stopped"):  # everybody's, of this system
            end_visits(actor, Visit.objects.filter(grant__party=row), "stopped")
    return row


@action
@proven("更换签名密钥")
def rotate_keys(actor: Actor, *, at_once: bool = False) -> str:
    """Change the key that signs (更换签名密钥); ``at_once`` when the former one may be known to others."""
    permits.require_arrange(actor)
    row = keyring.add(at_once=at_once)
    record(actor, events.SigningKeyMade("sso/keys", kid=row.kid, at_once=at_once))
    return row.kid


def rotate_when_due() -> bool:
    """Change the key every ninety days, and drop those nobody needs; for the clock."""
    keyring.forget()
    if not keyring.is_due():
        return False
    rotate_keys(Actor.system())
    return True


def _checked(spec: PartySpec, *, taken: bool) -> list[dict[str, Any]]:
    """The keys, when everything fits; otherwise everything that does not."""
    problems: dict[str, str] = {}
    if not CODE.fullmatch(spec.code):
        problems["code"] = "系统代码应为 2 至 50 个小写字母、数字或短横线。"
    elif taken:
        problems["code"] = f"系统代码“{spec.code}”已经使用。"
    problems |= _words(spec) | _addresses(spec)
    try:
        keys = jose.check_keys(json.loads(spec.keys), ALGORITHMS, rsa=jose.STRONG_RSA)
    except (ValueError, RecursionError):
        keys = []
        problems["keys"] = (
            "公钥应为 JWK Set（JSON），只含 ES256、PS256 或 EdDSA 的公钥，RSA 不少于 3072 位；不要粘贴私钥。"
        )
    if problems:
        raise BadParty(problems=[{"field": name, "sentence": said} for name, said in problems.items()])
    return keys


def _words(spec: PartySpec) -> dict[str, str]:
    found = {}
    if not 2 <= len(spec.title.strip()) <= 100:
        found["title"] = "请填写系统名称，2 至 100 个字。"
    if not 4 <= len(spec.purpose.strip()) <= 200:
        found["purpose"] = "请用一句话写明用途，4 至 200 个字，群众同意之前会看到。"
    try:
        identity.department(spec.department)
    except NotRegistered:
        found["department"] = "请选择主管部门。"
    if not spec.serves or set(spec.serves) - set(SERVES):
        found["serves"] = "请选择谁可以登录这个系统。"
    if unfit := [one for one in spec.items if one not in ITEMS or not set(ITEMS[one].serves) & set(spec.serves)]:
        found["items"] = f"这些信息不能向它提供：{'、'.join(unfit)}。"
    if spec.level not in LEVELS:
        found["level"] = "请选择最低认证级别。"
    return found


def _addresses(spec: PartySpec) -> dict[str, str]:
    found = {}
    if not 1 <= len(spec.redirects) <= MOST_REDIRECTS:
        found["redirects"] = f"请填写 1 至 {MOST_REDIRECTS} 个返回地址。"
    lists = {
        "redirects": spec.redirects, "after_logout": spec.after_logout,
        "back_channel": (spec.back_channel,) if spec.back_channel else (),
        "front_channel": (spec.front_channel,) if spec.front_channel else (),
    }  # fmt: skip
    for name, addresses in lists.items():
        if bad := [one for one in addresses if not _is_address(one)]:
            found[name] = f"“{bad[0][:80]}”不能使用：应为完整的 https 地址，没有 # 和用户名。"
    if len(spec.after_logout) > MOST_REDIRECTS:
        found["after_logout"] = f"最多填写 {MOST_REDIRECTS} 个退出后的地址。"
    return found


def _is_address(text: str) -> bool:
    """A complete address: https, or http on this machine and where the operator named the host (`TONGBAN_PLAIN`)."""
    try:
        parts = urlsplit(text)
        named = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    plain = parts.scheme == "http" and outbound.plain_named(named)
    clean = text.isascii() and text.isprintable() and not set(text) & set(" #\"'<>\\;,*")
    return bool(named) and clean and len(text) <= LONGEST and not parts.username and (parts.scheme == "https" or plain)
