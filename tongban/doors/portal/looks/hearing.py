"""What people said and whether it led on (没有找到的说法): counted for those who arrange the words, never with who."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse

from tongban.doors.parts.request import Request
from tongban.watch.search import actions as search
from tongban.watch.search import queries
from tongban.watch.search.kinds import ITEM, PACKAGE
from tongban.watch.search.queries import Found

_PLACES = {"/services/": "search", "/guide-me/": "guide"}


def searched(request: Request, found: Found) -> None:
    """Somebody searched; choosing, sorting and paging in what was found is the same search."""
    q = request.GET.get("q", "")[:100]
    if request.method == "GET" and set(request.GET) == {"q"} and _before(request) != ("search", q):
        search.hear(q, "search", found=bool(found.hits), nearly=_told(found))


def asked(request: Request, q: str, meant: Sequence[Any]) -> None:
    """Somebody said what he wants to do; where nothing was understood, what search comes nearest to is noted."""
    if request.method == "GET" and _before(request) != ("guide", q):
        named = [(one.item.code, one.item.title) for one in meant]
        search.hear(q, "guide", found=bool(meant), nearly=named or _told(queries.search(q)))


def leads(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Count that a page was opened from what somebody's words led to; the browser tells from which list."""

    @wraps(view)
    def opened(request: Request, *args: str, **kwargs: str) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        place, q = _before(request)
        if place and q and request.method == "GET" and answer.status_code == 200:
            search.follow(q, place)
        return answer

    return opened


def _told(found: Found) -> list[tuple[str, str]]:
    return [(hit.key, hit.title) for hit in (found.of(PACKAGE, ITEM) or found.hits or found.nearly)]


def _before(request: Request) -> tuple[str, str]:
    """The list of this city's pages one comes from, and what was said there; two empty words for any other page."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host() or came.path not in _PLACES:
        return "", ""
    return _PLACES[came.path], parse_qs(came.query).get("q", [""])[0].strip()[:100]
