"""Questions to codes. A token is computed when it is asked for: nothing is kept of those that nobody scanned."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tongban.engines import tokens
from tongban.engines.tokens import Token
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.ids import short_code
from tongban.registers.codes.errors import CodeRefused, NoCode
from tongban.registers.codes.kinds import LIFE, OFFLINE_LIFE, Shown
from tongban.registers.codes.models import Batch, Code, Scan
from tongban.registers.codes.permits import shower
from tongban.registers.codes.signer import keys, private_key
from tongban.registers.places import queries as places

if TYPE_CHECKING:
    from tongban.registers.places.models import Outlet

PAGE = 20


def code_of(holder: str, shown_by: str = "") -> Code | None:
    """The code somebody uses now, or the one that a guardian or carer shows for him."""
    return Code.objects.filter(holder=holder, shown_by=shown_by, withdrawn_at=None).first()


def show(code: Code) -> Shown:
    """The code as it is shown for the next half minute."""
    begins = time.now()
    return _shown(Token(code.kind, code.handle, short_code(16), _s(begins), _s(begins + LIFE)))


def tokens_of(batch: Batch) -> list[Shown]:
    """The tokens of a batch in order: the same ones each time it is asked."""
    if not batch.counts:
        return []
    found, begins = [], batch.begins
    while begins < batch.ends:
        number = hashlib.sha256(f"{batch.pk}{_s(begins)}".encode()).hexdigest()[:16]
        end = begins + OFFLINE_LIFE
        if end > time.now():
            found.append(
                _shown(Token(batch.code.kind, batch.code.handle, number, _s(begins), _s(end), batch.name))
            )
        begins = end
    return found


def mine(actor: Actor) -> Code | None:
    """The code I use now, that of the company for which I may sign, or of whom I care for; raises `NotEmpowered`."""
    return code_of(actor.applicant, shower(actor))


def batches_of(code: Code) -> list[Batch]:
    """What still counts of what was signed beforehand, the newest first."""
    rows = code.batches.filter(stopped_at=None, ends__gt=time.now()).select_related("code")
    return list(rows.order_by("-begins")[:PAGE])


def batch_for(actor: Actor, batch_id: UUID | str) -> Batch:
    """A batch of mine; raises `NoCode`, `NotEmpowered`."""
    mine = actor.applicant, shower(actor)
    found = Batch.objects.select_related("code").filter(pk=batch_id).first()
    if found is None or (found.code.holder, found.code.shown_by) != mine or not found.counts or found.code.withdrawn_at:
        raise NoCode("这份离线码不存在、已停用或者已过期。", next_step="请在“我的码”页面重新准备一份。")
    return found


def scans_of(code: Code) -> list[Scan]:
    """Who scanned it lately, the newest first."""
    return list(code.scans.order_by("-id")[:PAGE])


def scan_for(actor: Actor, scan_id: UUID | str) -> Scan:
    """A scan of my own of the last half hour; raises `NoCode`."""
    found = Scan.objects.select_related("code").filter(pk=scan_id, official=_uuid(actor.id)).first()
    if found is None or (time.now() - found.at).total_seconds() > 1800:
        raise NoCode("没有找到这次扫码，或者已经超过半小时。", next_step="请对方重新出示码。")
    return found


def read(text: str) -> Token:
    """What a token of ours says; raises `CodeRefused` with the sentence that says why."""
    try:
        return tokens.read(text.strip(), keys(), time.now().timestamp(), skew=2)
    except tokens.BadToken as why:
        raise CodeRefused(str(why)) from None


def place_code(outlet: str) -> str:
    """What is printed on the wall of an outlet: signed, so that a sticker over it is found out; it has no end."""
    return tokens.make(Token("place", places.outlet(outlet).code, "wall", 0, 0), private_key())


def place_of(text: str) -> Outlet:
    """The outlet whose code on the wall this is; raises `CodeRefused`."""
    token = read(text)
    if token.kind != "place":
        raise CodeRefused("这不是场所码。", next_step="请扫描办事大厅张贴的场所码。")
    return places.outlet(token.handle)


@wall.as_platform("gates")
def pack() -> dict[str, Any]:
    """What a gate without a network needs: public keys, and the handles and batches withdrawn while they may count."""
    gone = Code.objects.filter(withdrawn_at__isnull=False).values_list("handle", flat=True)
    stopped = Batch.objects.filter(stopped_at__isnull=False, ends__gt=time.now())
    return {
        **tokens.key_set(*keys().values()), "made_at": time.now().isoformat(timespec="seconds"),
        "withdrawn": [*gone, *(batch.name for batch in stopped)],
    }  # fmt: skip


def _shown(token: Token) -> Shown:
    begins, ends = (datetime.fromtimestamp(at, tz=time.now().tzinfo) for at in (token.begins, token.ends))
    return Shown(tokens.make(token, private_key()), begins, ends)


def _s(moment: datetime) -> int:
    return int(moment.timestamp())


def _uuid(text: str) -> UUID:
    return UUID(text) if text else UUID(int=0)
