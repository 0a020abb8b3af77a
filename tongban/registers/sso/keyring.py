"""The keys that sign ID tokens and logout tokens: one signs, others stand published before and after."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from tongban.engines import jose
from tongban.kernel import time
from tongban.registers.sso.kinds import KEY_AHEAD, KEY_BEHIND, KEY_LIFE
from tongban.registers.sso.models import SigningKey


def instant() -> datetime:
    """The machine's own clock, which the demo does not move: the other side does not follow our moves."""
    return datetime.fromtimestamp(time.ticking(), UTC)


def current() -> dict[str, Any]:
    """The private key that signs now; the first one is made when it is first needed."""
    row = SigningKey.objects.filter(since__lte=instant()).order_by("-since").first() or _first()
    return json.loads(row.private)  # type: ignore[no-any-return]


def published() -> list[dict[str, Any]]:
    """Every public key that may be needed: of now, of what was signed lately, and the next one."""
    current()
    rows = [row for row in SigningKey.objects.order_by("-since") if row.until is None or row.until > instant()]
    return [jose.public(json.loads(row.private)) for row in rows]


def add(*, at_once: bool) -> SigningKey:
    """A new key: signs in an hour, or now and alone when the former one may be known to others."""
    now = instant()
    since = now if at_once else now + KEY_AHEAD
    until = now if at_once else since + KEY_BEHIND
    for row in SigningKey.objects.select_for_update():
        if row.until is None or row.until > until:
            row.until = until
            row.save(update_fields=["until"])
        if row.since > now and at_once:
            row.delete()
    return _make(since)


def is_due() -> bool:
    """Whether the newest key has signed long enough."""
    newest = SigningKey.objects.order_by("-since").first()
    return newest is not None and newest.since + KEY_LIFE - KEY_AHEAD < instant()


def forget() -> int:
    """Drop keys that are published no more."""
    return SigningKey.objects.filter(until__lt=instant() - timedelta(days=1)).delete()[0]


def _first() -> SigningKey:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('sso/keys', 7))")
        return SigningKey.objects.filter(since__lte=instant()).order_by("-since").first() or _make(instant())


def _make(since: datetime) -> SigningKey:
    key = jose.make_key()
    return SigningKey.objects.create(kid=key["kid"], private=json.dumps(key), since=since)
