"""How fast one may write (限速): no faster than people do, and programs in a hurry are told when to come back."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tongban.doors.parts import audience, pages
from tongban.doors.parts.sittings import address_of
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal

OF_ONE, OF_AN_ADDRESS = 120, 600
"""Requests that write, in a minute: of one account; of an address without account, which a whole hall may share."""
MOST_NAMES = 100_000


class Meter:
    """Requests under a name in this minute; each process counts for itself."""

    def __init__(self, most: int) -> None:
        self.most, self.minute, self.counts = most, 0, {}  # type: int, int, dict[str, int]

    def wait(self, name: str) -> int:
        """Count one request; the seconds to wait when it was one too many, otherwise 0."""
        present = monotonic()
        if int(present // 60) != self.minute or len(self.counts) > MOST_NAMES:
            self.minute, self.counts = int(present // 60), {}
        self.counts[name] = self.counts.get(name, 0) + 1
        return 60 - int(present) % 60 if self.counts[name] > self.most else 0


class TooFast(Refusal):
    code = "too-fast"
    status = 429
    sentence = "操作太频繁，这一步没有执行。"
    next_step = "请稍等片刻再试；已经保存的内容不会丢失。"


ones, addresses = Meter(OF_ONE), Meter(OF_AN_ADDRESS)


class Pace:
    """Counts what writes; what a department's own system sends has its signature and a meter of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        whose = audience.of(view)
        if request.method != "POST" or settings.TONGBAN.demo or whose is None or whose.kind in ("wire", "client"):
            return None
        actor: Actor = request.actor  # type: ignore[attr-defined]
        left = ones.wait(actor.principal) if actor.signed_in else addresses.wait(address_of(request))
        if not left:
            return None
        answer = pages.refusal(request, TooFast())
        answer.headers["Retry-After"] = str(left)
        return answer
