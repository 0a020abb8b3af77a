"""Lines of the log: one object each, whole whatever somebody wrote, and silent about what opens something."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.test import RequestFactory

from tongban.kernel.actor import Actor
from tongban.site.lines import Lines

NASTY = "/x\r\n2026-01-01 INFO forged\x1b[31m\u2028"


def line(message: str = "said", *args: Any, **more: Any) -> tuple[str, dict[str, Any]]:
    said = {"name": "tongban.test", "levelname": "WARNING", "msg": message, "args": args, **more}
    text = Lines().format(logging.makeLogRecord(said))
    return text, json.loads(text)


def test_a_line_is_one_line_whatever_somebody_wrote() -> None:
    text, said = line("%s failed", NASTY)
    assert text.isprintable()
    assert said["what"] == f"{NASTY} failed"


def test_a_line_says_when_in_utc_how_grave_and_from_where() -> None:
    _, said = line()
    assert datetime.fromisoformat(said["at"]).utcoffset() == timedelta(0)
    assert (said["level"], said["from"], said["what"]) == ("WARNING", "tongban.test", "said")


def test_of_a_request_it_says_who_where_and_what_but_not_what_opens_something() -> None:
    came = {"REMOTE_ADDR": "10.1.2.3", "HTTP_COOKIE": "sessionid=secret"}
    request: Any = RequestFactory().post("/rate/SECRETCODE/?q=林晚", **came)
    request.actor, request.request_id = Actor("person", "p-1", "林晚"), "abcd1234"
    request.resolver_match = SimpleNamespace(route="rate/<str:code>/")
    text, said = line("%s: %s", "Not Found", request.path, request=request, status_code=404)
    assert (said["who"], said["net"], said["status"], said["request"]) == ("person/p-1", "10.1.2.*", 404, "abcd1234")
    assert (said["method"], said["path"], said["what"]) == ("POST", "/rate/<str:code>/", "Not Found: /rate/<str:code>/")
    assert [word for word in ("SECRETCODE", "林晚", "secret", "10.1.2.3") if word in text] == []


def test_what_broke_is_there_with_its_trace() -> None:
    try:
        raise ValueError("broken")
    except ValueError as error:
        _, said = line(exc_info=(type(error), error, error.__traceback__))
    assert "ValueError: broken" in said["trace"]


def test_every_process_writes_so_and_to_nowhere_else() -> None:
    said = settings.LOGGING
    assert said["formatters"] == {"lines": {"()": "tongban.site.lines.Lines"}}
    assert {name: one["class"] for name, one in said["handlers"].items()} == {"stderr": "logging.StreamHandler"}
    assert said["root"]["handlers"] == ["stderr"]
