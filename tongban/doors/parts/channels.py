"""Which news somebody may hear: each channel he names is checked as the page behind it would be.

Everything here asks the database and runs in a thread.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import close_old_connections
from django.utils.crypto import constant_time_compare

from tongban.doors.parts import sittings
from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours, Refusal, SignInFirst
from tongban.registers.ledger import queries as ledger
from tongban.registers.mandates import queries as mandates
from tongban.work.cases import queries as cases

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

MOST = 20  # channels of one stream


@dataclass(frozen=True)
class Heard:
    """What one stream listens to: ledger subjects, each with the channels under which its news is sent."""

    principal: str
    subjects: dict[str, tuple[str, ...]] = field(default_factory=dict)
    desks: frozenset[str] = frozenset()  # with the channel "work": desks on which new tasks are news
    ends_with: frozenset[str] = frozenset()  # ledger subjects: what happens to them may end the right to listen
    left: float | None = None  # seconds the sitting still lasts


def authorise(cookies: str, asked: Iterable[str]) -> Heard:
    """The channels ``asked`` for, when the session of these cookies may hear every one; raises a `Refusal`.

    ``case/<id>`` is a case one may see, ``inbox`` what happens to one's own cases and messages, ``work`` new work on
    the desks of one's posts.
    """
    try:
        actor, account, left = _listening(cookies)
        if account is None or not actor.signed_in:
            raise SignInFirst
        wanted = list(dict.fromkeys(asked))[:MOST]
        subjects: dict[str, tuple[str, ...]] = {}
        with wall.behind(actor):
            for channel in wanted:
                for subject in _subjects(actor, channel):
                    subjects[subject] = (*subjects.get(subject, ()), channel)
        desks = frozenset(p.desk for p in actor.posts) if "work" in wanted else frozenset()
        return Heard(actor.principal, subjects, desks, _ends_with(actor, account), left)
    finally:
        close_old_connections()


def _subjects(actor: Actor, channel: str) -> list[str]:
    if channel == "work":
        return []
    if channel == "inbox":
        inbox = [] if actor.items else [f"inbox/{actor.applicant}"]  # a mandate opens its items, not the letters
        return [*(case.subject for case in cases.of_applicant(actor)), *inbox]
    if not channel.startswith("case/"):
        raise NotYours
    try:
        case = cases.by_subject(f"case/{cases.as_key(channel.removeprefix('case/'))}")
    except ObjectDoesNotExist:
        raise NotYours from None
    if not cases.may_see(actor, case):
        raise NotYours
    return [case.subject]


def since(heard: Heard, last: int) -> list[tuple[int, str]]:
    """What came after fact ``last``, once per channel. Numbers may commit out of order, so a little more is told."""
    try:
        newest: dict[str, int] = {}
        for fact in ledger.timelines(heard.subjects):
            if fact.seq > last - 64:
                newest |= dict.fromkeys(heard.subjects[fact.subject], fact.seq)
        return sorted((seq, channel) for channel, seq in newest.items())
    finally:
        close_old_connections()


def desk_of_task(seq: int) -> str:
    """The desk on which fact ``seq`` put a new task; "" for any other fact."""
    try:
        fact: Any = ledger.fact(seq)
        return str(fact.desk) if fact.kind == "tasks.TaskOpened" else ""
    finally:
        close_old_connections()


def _ends_with(actor: Actor, account: Account) -> frozenset[str]:
    """The account, its holder, and whom he acts for by which mandate: an end there is heard at once."""
    said = {f"account/{account.pk}", account.holder}
    if actor.on_behalf:
        said |= {actor.on_behalf, *(row.subject for row in mandates.counting(actor.id, actor.on_behalf))}
        said |= {actor.agency} if actor.agency else set()  # who leaves the agency leaves its clients
    return frozenset(said)


def actor_of(cookies: str) -> Actor:
    """Who acts, from the session cookie alone, checked as Django's own middleware checks it."""
    return _listening(cookies)[0]


@wall.behind(Actor.nobody())
def _listening(cookies: str) -> tuple[Actor, Account | None, float | None]:
    jar: SimpleCookie = SimpleCookie()
    jar.load(cookies)
    found = jar.get(settings.SESSION_COOKIE_NAME)
    if found is None:
        return Actor.nobody(), None, None
    session = import_module(settings.SESSION_ENGINE).SessionStore(found.value)
    key = session.get(SESSION_KEY)
    user: Any = get_user_model().objects.filter(pk=key).first() if key else None
    if user is None or not constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return Actor.nobody(), None, None
    left = sittings.seconds_left(session, user)
    if left is not None and left < 0:
        return Actor.nobody(), None, None
    try:
        return mandates.actor_for(user, door="portal", on_behalf=session.get("behalf", "")), user, left
    except Refusal:
        return Actor.nobody(), None, None
