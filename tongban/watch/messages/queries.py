from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.watch.messages.mailing import masked
from tongban.watch.messages.models import Mail, Mailbox, Message, Preference, Sms


def inbox(actor: Actor, *, before: str = "", limit: int = 30) -> QuerySet[Message]:
    """My messages, newest first; ``before`` is the moment of the last one seen."""
    rows = Message.objects.filter(recipient=actor.applicant).order_by("-at")
    if before:
        rows = rows.filter(at__lt=before)
    return rows[:limit]


def unread(actor: Actor, most: int = 99) -> int:
    """How many messages I have not read, counted up to ``most``."""
    return Message.objects.filter(recipient=actor.applicant, read_at=None)[:most].count()


def preference(recipient: str) -> Preference:
    """How somebody wants to be told; who never chose, as the house does it by itself."""
    return Preference.objects.filter(pk=recipient).first() or Preference(recipient=recipient)


def mailbox(recipient: str) -> Box:
    """The e-mail address somebody proved and the one he is proving, both half hidden."""
    row = Mailbox.objects.filter(pk=recipient).first()
    if row is None:
        return Box()
    asked = bool(row.digest and row.until and row.until > time.now())
    return Box(masked(row.address) if row.proved_at else "", masked(row.asked) if asked else "")


@dataclass(frozen=True)
class Box:
    """An address as a page may show it; "" for none."""

    address: str = ""
    asked: str = ""


def told(about: str, template: str, seq: int = 0) -> bool:
    """Whether this was told already; with ``seq``, whether it was told of that fact."""
    rows = Message.objects.filter(about=about, template=template)
    return (rows.filter(seq=seq) if seq else rows).exists()


def waiting_sms() -> int:
    """Text messages the gateway has not taken yet."""
    with wall.as_platform("figures"):
        return Sms.objects.filter(state="waiting").count()


def texts_late(by: timedelta) -> bool:
    """Whether a text message that is due has waited this long: the gateway does not take them as it should."""
    present = time.now()
    tried = Sms.objects.filter(state="waiting", tries__gt=0, message__at__lt=present - by)
    passed_over = Sms.objects.filter(state="waiting", tries=0, next_try_at__lt=present - by)
    return tried.exists() or passed_over.exists()


def waiting_mail() -> int:
    """E-mails the mail server has not taken yet."""
    with wall.as_platform("figures"):
        return Mail.objects.filter(state="waiting").count()
