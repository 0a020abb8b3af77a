"""Slows guessing without locking anybody out: tries are counted per account name and whence they come.

A try is counted before the password is looked at; a hundred guesses at once count as a hundred. A device that is known
counts by itself: strangers cannot make its owner wait. Many failures of one address, or around one name from wherever,
make the free tries of strangers there fewer, never none: in a hall that shares one address, who types his password
rightly always comes in.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from tongban.kernel import time
from tongban.kernel.crypto import blind_index
from tongban.registers.identity.errors import TooManyAttempts
from tongban.registers.identity.models import SignInAttempt

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
CROWDED = {"address": (100, 400), "name": (20, 60)}
"""How many failures in an hour leave strangers half the free tries, and how many leave one."""
FORGOTTEN_AFTER = timedelta(hours=1)


def claim(username: str, address: str, doing: str = "登录", *, free: int = FREE_TRIES) -> str:
    """Count one try, ``free`` of which cost nothing; returns its name for `forgive`.

    Refuses with the time left when the pair has to wait.
    """
    who, present = blind_index(f"{username}\n{address}", "identity.sign_in"), time.now()
    with transaction.atomic():
        SignInAttempt.objects.bulk_create([SignInAttempt(who=who, last=present)], ignore_conflicts=True)
        row = SignInAttempt.objects.select_for_update().get(who=who)
        if row.wait_until and row.wait_until > present:
            _refuse(row.wait_until - present, doing)
        if present - row.last > FORGOTTEN_AFTER:
            row.tries = 0
        row.tries += 1
        row.last = present
        row.wait_until = present + _wait(row.tries - free) if row.tries >= free else None
        row.save(update_fields=["tries", "last", "wait_until"])
    return who


def forgive(who: str) -> None:
    """The right password was given: the count begins anew."""
    SignInAttempt.objects.filter(who=who).delete()


def forget_old() -> int:
    """Drop counters nobody touched for an hour; returns how many. For the clock."""
    return SignInAttempt.objects.filter(last__lt=time.now() - FORGOTTEN_AFTER).delete()[0]


def patience(username: str, address: str) -> int:
    """How many tries cost a stranger nothing here: fewer where much went wrong in the last hour, and one at least."""
    keys = {_about(kind, text): kind for kind, text in (("name", username), ("address", address))}
    recent = time.now() - FORGOTTEN_AFTER
    free = FREE_TRIES
    for row in SignInAttempt.objects.filter(who__in=keys, last__gt=recent):
        half, one = CROWDED[keys[row.who]]
        free = min(free, 1 if row.tries >= one else FREE_TRIES // 2 if row.tries >= half else FREE_TRIES)
    return free


def note_failure(username: str, address: str) -> None:
    """A wrong password: counted against the name and against the address, for `patience`."""
    present = time.now()
    for who in sorted((_about("name", username), _about("address", address))):
        SignInAttempt.objects.bulk_create([SignInAttempt(who=who, last=present)], ignore_conflicts=True)
        # After a quiet hour the count begins anew.
        SignInAttempt.objects.filter(who=who, last__lte=present - FORGOTTEN_AFTER).update(tries=0)
        SignInAttempt.objects.filter(who=who).update(tries=F("tries") + 1, last=present)


def _about(kind: str, text: str) -> str:
    return blind_index(f"{kind}\n{text}", "identity.failures")


def _wait(beyond: int) -> timedelta:
    return min(FIRST_WAIT * 2 ** min(beyond, 10), LONGEST_WAIT)


def _refuse(left: timedelta, doing: str) -> None:
    seconds = max(1, round(left.total_seconds()))
    said = f"{seconds} 秒" if seconds < 60 else f"{-(-seconds // 60)} 分钟"
    raise TooManyAttempts(f"{doing}尝试过于频繁，请在 {said}后再试。", seconds=seconds)
