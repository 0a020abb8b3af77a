"""What follows where somebody signs in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.newcomers import queries as newcomers
from tongban.registers.newcomers.kinds import LIFE
from tongban.registers.signin import queries as signin
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told

SYSTEM = Actor.system()


def send_phone_code(fact: Any) -> None:
    """The code goes to the telephone, whoever's it is; one that counts no more is not sent."""
    row = newcomers.newcomer(fact.subject.removeprefix("newcomer/"))
    if row is not None and not told.told(fact.subject, "phone-code"):
        messages.send_code(SYSTEM, fact.subject, row.phone, row.code, int(LIFE.total_seconds() // 60))


def tell_of_word(fact: Any) -> None:
    """Whose password was set anew at a window reads it at once, also by text message: if it was not he, he calls."""
    if fact.holder.startswith("person/") and not told.told(fact.subject, "first-word", fact.seq):
        messages.tell(
            SYSTEM, fact.holder, "first-word", fact.subject, link="/account/", seq=fact.seq,
            until=time.zh_moment(datetime.fromisoformat(fact.until)),
        )  # fmt: skip


def tell_of_sign_in(fact: Any) -> None:
    """A person whose account is opened from a device it was never opened from reads it at once (陌生设备登录提醒)."""
    about, row = f"sitting/{fact.sitting}", signin.sitting(fact.sitting)
    holder = identity.account(fact.subject.removeprefix("account/")).holder
    if not fact.fresh or not holder.startswith("person/") or told.told(about, "new-device"):
        return
    device, network = (row.device, row.network) if row else ("已经退出的设备", "")  # gone is no less strange
    messages.tell(
        SYSTEM, holder, "new-device", about, link="/account/", device=device, network=network or "未知",
        when=time.zh_moment(row.begun if row else time.now()),
    )  # fmt: skip
