"""Slows guessing: tries are counted per account name and address, so nobody is locked out from elsewhere.

A try is counted before the password is looked at; a hundred guesses at once count as a hundred.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from tongban.kernel import time
from tongban.kernel.crypto import blind_index
from tongban.registers.identity.errors import TooManyAttempts
from tongban.registers.identity.models import SignInAttempt

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)


def claim(username: str, address: str, doing: str = "登录") -> str:
    """Count one try; returns its name for `forgive`. Refuses with the time left when the pair has to wait."""
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
        row.wait_until = present + _wait(row.tries) if row.tries >= FREE_TRIES else None
        row.save(update_fields=["tries", "last", "wait_until"])
    return who


def forgive(who: str) -> None:
    """The right password was given: the count begins anew."""
    SignInAttempt.objects.filter(who=who).delete()


def forget_old() -> int:
    """Drop counters nobody touched for an hour; returns how many. For the clock."""
    return SignInAttempt.objects.filter(last__lt=time.now() - FORGOTTEN_AFTER).delete()[0]


def _wait(tries: int) -> timedelta:
    return min(FIRST_WAIT * 2 ** min(tries - FREE_TRIES, 10), LONGEST_WAIT)


def _refuse(left: timedelta, doing: str) -> None:
    seconds = max(1, round(left.total_seconds()))
    said = f"{seconds} 秒" if seconds < 60 else f"{-(-seconds // 60)} 分钟"
    raise TooManyAttempts(f"{doing}尝试过于频繁，请在 {said}后再试。", seconds=seconds)
