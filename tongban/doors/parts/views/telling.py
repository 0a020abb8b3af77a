"""Where somebody who found a weakness turns to (RFC 9116)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tongban.doors.parts.audience import for_everybody
from tongban.kernel import time

COUNTS_FOR = timedelta(days=90)


@for_everybody
@require_safe
@cache_control(public=True, max_age=86400)
def security_txt(request: HttpRequest) -> HttpResponse:
    """``/.well-known/security.txt``: the city's own contact, or the page where anybody reports what does not work."""
    config = settings.TONGBAN
    until = datetime.fromtimestamp(time.ticking(), UTC) + COUNTS_FOR
    lines = (
        f"Contact: {config.security_contact or config.base_url + '/cannot-do/'}",
        f"Expires: {until:%Y-%m-%dT00:00:00Z}", "Preferred-Languages: zh, en",
        f"Canonical: {config.base_url}/.well-known/security.txt",
    )  # fmt: skip
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
