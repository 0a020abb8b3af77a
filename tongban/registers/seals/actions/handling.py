"""Sealing by hand (用印): one official asks, another who keeps it looks at the paper and seals. Never one alone."""

from __future__ import annotations

import hashlib

import pypdfium2

from tongban.engines.documents import Box
from tongban.kernel import storage, time
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.ledger.actions import action, record
from tongban.registers.seals import permits, queries
from tongban.registers.seals.actions.sealing import put_seal
from tongban.registers.seals.errors import NotAPaper, ReasonNeeded, Settled
from tongban.registers.seals.events import HandSealed, SealingAsked, SealingDeclined
from tongban.registers.seals.kinds import LARGEST, State
from tongban.registers.seals.models import HandSealing
from tongban.registers.vetting import actions as vetting

SIDE = 119.0  # of the seal, in points: 42 mm as the regulation of seals has it
MARGIN = 57.0


def ask_to_seal(actor: Actor, code: str, pdf: bytes, *, title: str, reason: str, key: str = "") -> HandSealing:
    """Ask that ``pdf`` be sealed (申请用印). Raises `NoSuchSeal`, `NotAllowed`, `NotAPaper`, `ReasonNeeded`.

    The scanner sees it first (`registers.vetting`): `MalwareRefused`, `ScannerAway`.
    """
    permits.require_department(actor, queries.usable(code))
    if not title.strip() or not reason.strip():
        raise ReasonNeeded("请写明文件名称和用印事由。")
    _last_page(pdf)
    arrived = storage.receive([pdf], LARGEST)
    try:
        waits = vetting.vet(actor, arrived, f"official/{actor.id}", "sealing")
    except BaseException:
        arrived.discard()
        raise
    draft = storage.admit(arrived, waits=waits)
    return _ask_to_seal(actor, code, draft, title.strip()[:200], reason.strip()[:200], key=key)


@action
def _ask_to_seal(actor: Actor, code: str, draft: str, title: str, reason: str) -> HandSealing:
    row = HandSealing.objects.create(
        seal=queries.usable(code), title=title, reason=reason, draft=draft,
        asked_by=actor.id, asked_at=time.now(), state=State.ASKED,
    )
    record(actor, SealingAsked(f"seal/{code}", str(row.pk), row.draft))
    return row


@action
@proven("用印盖章")
def seal_by_hand(actor: Actor, sealing_id: str) -> HandSealing:
    """The second person seals it (盖章). Raises `NotAllowed` unless he keeps the seal and did not ask himself."""
    row = _open(actor, sealing_id)
    draft = storage.read(row.draft)
    page, width = _last_page(draft)
    box = Box(width - MARGIN - SIDE, MARGIN, width - MARGIN, MARGIN + SIDE)
    signed = put_seal(actor, row.seal, draft, place=(page, box), source=f"sealing/{row.pk}", reason=row.reason)
    row.paper = storage.keep(signed)
    _settle(actor, row, State.SEALED)
    record(actor, HandSealed(f"seal/{row.seal.code}", str(row.pk), hashlib.sha256(signed).hexdigest()))
    return row


@action
def decline_to_seal(actor: Actor, sealing_id: str, *, remark: str) -> HandSealing:
    """The keeper does not seal it, and says why (不予用印). Raises `ReasonNeeded`."""
    row = _open(actor, sealing_id)
    if not remark.strip():
        raise ReasonNeeded("请写明不盖章的原因。")
    row.remark = remark.strip()[:200]
    _settle(actor, row, State.DECLINED)
    record(actor, SealingDeclined(f"seal/{row.seal.code}", str(row.pk)))
    return row


def _open(actor: Actor, sealing_id: str) -> HandSealing:
    queries.sealing_for(actor, sealing_id)
    row = HandSealing.objects.select_for_update(of=("self",)).select_related("seal").get(pk=sealing_id)
    if row.state != State.ASKED:
        raise Settled
    queries.usable(row.seal.code)
    permits.require_other_keeper(actor, row)
    return row


def _settle(actor: Actor, row: HandSealing, state: State) -> None:
    row.state, row.settled_by, row.settled_at = state, actor.id, time.now()  # type: ignore[assignment]
    row.save(update_fields=["state", "settled_by", "settled_at", "paper", "remark"])


def _last_page(pdf: bytes) -> tuple[int, float]:
    """Its last page, and how wide that is in points; raises `NotAPaper`."""
    if len(pdf) > LARGEST or not pdf.startswith(b"%PDF-") or b"/ByteRange" in pdf:
        raise NotAPaper
    try:
        document = pypdfium2.PdfDocument(pdf)
        page = len(document) - 1
        return page, document[page].get_width()
    except (pypdfium2.PdfiumError, IndexError):
        raise NotAPaper from None
