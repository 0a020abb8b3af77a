from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import token_digest
from tongban.kernel.ids import uuid7
from tongban.registers.ledger.actions import action, record
from tongban.registers.materials import actions as materials
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Matter
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.kinds import Slot
from tongban.work.help import permits, queries
from tongban.work.help.errors import (
    HelpersClosed,
    HelpOver,
    HelpRunning,
    NotYourPlace,
    NotYourself,
    OnlyMine,
    TakenAlready,
)
from tongban.work.help.events import HelpAsked, HelpEnded, HelperGave, HelperLooked, HelperWrote, HelpTaken
from tongban.work.help.kinds import CLOSES, INVITED, WITH_CITY, WITH_FAMILY, Way
from tongban.work.help.models import Help
from tongban.work.packages import actions as packages
from tongban.work.packages import queries as runs

if TYPE_CHECKING:
    from tongban.registers.materials.models import Material

LONGEST = 300


@action
def ask(actor: Actor, draft: str, way: str, *, own: Iterable[str] = (), words: str = "") -> Help:
    """Ask for help with one draft of mine (找人帮我): whom I trust, by a code, or a helper of the city.

    ``own`` names the fields I keep to myself. Raises `NotYours`, `OnlyHimself`, `HelpRunning`, `HelpersClosed`.
    """
    permits.require_himself(actor)
    case = queries.mine(actor, draft)
    if case.state != "draft":
        raise HelpOver
    _one_at_a_time(case)
    present, city = time.now(), Way(way) is Way.CITY
    if city and not queries.open_now():
        raise HelpersClosed
    row = Help(
        id=uuid7(), way=Way(way), draft=case.pk, item=case.item_code, area=case.area, applicant=case.applicant,
        asked_by=actor.principal, own=_own(case, own), words=words.strip()[:LONGEST],
        asked_at=present, until=_closing(present) if city else present + INVITED,
    )  # fmt: skip
    row.digest = token_digest(queries.token_of(row))
    row.save(force_insert=True)
    record(actor, HelpAsked(row.subject, str(case.pk), case.item_code, row.way))
    return row


def _own(case: Any, named: Iterable[str]) -> list[str]:
    known = {*case.definition.form.fields, *(name for name, _ in queries.may_keep_back(case))}
    return sorted({*named} & known)


def _one_at_a_time(case: Any) -> None:
    (runs if _is_run(case) else rows).locked(str(case.pk))
    for row in Help.objects.filter(draft=case.pk, ended_at=None):
        if row.counts:
            raise HelpRunning
        row.ended_at = row.until  # nobody came, or the time was over
        row.save(update_fields=["ended_at"])


def _closing(present: datetime) -> datetime:
    return time.local(present).replace(hour=CLOSES.hour, minute=CLOSES.minute, second=0, microsecond=0)


@action
def come(actor: Actor, token: str) -> Help:
    """Help whoever gave me the code (输入邀请码): from now on nobody else can take it up. Raises `HelpOver`."""
    if actor.kind != "person" or not actor.signed_in or actor.on_behalf:
        raise HelpOver("请切换为本人身份后再输入邀请码。")
    found = queries.by_token(actor, token)
    if found.asked_by == actor.principal:
        raise NotYourself
    with wall.shown(found.digest):
        row = Help.objects.select_for_update().get(pk=found.pk)
        return _taken(actor, row, row.taken_at or time.now(), (row.taken_at or time.now()) + WITH_FAMILY)


@action
def answer(actor: Actor, help_id: str) -> Help:
    """Take a call from the list (接求助): I help this one, for an hour of working time. Raises `TakenAlready`."""
    permits.require_helper(actor)
    row = Help.objects.select_for_update().filter(pk=help_id, way=Way.CITY).first()
    if row is None or row.helper not in ("", actor.principal):
        raise TakenAlready
    permits.require_helper(actor, row.area)
    if not row.counts or not queries.open_now():
        raise HelpOver
    began = row.taken_at or time.now()
    return _taken(actor, row, began, min(began + WITH_CITY, _closing(began)))


