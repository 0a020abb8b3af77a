"""Setting up an entrance (设置登录入口), and shutting it."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from tongban.engines import jose
from tongban.kernel import outbound
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.kernel.proof import proven
from tongban.registers.entrances import events
from tongban.registers.entrances.errors import NoSuchEntrance
from tongban.registers.entrances.kinds import LEVELS, EntranceSpec
from tongban.registers.entrances.models import Entrance
from tongban.registers.identity import permits
from tongban.registers.ledger.actions import action, record

CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,49}")


@action
@proven("设置登录入口")
def set_up(actor: Actor, spec: EntranceSpec) -> Entrance:
    """Set an entrance up, or change how; it keeps its key, whose public half it publishes for the other side."""
    permits.require_grant(actor)
    _check(spec)
    row = Entrance.objects.select_for_update().filter(code=spec.code).first()
    row = row or Entrance(code=spec.code, key=json.dumps(jose.make_key()))
    row.title, row.issuer, row.client_id, row.scope = spec.title, spec.issuer, spec.client_id, spec.scope
    row.levels, row.name_claim, row.number_claim = dict(spec.levels), spec.name_claim, spec.number_claim
    row.private_ok, row.known, row.known_at = spec.private_ok, {}, None
    row.save()
    record(actor, events.EntranceSet(f"entrance/{row.code}", issuer=row.issuer))
    return row


@action
@proven("启停登录入口")
def switch(actor: Actor, code: str, *, on: bool, reason: str) -> Entrance:
    """Shut an entrance, or open it again; who is signed in stays so."""
    permits.require_grant(actor)
    row = Entrance.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise NoSuchEntrance
    if not reason.strip():
        raise Invalid("请写明停用或者启用的原因。")
    row.active = on
    row.save(update_fields=["active"])
    record(actor, events.EntranceSwitched(f"entrance/{code}", on=on, reason=reason.strip()[:200]))
    return row


def _check(spec: EntranceSpec) -> None:
    problems = {}
    if not CODE.fullmatch(spec.code):
        problems["code"] = "入口代码应为 2 至 50 个小写字母、数字或短横线。"
    if not 2 <= len(spec.title.strip()) <= 100:
        problems["title"] = "请填写入口名称。"
    parts = urlsplit(spec.issuer)
    plain = parts.scheme == "http" and spec.private_ok and outbound.plain_named(parts.hostname or "")
    if not parts.hostname or parts.query or parts.fragment or not (parts.scheme == "https" or plain):
        problems["issuer"] = "签发者应为完整的 https 地址。"
    if not spec.client_id or len(spec.client_id) > 200:
        problems["client_id"] = "请填写对方给我们的 client_id。"
    if not spec.levels or any(level not in LEVELS or not acr for acr, level in spec.levels):
        problems["levels"] = "请写明对方的认证级别（acr）对应这里的几级。"
    if "openid" not in spec.scope.split():
        problems["scope"] = "范围中应有 openid。"
    if problems:
        raise Invalid(problems=[{"field": name, "sentence": said} for name, said in problems.items()])
