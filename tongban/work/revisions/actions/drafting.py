"""Drafting: begin a change, keep what is typed, plan its days, let it go."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.registers.catalogue import actions as catalogue_verbs
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.ledger.actions import action, record
from tongban.work.revisions import permits, queries
from tongban.work.revisions.actions.locking import drafting
from tongban.work.revisions.errors import SavedMeanwhile, Unchanged
from tongban.work.revisions.events import (
    BaseMoved,
    RevisionBegun,
    RevisionDropped,
    RevisionPlanned,
    TextSaved,
    TextTaken,
)
from tongban.work.revisions.kinds import ENDS, WRITES, Kind, Plan
from tongban.work.revisions.models import ItemText, Revision

LARGEST = 2**20
OF_ITEMS = {Kind.ADD: (0, 0), Kind.MERGE: (2, 20)}
"""How many items a kind concerns; one unless said."""


@action
def begin(
    actor: Actor, kind: str, items: Sequence[str] = (), *, texts: Sequence[str] = (), reason: str = "",
    folder: Path | None = None,
) -> Revision:  # fmt: skip
    """Begin a change of the library (起草事项变更); what is not given is written down from the editions in force.

    ``folder`` is a packaged item whose forms and samples are kept with it. Raises `NoSuchItem`.
    """
    kind, items = _kind(kind), list(dict.fromkeys(items))
    least, most = OF_ITEMS.get(kind, (1, 1))
    if not least <= len(items) <= most:
        raise Invalid("请先选择事项。" if kind != Kind.MERGE else "合并至少要选择两个事项，最多 20 个。")
    rows = [catalogue.item(code) for code in items]
    if any(row.kind == "package" for row in rows):
        raise Invalid("一件事不在这里变更。", next_step="请修改它的文件夹，再用命令发布。")
    area = rows[0].area if rows else min((p.area for p in actor.posts_as("operator")), key=len, default="")
    permits.require_draft(actor, area, *(row.area for row in rows))
    if folder is not None:
        catalogue_verbs.keep_files(folder)
    revision = Revision.objects.create(
        kind=kind, items=items, area=area, title="、".join(row.title for row in rows)[:300] or "新事项",
        reason=reason.strip(), drafted_by=actor.id, drafted_name=actor.name, authors=[actor.id], begun_at=time.now(),
    )
    for place, (text, base) in enumerate(_first_texts(kind, items, texts), 1):
        _put(actor, revision, place, text, base)
    _name(revision)
    record(actor, RevisionBegun(revision.subject, revision.kind, items))
    return revision


@action
def save(actor: Actor, revision_id: str, place: int, text: str, version: int) -> ItemText:
    """Keep a text as typed, right or wrong (保存); ``version`` is the one it was opened at.

    Raises `SavedMeanwhile` when a colleague saved since, `Unchanged`.
    """
    revision = drafting(actor, revision_id, "save")
    row = queries.text_at(revision, place)
    text = _clean(text)
    if text == row.text:
        raise Unchanged
    if version != row.version:
        when = f"{time.local(row.saved_at):%Y-%m-%d %H:%M:%S}"
        raise SavedMeanwhile(
            f"您打开之后，{row.saved_name}在 {when} 保存过这份内容（第 {row.version} 次保存）。",
            by=row.saved_name, at=when, version=row.version, text=row.text,
        )  # fmt: skip
    row.text, row.version = text, row.version + 1
    row.saved_by, row.saved_name, row.saved_at = actor.id, actor.name, time.now()
    row.save(update_fields=["text", "version", "saved_by", "saved_name", "saved_at"])
    _written(actor, revision)
    record(actor, TextSaved(revision.subject, place, row.version, hashlib.sha256(text.encode()).hexdigest()))
    return row


@action
def add_text(actor: Actor, revision_id: str) -> ItemText:
    """One more item in a split (拆分): begun as a copy of what is split."""
    revision = drafting(actor, revision_id, "save")
    places = [row.place for row in queries.texts(revision)]
    if revision.kind != Kind.SPLIT or len(places) >= WRITES[Kind.SPLIT][1]:
        raise Invalid("只有拆分可以增加事项，最多拆成 9 个。")
    row = _put(actor, revision, max(places, default=0) + 1, queries.source_text(revision.items[0])[0], "")
    _written(actor, revision)
    record(actor, TextSaved(revision.subject, row.place, row.version, hashlib.sha256(row.text.encode()).hexdigest()))
    return row


@action
def take_text(actor: Actor, revision_id: str, place: int) -> Revision:
    """Take one of the items out of a split again; at least two remain."""
    revision = drafting(actor, revision_id, "save")
    row = queries.text_at(revision, place)
    if revision.kind != Kind.SPLIT or revision.texts.count() <= WRITES[Kind.SPLIT][0]:
        raise Invalid("拆分后至少要有两个事项。")
    row.delete()
    _written(actor, revision)
    record(actor, TextTaken(revision.subject, place))
    return revision


@action
def plan(actor: Actor, revision_id: str, plan: Plan) -> Revision:
    """Write down why, from which day, until which day, and what people are told (变更说明)."""
    revision = drafting(actor, revision_id, "save")
    start = max(plan.effective_on or time.today(), time.today())
    if plan.ends_on is not None and revision.kind not in (Kind.ADD, Kind.CHANGE):
        raise Invalid("只有新增和变更可以写结束日期。")
    if plan.ends_on is not None and plan.ends_on <= start:
        raise Invalid("结束日期应晚于生效日期。")
    revision.reason, revision.note = plan.reason.strip(), plan.note.strip()
    revision.effective_on, revision.ends_on = plan.effective_on, plan.ends_on
    _written(actor, revision, "reason", "note", "effective_on", "ends_on")
    days = [day.isoformat() if day else "" for day in (plan.effective_on, plan.ends_on)]
    record(actor, RevisionPlanned(revision.subject, *days))
    return revision


@action
def move_base(actor: Actor, revision_id: str, place: int) -> ItemText:
    """Having compared with the newest edition, go on from there (以现行版本为基础); the text stays as typed."""
    revision = drafting(actor, revision_id, "save")
    row = queries.text_at(revision, place)
    codes = [one.definition.code for one in queries.judged(revision) if one.place == place and one.definition]
    newer = queries.outdated(row, (codes or revision.items)[0])
    if newer is None:
        raise Unchanged("已经以现行版本为基础，不需要更新。")
    row.base = newer.digest
    row.save(update_fields=["base"])
    _written(actor, revision)
    record(actor, BaseMoved(revision.subject, place, newer.number))
    return row


@action
def drop(actor: Actor, revision_id: str, *, reason: str = "") -> Revision:
    """Let it go (放弃): nothing will come of it; what was typed is kept."""
    revision = drafting(actor, revision_id, "drop")
    revision.save(update_fields=["state"])
    record(actor, RevisionDropped(revision.subject, reason.strip()))
    return revision


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError:
        raise Invalid("请选择变更类型：新增、变更、拆分、合并、暂停、恢复或取消。") from None


def _first_texts(kind: Kind, items: list[str], given: Sequence[str]) -> list[tuple[str, str]]:
    """The texts a revision begins with, each with the digest of the edition it comes from."""
    least, most = WRITES.get(kind, (0, 0))
    base = queries.source_text(items[0]) if items and kind in WRITES else ("", "")
    digest = base[1] if kind == Kind.CHANGE else ""
    found = [(_clean(text), digest) for text in given[:most]]
    return found + [(base[0], digest)] * (least - len(found))


def _put(actor: Actor, revision: Revision, place: int, text: str, base: str) -> ItemText:
    return ItemText.objects.create(
        revision=revision, place=place, text=text, base=base, saved_by=actor.id, saved_name=actor.name,
        saved_at=time.now(),
    )  # fmt: skip


def _clean(text: str) -> str:
    """As typed, but for what no text may hold."""
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if len(text) > LARGEST:
        raise Invalid("事项内容不能超过 1 MB。")
    return text


def _written(actor: Actor, revision: Revision, *fields: str) -> None:
    """Whoever wrote something of it is one of its authors, and may not review it."""
    if actor.id not in revision.authors:
        revision.authors = [*revision.authors, actor.id]
    revision.save(update_fields=["state", "authors", *fields])
    if "reason" not in fields:
        _name(revision)


def _name(revision: Revision) -> None:
    """An added item is called as its text calls it, as soon as it can be read."""
    if revision.kind not in ENDS and revision.kind == Kind.ADD:
        named = [one.definition.title.zh for one in queries.judged(revision) if one.definition is not None]
        if named and named[0] != revision.title:
            revision.title = named[0][:300]
            revision.save(update_fields=["title"])
