"""The shape of every verb: one transaction that leaves a trace, and may be repeated safely."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any, TypeVar

import rfc8785
from django.apps import apps
from django.db import connection, models, transaction

from tongban.kernel import grace as graces
from tongban.kernel import jobs, time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import blind_index
from tongban.kernel.errors import Mismatch
from tongban.kernel.facts import Fact
from tongban.registers.ledger.errors import SilentVerb
from tongban.registers.ledger.models import Answered

T = TypeVar("T")
_recorded: ContextVar[int] = ContextVar("recorded", default=0)
_within: ContextVar[bool] = ContextVar("within", default=False)


@contextmanager
def _inside() -> Iterator[None]:
    token = _within.set(True)
    try:
        yield
    finally:
        _within.reset(token)


def action(verb: Callable[..., T]) -> Callable[..., T]:
    """Make ``verb(actor, …)`` one transaction; a verb that records nothing raises `SilentVerb`.

    With ``key="…"`` a repeated call returns the first answer and does nothing again; the same key with other arguments
    raises `Mismatch`. Keys are per authority and verb. With ``grace`` what follows waits so many seconds.
    """

    @functools.wraps(verb)
    def perform(actor: Actor, *args: Any, key: str = "", grace: float = 0, **kwargs: Any) -> T:
        # A verb within a verb shares its fate: no savepoint, all or nothing.
        beyond = wall.as_platform(verb.__name__) if actor.is_system else nullcontext()
        with transaction.atomic(savepoint=not _within.get()), _inside(), graces.offered(grace), beyond:
            if key:
                row, fresh = _answer(actor, verb, key, args, kwargs)
                if not fresh:
                    return _revived(row.result, actor)  # type: ignore[no-any-return]
            before = _recorded.get()
            result = verb(actor, *args, **kwargs)
            if _recorded.get() == before:
                raise SilentVerb(f"{verb.__module__}.{verb.__name__} recorded nothing")
            if key:
                Answered.objects.filter(pk=row.pk).update(result=_named(result))
        return result

    return perform


def record(actor: Actor, fact: Fact) -> int:
    """Write ``fact`` in the verb's transaction, owe its reactions, tell live pages; returns its number."""
    at = time.now()
    line = rfc8785.dumps(
        {"actor": actor.trace(), "at": at.isoformat(), "body": fact.body, "kind": fact.kind, "subject": fact.subject}
    ).decode()
    with connection.cursor() as cursor:
        cursor.execute(
            "select ledger_append(%s, %s, %s, %s, %s)", [fact.subject, fact.kind, at, actor.principal, line]
        )
        seq: int = cursor.fetchone()[0]
    jobs.follow(fact.kind, seq, fact.subject)
    _recorded.set(_recorded.get() + 1)
    return seq


def _answer(actor: Actor, verb: Callable[..., Any], key: str, args: Any, kwargs: Any) -> tuple[Answered, bool]:
    content = json.dumps([args, kwargs], default=str, sort_keys=True, ensure_ascii=False)
    fingerprint = blind_index(content, "ledger.answered")
    name = _full_name(verb)
    # A concurrent twin waits in this statement for the first to commit and then finds its answer.
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ledger_answered (principal, verb, key, fingerprint, result, at) "
            "values (%s, %s, %s, %s, '', %s) on conflict (principal, verb, key) do nothing returning id",
            [actor.principal, name, key[:255], fingerprint, time.now()],
        )
        fresh = cursor.fetchone() is not None
    row = Answered.objects.get(principal=actor.principal, verb=name, key=key[:255])
    if row.fingerprint != fingerprint:
        raise Mismatch
    return row, fresh


def _full_name(verb: Callable[..., Any]) -> str:
    """A verb by its room, wherever in its actions it stands: "cases.withdraw" is not "licences.withdraw"."""
    _, _, room, *_ = (*verb.__module__.split("."), "", "")
    return f"{room}.{verb.__name__}"


def _named(result: Any) -> str:
    if isinstance(result, models.Model):
        return f"{result._meta.label}/{result.pk}"
    return ""


def _revived(name: str, actor: Actor) -> Any:
    label, _, pk = name.partition("/")
    with nullcontext() if actor.signed_in else wall.as_platform("answered"):  # his key is all that nobody has
        return apps.get_model(label)._default_manager.get(pk=pk) if name else None
