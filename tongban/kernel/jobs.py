"""Work after the fact: errands written in the fact's own transaction, run in order per subject, retried, swept.

The errand row is the truth. A queued job (procrastinate, in the same PostgreSQL) is a hint that makes it quick; when
the hint is lost, the sweeper finds the row.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app

from tongban.kernel import grace, time
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
    until = grace.until()
    due = until + grace.SLACK if until else time.now()
    Errand.objects.bulk_create(
        [Errand(seq=seq, subject=subject, kind=kind, reaction=name, due_at=due) for name, _ in owed]
    )
    if not _quiet.get():
        # The queue reads the machine's clock, which the demo's may have left behind: it counts from now.
        wait: Any = {"seconds": (due - time.now()).total_seconds()} if until else None
        hint.configure(lock=subject, schedule_in=wait).defer(subject=subject)


def void(subject: str, after: int) -> bool:
    """What is owed to the facts of ``subject`` after number ``after`` is owed no more; False where some is done."""
    rows = Errand.objects.filter(subject=subject, seq__gt=after)
    rows.filter(state="open").update(state="void")
    return not rows.exclude(state="void").exists()


BEAT = """
select exists (select from procrastinate_workers where last_heartbeat > now() - make_interval(secs => %s))
"""


def heard(seconds: int = 60) -> bool:
    """Whether a worker gave a sign of life lately: whether what follows is done at once, or later."""
    with connection.cursor() as cursor:
        cursor.execute(BEAT, [seconds])
        return bool(cursor.fetchone()[0])


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
    ran, load = 0, cache(_load)  # a fact with several reactions is read once
    while _run_next(subject, load):
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


# One runner per subject, whoever woke it; what is taken is done, unless its reaction fails and takes that back.
TAKE = """
with turn as materialized (select pg_try_advisory_xact_lock(hashtextextended(%(subject)s, 7)) as mine)
update kernel_errand set state = 'done', error = ''
where state = 'open' and due_at <= %(latest)s and id = (
  select id from kernel_errand
  where subject = %(subject)s and state = 'open' and (select mine from turn) order by seq, id limit 1
) returning id, seq, kind, reaction, tries
"""


def _run_next(subject: str, load: Callable[[int], Fact]) -> bool:
    errand = None
    try:
        # A transaction for each: a reaction that waits for a row must not hold what another one locked.
        with transaction.atomic():
            # The second look sees what was committed while the first one was getting the lock.
            errand = _take(subject) or _take(subject)
            if errand is None:
                return False
            _react(errand, load)
    except Exception as error:
        if errand is None:
            raise
        log.exception("errand %s failed", errand.pk)
        _fail(errand, error)
        return False
    return True


def _take(subject: str) -> Errand | None:
    latest = time.now() + timedelta(seconds=1)
    return next(iter(Errand.objects.raw(TAKE, {"subject": subject, "latest": latest})), None)


def _react(errand: Errand, load: Callable[[int], Fact]) -> None:
    reaction = dict(_when.get(errand.kind, [])).get(errand.reaction)
    if reaction is None:
        raise LookupError(f"no reaction {errand.reaction} to {errand.kind} in this release")
    reaction(load(errand.seq))


def _fail(errand: Errand, error: Exception) -> None:
    tries = errand.tries + 1
    # The lock was let go with the transaction: whoever tried again meanwhile has the last word.
    Errand.objects.filter(pk=errand.pk, state="open", tries=errand.tries).update(
        tries=tries, error=f"{type(error).__name__}: {error}"[:2000].replace("\0", ""),
        state="dead" if tries >= MOST_TRIES else "open", due_at=time.now() + timedelta(seconds=min(2**tries, 600)),
    )  # fmt: skip


def sweep() -> int:
    """Hint again at errands that are due and were passed over for a minute; returns how many subjects."""
    old = time.now() - timedelta(seconds=60)
    late = Errand.objects.filter(state="open", due_at__lt=old).values_list("subject", flat=True).distinct()[:1000]
    retried = Errand.objects.filter(state="open", tries__gt=0, due_at__lt=time.now())
    subjects = set(late) | set(retried.values_list("subject", flat=True).distinct()[:1000])
    for subject in subjects:
        hint.configure(lock=subject).defer(subject=subject)
    return len(subjects)
