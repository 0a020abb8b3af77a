"""A file looked at or taken in, chunk by chunk: each chunk is one transaction that also says how far it came."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from django.db import IntegrityError, transaction

from tongban.engines.tables import BadFile
from tongban.engines.tables.opening import opened
from tongban.kernel import jobs, storage, time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.text import storable
from tongban.registers.inventory import landing, permits, taking
from tongban.registers.inventory.errors import NoSuchEntry, RunOpen, RunOver, UnreadableFile
from tongban.registers.inventory.events import ImportAsked, ImportEnded, RowsTaken
from tongban.registers.inventory.models import Run, Sighting
from tongban.registers.ledger.actions import action, record


@action
def ask_import(actor: Actor, file: str, name: str, *, dry: bool, reason: str = "", start: bool = True) -> Run:
    """Have a stored file looked at (``dry``) or taken in (提交导入); it is done in the background unless ``start`` is
    off.

    ``file`` is its SHA-256, stored as public: a list is read by its path. Raises `UnreadableFile`, `RunOpen`.
    """
    permits.require_arrange(actor)
    form = _form(file)
    now = time.now()
    try:
        with transaction.atomic():
            run = Run.objects.create(
                file=file, name=storable(name).strip()[:200] or "未命名", form=form, dry=dry,
                reason=storable(reason).strip()[:500] or "批量导入", asked_by=actor.principal, asked_name=actor.name,
                asked_at=now, beat_at=now,
            )  # fmt: skip
    except IntegrityError:
        raise RunOpen from None
    record(actor, ImportAsked(run.subject, file, dry, run.reason))
    if start:
        from tongban.registers.inventory.jobs import carry_on

        jobs.later(carry_on, lock=run.subject, run_id=str(run.pk))
    return run


@action
def take_rows(actor: Actor, run_id: UUID | str, rows: Sequence[taking.Placed], *, total: int) -> Run:
    """Deal with the next rows of a run (导入一批): all of them and how far it came, or nothing.

    Raises `RunOver` when it was cancelled, or somebody else has dealt with these rows.
    """
    if not actor.is_system:
        raise NotAllowed
    landing.one_at_a_time()
    run = _locked(run_id)
    if not run.open or run.done != rows[0][0] - 1:
        raise RunOver
    taken = taking.take(run, rows)
    run.state, run.done, run.total, run.beat_at = "running", rows[-1][0], max(total, rows[-1][0]), time.now()
    for name in ("new", "changed", "same", "wrong", "doubtful"):
        setattr(run, name, getattr(run, name) + getattr(taken, name))
    run.doubts = [*run.doubts, *taken.doubts][: taking.MOST_DOUBTS]
    unknown = {name: None for _, heading, _ in rows for name in heading.unknown}
    run.unknown = list(dict.fromkeys([*run.unknown, *unknown]))[:100]
    run.save()
    record(actor, RowsTaken(
        run.subject, rows[0][0], rows[-1][0], taken.new, taken.changed, taken.same, taken.wrong,
        landing.digest_of_all(taken.versions),
    ))  # fmt: skip
    return run


@action
def end_run(actor: Actor, run_id: UUID | str, *, error: str = "") -> Run:
    """Say that a file was read to its end, or that it cannot be read on, and why (导入结束)."""
    if not actor.is_system:
        raise NotAllowed
    run = _locked(run_id)
    if not run.open:
        raise RunOver
    return _ended(actor, run, "failed" if error else "done", error)


@action
def cancel_run(actor: Actor, run_id: UUID | str) -> Run:
    """Stop a run (取消导入). What was taken in stays: each row is a version that can be read and changed."""
    permits.require_arrange(actor)
    run = _locked(run_id)
    if not run.open:
        raise RunOver
    return _ended(actor, run, "cancelled", "")


def _ended(actor: Actor, run: Run, state: str, error: str) -> Run:
    run.state, run.error, run.ended_at = state, error, time.now()
    if state == "done":
        run.total = run.done
    run.save(update_fields=["state", "error", "ended_at", "total"])
    Sighting.objects.filter(run=run).delete()
    record(actor, ImportEnded(run.subject, state, run.done, run.wrong))
    return run


def _form(file: str) -> str:
    """What the file is, after its first rows were read; an unreadable file is refused before anything is kept of it."""
    try:
        source = opened(storage.path_of(file))
        for _ in islice(source.lines(), 1):
            pass
    except BadFile as bad:
        raise UnreadableFile(str(bad)) from bad
    except FileNotFoundError:
        raise NoSuchEntry("没有找到这个文件。") from None
    return source.form


def _locked(run_id: UUID | str) -> Run:
    run = Run.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NoSuchEntry
    return run
