"""Work after the fact: errands written in the fact's own transaction, run in order per subject, retried, swept.

The errand row is the truth. A queued job (procrastinate, in the same PostgreSQL) is a hint that makes it quick; when
the hint is lost, the sweeper finds the row.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app

from tongban.kernel import time
from tongban.kernel.facts import Fact
from tongban.kernel.models import Errand

log = logging.getLogger(__name__)

Reaction = Callable[[Fact], object]
MOST_TRIES = 12

_when: dict[str, list[tuple[str, Reaction]]] = {}
_load: Callable[[int], Fact]
_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


def install(when: Mapping[type[Fact], Sequence[Reaction]], load: Callable[[int], Fact]) -> None:
    """Tell the kernel what follows from what, and how to read a fact; called once, by the site."""
    global _load
    _load = load
    _when.clear()
    for cls, reactions in when.items():
        _when[cls.kind] = [(r.__name__, r) for r in reactions]


def follow(kind: str, seq: int, subject: str) -> None:
    """Owe the reactions to fact ``seq``; inside the verb's transaction."""
    owed = _when.get(kind)
    if not owed:
        return
    present = time.now()
    Errand.objects.bulk_create(
        [Errand(seq=seq, subject=subject, kind=kind, reaction=name, due_at=present) for name, _ in owed]
    )
    if not _quiet.get():
        hint.configure(lock=subject).defer(subject=subject)


@contextmanager
def quiet() -> Iterator[None]:
    """Write errands without hints: the caller drains them itself."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def later(task: Any, *, lock: str | None = None, **arguments: str) -> None:
    """Hint at a job whose truth is a row elsewhere (a paper not made, a text not sent); arguments are ids."""
    if not _quiet.get():
        task.configure(lock=lock).defer(**arguments)


@app.task(name="tongban.hint")
def hint(subject: str) -> None:
    """Run what is owed to ``subject``."""
    run_owed(subject)


def run_owed(subject: str) -> int:
    """Run what is owed to ``subject`` in the order of its facts, up to the first that fails; returns how many ran."""
    ran = 0
    while _run_next(subject):
        ran += 1
    return ran


def drain() -> int:
    """Run everything owed in the whole house, here and now, until nothing is left that can run."""
    ran = 0
    while subjects := list(Errand.objects.filter(state="open", tries=0).values_list("subject", flat=True).distinct()):
        moved = sum(run_owed(subject) for subject in subjects)
        ran += moved
        if not moved:
            break
    return ran


def _run_next(subject: str) -> bool:
    with transaction.atomic():
        with connection.cursor() as cursor:  # one runner per subject, whoever woke it
            cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 7))", [subject])
            if not cursor.fetchone()[0]:
                return False
        errand = Errand.objects.filter(subject=subject, state="open").order_by("seq", "id").first()
        if errand is None or errand.due_at > _latest():
            return False
        try:
            with transaction.atomic():
                _react(errand)
        except Exception as error:
            log.exception("errand %s failed", errand.pk)
            _fail(errand, error)
            return False
        errand.state, errand.error = "done", ""
        errand.save(update_fields=["state", "error"])
        return True


def _latest() -> datetime:
    return time.now() + timedelta(seconds=1)


def _react(errand: Errand) -> None:
    reactions = dict(_when.get(errand.kind, []))
    reaction = reactions.get(errand.reaction)
    if reaction is None:
        raise LookupError(f"no reaction {errand.reaction} to {errand.kind} in this release")
    reaction(_load(errand.seq))


def _fail(errand: Errand, error: Exception) -> None:
    errand.tries += 1
    errand.error = f"{type(error).__name__}: {error}"[:2000]
    errand.state = "dead" if errand.tries >= MOST_TRIES else "open"
    errand.due_at = time.now() + timedelta(seconds=min(2**errand.tries, 600))
    errand.save(update_fields=["tries", "error", "state", "due_at"])


def sweep() -> int:
    """Hint again at errands that are due and were passed over for a minute; returns how many subjects."""
    old = time.now() - timedelta(seconds=60)
    late = Errand.objects.filter(state="open", due_at__lt=old).values_list("subject", flat=True).distinct()[:1000]
    retried = Errand.objects.filter(state="open", tries__gt=0, due_at__lt=time.now())
    subjects = set(late) | set(retried.values_list("subject", flat=True).distinct()[:1000])
    for subject in subjects:
        hint.configure(lock=subject).defer(subject=subject)
    return len(subjects)
