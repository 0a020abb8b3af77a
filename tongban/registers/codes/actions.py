from __future__ import annotations

from django.db import IntegrityError, transaction

from tongban.engines.tokens import Token
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.codes import permits, queries
from tongban.registers.codes.errors import CodeRefused, NoCode, PurposeNeeded, ScannedAlready
from tongban.registers.codes.events import CodeOpened, CodeScanned, CodeWithdrawn, OfflinePrepared, OfflineStopped
from tongban.registers.codes.kinds import OFFLINE_SPAN
from tongban.registers.codes.models import Batch, Code, Scan
from tongban.registers.codes.telling import tell_offline as tell_offline
from tongban.registers.codes.using import tell_holder
from tongban.registers.identity.permits import require_real_name
from tongban.registers.ledger.actions import action, record
from tongban.registers.mandates import queries as mandates
from tongban.registers.mandates.kinds import Ground


@action
def open_code(actor: Actor) -> Code:
    """Have a code from now on (开通我的码): one's own, the company's one acts for, that of whom one cares for.

    What a guardian or carer shows is a code of its own and says so; asking again gives the same.
    """
    by = permits.shower(actor)
    require_real_name(actor)
    code = Code.objects.filter(holder=actor.applicant, shown_by=by, withdrawn_at=None).first()
    if code is None:
        try:
            with transaction.atomic():
                code = Code.objects.create(holder=actor.applicant, shown_by=by, opened_at=time.now())
        except IntegrityError:  # a twin was quicker
            code = Code.objects.get(holder=actor.applicant, shown_by=by, withdrawn_at=None)
    record(actor, CodeOpened(code.subject, code.holder))
    return code


@action
def withdraw_code(actor: Actor) -> Code:
    """Make every code worthless that was shown or signed beforehand (停用): a phone was lost. Raises `NoCode`."""
    by = permits.shower(actor)
    code = Code.objects.select_for_update().filter(holder=actor.applicant, shown_by=by, withdrawn_at=None).first()
    if code is None:
        raise NoCode
    code.withdrawn_at = time.now()
    code.save(update_fields=["withdrawn_at"])
    record(actor, CodeWithdrawn(code.subject, code.holder))
    return code


@action
def prepare_offline(actor: Actor, device: str) -> Batch:
    """Sign four hours of codes beforehand for one device (准备离线码). Raises `NoCode`."""
    code = _mine(actor)
    present = time.now()
    batch = Batch.objects.create(
        code=code, device=device.strip()[:60] or "这台设备", begins=present, ends=present + OFFLINE_SPAN
    )
    record(actor, OfflinePrepared(code.subject, str(batch.pk), batch.ends.isoformat()))
    return batch


@action
def stop_offline(actor: Actor, batch_id: str) -> Batch:
    """Make what was signed beforehand for a device worthless (停用离线码). Raises `NoCode`."""
    code = _mine(actor)
    batch = queries.batch_for(actor, batch_id)
    batch.stopped_at = time.now()
    batch.save(update_fields=["stopped_at"])
    record(actor, OfflineStopped(code.subject, str(batch.pk)))
    return batch


@action
def scan(actor: Actor, text: str, *, purpose: str) -> Scan:
    """Read the code somebody shows at a counter (扫码): who it is, for what; its holder reads both at once.

    Raises `CodeRefused`, `ScannedAlready` (each code counts once), `PurposeNeeded`.
    """
    department = permits.scanning_department(actor)
    if not purpose.strip():
        raise PurposeNeeded
    token = queries.read(text)
    with wall.shown(token.handle, token.number):  # whoever reads it has it before him
        code = _counting(token)
        row = Scan.objects.create(
            code=code, number=token.number, official=actor.id, department=department, purpose=purpose.strip()[:200],
            at=time.now(),
        )
    record(actor, CodeScanned(code.subject, str(row.pk), code.holder, department))
    tell_holder(actor, row)
    return row


def _counting(token: Token) -> Code:
    """The code behind a token, if it counts and was not scanned before."""
    code = Code.objects.select_for_update().filter(handle=token.handle, withdrawn_at=None).first()
    if code is None or token.kind != code.kind:
        raise CodeRefused("这个码已经停用，或者不是个人码、企业码。")
    if token.batch and not any(batch.name == token.batch for batch in queries.batches_of(code)):
        raise CodeRefused("这份离线码已经被本人停用。")
    if Scan.objects.filter(number=token.number).exists():
        raise ScannedAlready
    if code.shown_by and not _cares(code):
        raise CodeRefused("代为出示这个码的授权已经结束。", next_step="请由本人出示自己的码，或者核验身份证件。")
    return code


def _cares(code: Code) -> bool:
    """Whether who shows another's code is his guardian or carer today."""
    with wall.as_platform("a code shown for another"):
        held = mandates.counting(code.shown_by.removeprefix("person/"), code.holder)
    return any(row.ground in (Ground.GUARDIAN, Ground.CARE) for row in held)


def _mine(actor: Actor) -> Code:
    by = permits.shower(actor)
    code = Code.objects.select_for_update().filter(holder=actor.applicant, shown_by=by, withdrawn_at=None).first()
    if code is None:
        raise NoCode
    return code
