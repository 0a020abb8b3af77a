"""For load balancers and monitors: is this process ready, is the whole house well, and its figures."""

from __future__ import annotations

import hmac
from dataclasses import asdict

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse

from tongban.doors.parts.audience import for_everybody
from tongban.registers.ledger import queries as ledger
from tongban.site import pulse

_migrated = False


@for_everybody
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether this process may be sent requests: its database answers and knows this release."""
    wrong = _wrong()
    return JsonResponse({"ready": not wrong, "wrong": wrong}, status=503 if wrong else 200)


@for_everybody
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether everything is up: database, migrations, a worker heard within the last minute, a witnessed record."""
    wrong = _wrong()
    if not wrong and not pulse.take().workers:
        wrong = [f"no background worker has been heard for {pulse.BEATS} s: start `tongban worker`"]
    standing = ledger.evidence()
    bad = wrong or standing.level in ("red", "stop")
    said = {"well": not bad, "wrong": wrong, "evidence": {"level": standing.level, "sentence": standing.sentence}}
    return JsonResponse(said, status=503 if bad else 200)


@for_everybody
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in Prometheus' text format; outside demo mode only for the bearer of ``TONGBAN_METRICS_TOKEN``."""
    config = settings.TONGBAN
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = config.metrics_token
    if not config.demo and not (token and hmac.compare_digest(said.encode(), token.encode())):
        return HttpResponseNotFound()
    lines = [f"tongban_{name} {value}" for name, value in asdict(pulse.take()).items()]
    standing = ledger.evidence()
    lines += [f"tongban_log_entries {standing.size}", f"tongban_log_breaches {len(standing.breaches)}"]
    lines += [f"tongban_witness_age_seconds {standing.age:.0f}"] if standing.age is not None else []
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _wrong() -> list[str]:
    global _migrated
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        if not _migrated:
            owed = pulse.owed_migrations()
            if owed:
                return [f"{len(owed)} migrations are not applied, first {owed[0]}: run `tongban migrate`"]
            _migrated = True
    except DatabaseError:
        return ["the database does not answer"]
    return []