def _taken(actor: Actor, row: Help, began: datetime, until: datetime) -> Help:
    if row.helper not in ("", actor.principal) or not row.counts:
        raise HelpOver
    row.helper, row.helper_name, row.taken_at, row.until = actor.principal, actor.name, began, until
    row.save(update_fields=["helper", "helper_name", "taken_at", "until"])
    record(actor, HelpTaken(row.subject, str(row.draft), row.helper, row.way, row.seconds))
    return row


@action
def look(actor: Actor, help_id: str, page: str = "") -> Help:
    """Open a page of the draft I help with; the applicant reads that I looked, once a day. Raises `HelpOver`."""
    row, case = queries.help_for(actor, help_id)
    matter = Matter(row.subject, case.title, "", row.applicant)  # who is no official looks in no department's name
    told = f"没有提交的申请“{case.title}”，帮忙填写"
    sources.note_look(actor, matter, row.applicant, "help", told, row.draft.hex)
    record(actor, HelperLooked(row.subject, str(row.draft), page))
    return row


@action
def write(
    actor: Actor, help_id: str, page: str, raw: Mapping[str, Any], *, shown: Iterable[str] = ()
) -> Help:  # fmt: skip
    """Keep a page as the helper typed it, in the applicant's draft and by the helper's hand (代为填写).

    What the applicant keeps to himself stays as it is. Raises `HelpOver`, `OnlyMine`, and what `cases.save_page` does.
    """
    row, case = queries.help_for(actor, help_id)
    form = case.definition.form
    mine = [f for f in form.fields.values() if f.page == page and queries.is_mine(row, case, f)]
    if any(_belongs(control, field.name) for control in raw for field in mine):
        raise OnlyMine
    kept = {
        control: value
        for control, value in {**form.flat(case.data), **case.raw}.items()
        if any(_belongs(control, field.name) for field in mine)
    }
    himself = queries.acting(actor, row)
    with wall.behind(himself):
        _verbs(case).save_page(himself, str(case.pk), page, {**kept, **raw}, shown=shown)
    record(actor, HelperWrote(row.subject, str(row.draft), page))
    return row


def give(
    actor: Actor, help_id: str, code: str, name: str, chunks: Iterable[bytes], *, key: str = ""
) -> Material:  # fmt: skip
    """Hand a document in for the applicant (代为上传材料): into one open place of his draft, by the helper's hand.

    It is the applicant's from then on, in his library too, and the helper cannot open it. Not one transaction, as
    `materials.keep` is none. Raises `HelpOver`, `NotYourPlace`, and what `materials.keep` does.
    """
    row, _, slot = _place(actor, help_id, code)
    himself = queries.acting(actor, row)
    with wall.behind(himself):
        kept = materials.keep(himself, row.applicant, code, name, chunks, formats=slot.formats, key=key)
    _give(actor, help_id, code, str(kept.pk), key=key)
    return kept


@action
def _give(actor: Actor, help_id: str, code: str, material_id: str) -> Help:
    row, case, _ = _place(actor, help_id, code)
    himself = queries.acting(actor, row)
    with wall.behind(himself):
        _verbs(case).give(himself, str(case.pk), code, material_id)
    record(actor, HelperGave(row.subject, str(row.draft), code))
    return row


def _place(actor: Actor, help_id: str, code: str) -> tuple[Help, Any, Slot]:
    row, case = queries.help_for(actor, help_id)
    slot = next((one for one in queries.places(row, case) if one.code == code), None)
    if slot is None:
        raise NotYourPlace
    return row, case, slot


def _is_run(case: Any) -> bool:
    return bool(case.subject.startswith("run/"))


def _verbs(case: Any) -> Any:
    """The verbs that fill it: both rooms name them alike."""
    return packages if _is_run(case) else cases


def _belongs(control: str, field: str) -> bool:
    plain = control.removeprefix(rows.REASON)
    return plain == field or plain.startswith(f"{field}.")


@action
def end(actor: Actor, help_id: str) -> Help:
    """Let it be over, at once and for good (结束帮忙): the applicant or the helper. Raises `HelpOver`."""
    row = Help.objects.select_for_update().filter(pk=help_id).first()
    if row is None or not permits.may_end(actor, row):
        raise HelpOver
    row.ended_at = row.ended_at or time.now()
    row.save(update_fields=["ended_at"])
    record(actor, HelpEnded(row.subject, str(row.draft), by=actor.principal))
    return row
