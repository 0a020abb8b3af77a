from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import monotonic

from procrastinate.contrib.django import app

from tongban.kernel import time
from tongban.watch.messages import actions
from tongban.watch.messages.models import Mail, Mailbox, Message, Sms

TEXT_DAYS, MESSAGE_DAYS = 180, 3 * 365
AT_MOST = 25.0  # seconds of a sweep, which comes every minute


@app.task(name="messages.send_sms")
def send_sms(sms_id: str) -> None:
    """Try one text message."""
    actions.send_sms(sms_id)


@app.task(name="messages.send_mail")
def send_mail(mail_id: str) -> None:
    """Try one e-mail."""
    actions.send_mail(mail_id)


def forget_old() -> int:
    """Empty texts half a year after they were sent, delete messages after three years; returns how many."""
    present = time.now()
    old = Sms.objects.exclude(state="waiting").exclude(phone="")
    old = old.filter(message__at__lt=present - timedelta(days=TEXT_DAYS))
    emptied = old.update(phone="", text="")
    Mail.objects.exclude(state="waiting").filter(at__lt=present - timedelta(days=TEXT_DAYS)).delete()
    return emptied + Message.objects.filter(at__lt=present - timedelta(days=MESSAGE_DAYS)).delete()[0]


def clear(recipient: str) -> int:
    """Delete the messages and the e-mail address of somebody who was forgotten."""
    Mail.objects.filter(recipient=recipient).delete()
    Mailbox.objects.filter(recipient=recipient).delete()
    return Message.objects.filter(recipient=recipient).delete()[0]


def send_waiting(limit: int = 200) -> int:
    """Try every text message and e-mail that is due: the sweeper behind the hints; returns how many were taken.

    Text messages first, and each kind for a while only: a mail server that hangs holds no text message up.
    """
    return _sweep(Sms, actions.send_sms, limit) + _sweep(Mail, actions.send_mail, limit)


def _sweep(rows: type[Sms] | type[Mail], send: Callable[[str], bool], limit: int) -> int:
    due = rows._default_manager.filter(state="waiting", next_try_at__lte=time.now()).order_by("next_try_at")
    until, taken = monotonic() + AT_MOST, 0
    for pk in due.values_list("pk", flat=True)[:limit]:
        taken += send(str(pk))
        if monotonic() > until:
            break
    return taken
