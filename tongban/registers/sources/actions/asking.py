"""Asking what other authorities know: in parallel, within a budget, once per question, case and day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from time import monotonic

from django.db import connection

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.ids import uuid7
from tongban.registers.ledger.actions import action, record
from tongban.registers.sources.actions.using import note_use
from tongban.registers.sources.errors import NoSuchResource
from tongban.registers.sources.events import SourceAnswered, SourceConnected, SourceSilent
from tongban.registers.sources.kinds import Kind, Matter, Query, Said, resources
from tongban.registers.sources.models import Answer, Wire
from tongban.registers.sources.permits import require_keeper
from tongban.registers.sources.providers import Question, Silent, Source
from tongban.registers.sources.providers.rest import RestSource
from tongban.registers.sources.queries import answered

BUDGET = 2.0  # seconds a page waits for all its questions together
BREAKS_AT = 3  # failures running
LEFT_ALONE = timedelta(seconds=15)  # at first …
LONGEST = timedelta(seconds=60)  # … and at most
MOST = 8  # questions at once


@action
def connect(actor: Actor, resource: str, address: str, secret: str, *, private_ok: bool = False) -> Wire:
    """Say where a resource is asked (接入数据资源). Raises `NoSuchResource`."""
    require_keeper(actor)
    if resource not in resources():
        raise NoSuchResource
    row, _ = Wire.objects.update_or_create(
        resource=resource,
        defaults={"address": address, "secret": secret, "private_ok": private_ok, "failures": 0, "probe_at": None},
    )
    record(actor, SourceConnected(f"source/{resource}", address))
    return row


def ask(actor: Actor, matter: Matter, queries: Sequence[Query], *, budget: float = BUDGET) -> list[Said]:
    """Put these questions to their sources at once; each answer of today is taken from what is known already.

    Not a transaction: nothing is locked while others are waited for. What came of it is noted in one.
    """
    known = {row.query: row for row in answered(matter.subject)}
    fresh = [q for q in {q.digest: q for q in queries}.values() if q.digest not in known]
    said = _ask_all(matter, fresh[:MOST], budget)
    if said:
        _note(actor, matter, said)
    old = [Said(q, known[q.digest].values, known[q.digest].digest) for q in queries if q.digest in known]
    return old + said


def _ask_all(matter: Matter, queries: Sequence[Query], budget: float) -> list[Said]:
    wires = {wire.resource: wire for wire in Wire.objects.filter(resource__in=[q.source for q in queries], on=True)}
    open_, said = [], []
    for query in queries:
        wire = wires.get(query.source)
        if wire is None:
            said.append(Said(query, error="not connected"))
        elif _left_alone(wire, time.now()):
            said.append(Said(query, error="left alone for a while"))
        else:
            open_.append((query, RestSource(wire.address, wire.secret, private_ok=wire.private_ok)))
    if not open_:
        return said
    end = monotonic() + budget
    pool = ThreadPoolExecutor(len(open_), "sources")
    futures = {pool.submit(_one, source, query, matter, end): query for query, source in open_}
    done, late = wait(futures, timeout=budget)
    pool.shutdown(wait=False, cancel_futures=True)
    return said + [future.result() for future in done] + [Said(futures[one], error="no answer in time") for one in late]


def _one(source: Source, query: Query, matter: Matter, end: float) -> Said:
    """In a thread of its own, without the database."""
    resource = query.resource
    question = Question(
        str(uuid7()), query.source, query.asked, query.fields, matter.purpose, matter.subject, resource.basis
    )
    try:
        values, digest = source.ask(question, max(end - monotonic(), 0.1))
    except Silent as why:
        return Said(query, error=str(why)[:200] or "no answer")
    return Said(query, values, digest)


@action
def _note(actor: Actor, matter: Matter, said: Sequence[Said]) -> None:
    """Keep what came as evidence, with its use; keep in mind how each wire did."""
    for one in said:
        with connection.cursor() as cursor:  # twins of one question wait for each other here
            cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"{matter.subject}{one.query.digest}"])
        row, _ = Answer.objects.update_or_create(
            subject=matter.subject, query=one.query.digest, day=time.today(),
            defaults={
                "source": one.query.source, "fields": list(one.query.fields) if one.answered else [],
                "sealed": json.dumps(dict(one.values), ensure_ascii=False) if one.answered else "",
                "digest": one.digest, "error": one.error, "at": time.now(),
            },
        )
        _note_wire(one)
        if one.answered:
            fields = tuple(one.query.fields)
            record(actor, SourceAnswered(matter.subject, one.query.source, str(row.pk), one.digest, fields))
            labels = [one.query.resource.labels[name] for name in fields]
            resource = one.query.resource
            note_use(
                actor, matter, one.query.holder, Kind.DATA, resource.code, resource.title, str(row.pk), labels,
                resource.basis_zh,
            )
        else:
            record(actor, SourceSilent(matter.subject, one.query.source, one.error))


def _left_alone(wire: Wire, present: datetime) -> bool:
    """Whether the breaker is open; a probe that lies absurdly far ahead was set by a clock that has been set back."""
    return wire.probe_at is not None and present < wire.probe_at <= present + 2 * LONGEST


def _note_wire(said: Said) -> None:
    wire = Wire.objects.select_for_update().filter(resource=said.query.source).first()
    if wire is None or said.error == "left alone for a while":
        return
    if said.answered:
        wire.failures, wire.probe_at, wire.error, wire.answered_at = 0, None, "", time.now()
    else:
        wire.failures, wire.error = wire.failures + 1, said.error[:200]
        if wire.failures >= BREAKS_AT:
            wire.probe_at = time.now() + min(LEFT_ALONE * 2 ** min(wire.failures - BREAKS_AT, 4), LONGEST)
    wire.save(update_fields=["failures", "probe_at", "error", "answered_at"])
