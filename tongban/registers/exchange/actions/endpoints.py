from __future__ import annotations

import re
from datetime import timedelta

from tongban.kernel import time, webhook
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.kernel.proof import proven
from tongban.registers.exchange import queries
from tongban.registers.exchange.errors import NoSuchEndpoint, ReasonNeeded
from tongban.registers.exchange.events import EndpointSet, EndpointSwitched, SecretChanged
from tongban.registers.exchange.kinds import EVENTS, KINDS, EndpointSpec
from tongban.registers.exchange.models import Endpoint
from tongban.registers.exchange.permits import require_keeper
from tongban.registers.exchange.providers import tls
from tongban.registers.exchange.providers.folder import FolderWire, root
from tongban.registers.exchange.providers.rest import checked, papers_checked
from tongban.registers.ledger.actions import action, record

LONGEST_REASON = 200
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")  # also the name of its folder and a part of its address


@action
def connect(actor: Actor, spec: EndpointSpec, secret: str = "", *, new: bool = False) -> Endpoint:
    """Connect a department's system, or connect it differently (接入部门系统); only a `new` one if said so.

    A new one gets a secret if none is given. Raises `BadAddress`, `BadCertificate`, `Invalid`.
    """
    require_keeper(actor)
    _require_sound(spec, secret)
    if new and queries.find(spec.code) is not None:
        raise Invalid(problems=[{"field": "code", "sentence": "这个代码已经有接入系统在用，请换一个。"}])
    known = {name: value for name, value in vars(spec).items() if name != "code"}
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in known.items()}
    row = Endpoint.objects.select_for_update().filter(code=spec.code).first()
    if row is None:
        row = Endpoint(code=spec.code, made_at=time.now(), secret=secret or webhook.new_secret())
    elif secret:
        row.secret = secret
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    if spec.kind == "folder":
        FolderWire(root(spec.code)).prepare()
    record(actor, EndpointSet(row.subject, spec.kind, spec.department, spec.address))
    return row


@action
@proven("开关数据接口")
def switch(actor: Actor, code: str, state: str, reason: str = "") -> Endpoint:
    """Put a wire into service or out of it (启用、停用); what is owed to it waits."""
    require_keeper(actor)
    row = locked(code)
    if state not in ("on", "off"):
        raise Invalid
    if state == "off":
        reason = stated(reason)
    row.state, row.failures, row.broken_since, row.probe_at = state, 0, None, None
    row.save(update_fields=["state", "failures", "broken_since", "probe_at"])
    record(actor, EndpointSwitched(row.subject, state, reason))
    return row


@action
def change_secret(actor: Actor, code: str, overlap_days: int = 7) -> Endpoint:
    """Give a wire a new secret (更换密钥); the former one holds for ``overlap_days`` more, in both directions."""
    require_keeper(actor)
    row = locked(code)
    if not 0 <= overlap_days <= 90:
        raise Invalid("新旧密钥并用的时间应为 0 到 90 天。")
    row.former, row.former_until = row.secret, time.now() + timedelta(days=overlap_days)
    row.secret = webhook.new_secret()
    row.save(update_fields=["secret", "former", "former_until"])
    record(actor, SecretChanged(row.subject, overlap_days))
    return row


def locked(code: str) -> Endpoint:
    row = Endpoint.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise NoSuchEndpoint
    return row


def stated(reason: str) -> str:
    """A reason as it is kept; raises `ReasonNeeded`."""
    reason = reason.replace("\x00", "").strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise ReasonNeeded
    return reason


def _require_sound(spec: EndpointSpec, secret: str) -> None:
    problems = []
    if not CODE.fullmatch(spec.code):
        problems.append({"field": "code", "sentence": "代码由小写字母、数字和短横线组成，最多 50 个字符。"})
    if not 0 < len(spec.title) <= 100:
        problems.append({"field": "title", "sentence": "请填写系统名称，最多 100 个字。"})
    if spec.kind not in KINDS:
        problems.append({"field": "kind", "sentence": "请选择网络接口或文件夹。"})
    if unknown := [one for one in spec.events if one not in EVENTS]:
        problems.append({"field": "events", "sentence": f"没有这种事件：{unknown[0]}。"})
    if secret and not webhook.is_secret(secret):
        problems.append({"field": "secret", "sentence": "密钥应以 whsec_ 开头，后面是 24 至 64 字节的 Base64。"})
    if problems:
        raise Invalid(problems=problems)
    if spec.kind == "rest":
        checked(spec.address, spec.private_ok)
        papers_checked(spec.address, tls.folder(spec.code))
