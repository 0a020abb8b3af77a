"""Live news: a NOTIFY that carries ids ("case/42 changed, fact 1234"), never data; delivered at commit."""

from __future__ import annotations

import json

from django.db import connection

CHANNEL = "tongban_news"


def publish(subject: str, seq: int) -> None:
    """Tell every listening page that ``subject`` has a new fact number ``seq``."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, json.dumps({"s": subject, "n": seq})])
