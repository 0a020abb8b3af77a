"""The sitting behind a request: begun at the door, strong or not, and over when nobody was there for long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpRequest, HttpResponse

from tongban.doors.parts import cookies
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.signin import actions
from tongban.registers.signin.kinds import FRESH, IDLE, LONGEST

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

COOKIE, COOKIE_AGE = "tb_device", 180 * 86400
NOTED_EVERY = 60.0  # seconds between two notes that somebody is still there
UNATTENDED = ("/news/", "/live/", "/stream/", "/viewers/")
"""Pages that ask by themselves: they keep nobody signed in."""


def begin(
    request: HttpRequest, account: Account, to: HttpResponse | Callable[[], HttpResponse], *, proved: bool = False,
    by: str = "otp", one_click: bool = False, entered: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    """Sign in: a session of its own, noted as a sitting; ``to`` goes back with the cookie of a known device.

    A page with a form is made afterwards, as signing in changes the safety token of forms.
    ``by``: with what he proved himself (amr, RFC 8176). ``entered``: who vouched for him, to which level and how.
    """
    kept = request.session.pop("former", "")
    former = leave_other(request, account) or kept
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    now = time.ticking()
    marks: dict[str, Any] = {"begun": now, "seen": now}
    if proved:
        marks |= {"proved": now, "proved_by": by}
    if one_click:
        marks["one_click"] = True
    if entered:
        marks["entered"] = entered
    for mark in ("proved", "one_click", "entered"):
        request.session.pop(mark, None)  # who signs in anew proves anew
    request.session.update(marks)
    if not request.session.session_key:
        request.session.create()
    _, token = actions.begin(
        identity.actor_for(account, door="portal"), account, request.session.session_key or "",
        agent=request.headers.get("User-Agent", ""), address=address_of(request), token=device(request),
        former=former,
    )  # fmt: skip
    to = to() if callable(to) else to
    cookies.put(to, COOKIE, token, COOKIE_AGE)
    return to


def leave_other(request: HttpRequest, account: Account) -> str:
    """Somebody signs in where somebody is: another's sitting ends, one's own goes on; returns its session."""
    if not request.user.is_authenticated:
        return ""
    if request.user.pk == account.pk:
        return request.session.session_key or ""
    leave(request)
    return ""


def rename(request: HttpRequest) -> None:
    """Somebody proved himself anew: his session goes on under a new name (ASVS 7.2.4)."""
    former = request.session.session_key or ""
    request.session.cycle_key()
    actions.renamed(former, request.session.session_key or "")


def rehash(request: HttpRequest, account: Account) -> None:
    """The password was changed here: this sitting goes on, under a new name and with the new password behind it."""
    former = request.session.session_key or ""
    update_session_auth_hash(request, account)
    actions.renamed(former, request.session.session_key or "")


def began(request: HttpRequest) -> float:
    """When somebody signed in here, in seconds; now where nobody noted it."""
    return float(request.session.get("begun") or time.ticking())


def is_recent(request: HttpRequest) -> bool:
    """Whether he signed in, or gave a second proof, so lately that it is surely still he who sits there."""
    return is_fresh(request) or 0 <= time.ticking() - began(request) <= FRESH.total_seconds()


def leave(request: HttpRequest, why: str = "left") -> None:
    """Sign out: the sitting is over."""
    actor = identity.actor_for(request.user, door="portal") if request.user.is_active else Actor.system()
    actions.left(actor, request.session.session_key or "", why)


def device(request: HttpRequest) -> str:
    """The token of a browser from which somebody signed in before; "" for a stranger."""
    return cookies.of(request.COOKIES, COOKIE)[:64]


def is_fresh(request: HttpRequest) -> bool:
    """Whether a second factor was given within ten minutes; one click counts in the demo city, and nowhere else."""
    if settings.TONGBAN.demo and request.session.get("one_click"):
        return True
    return 0 <= time.ticking() - request.session.get("proved", 0.0) <= FRESH.total_seconds()


def seconds_left(marks: Mapping[str, Any], account: Account) -> float | None:
    """How long a sitting still lasts when nobody clicks: idle too long, or a working day; None if it never ends."""
    begun, seen, now = marks.get("begun"), marks.get("seen"), time.ticking()
    if begun is None or seen is None:
        return None
    idle = IDLE["official" if account.official_id else "person"]
    return float(min(seen + idle.total_seconds(), begun + LONGEST.total_seconds()) - now)


def is_over(request: HttpRequest, account: Account) -> bool:
    """Whether this sitting ended by itself. Otherwise notes that it was seen."""
    left, seen, now = seconds_left(request.session, account), request.session.get("seen", 0.0), time.ticking()
    if left is None:
        return False
    if left < 0:
        return True
    if now - seen > NOTED_EVERY and not any(part in request.path for part in UNATTENDED):
        request.session["seen"] = now
        actions.touch(request.session.session_key or "")
    return False


def address_of(request: HttpRequest) -> str:
    """The caller's network address: behind our own proxy the last one it added, which nobody can forge."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if forwarded and not settings.TONGBAN.demo:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
