from __future__ import annotations

from django.db.models import QuerySet

from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.watch.messages.models import Message, Preference, Sms


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


def told(about: str, template: str, seq: int = 0) -> bool:
    """Whether this was told already; with ``seq``, whether it was told of that fact."""
    rows = Message.objects.filter(about=about, template=template)
    return (rows.filter(seq=seq) if seq else rows).exists()


def waiting_sms() -> int:
    """Text messages the gateway has not taken yet."""
    with wall.as_platform("figures"):
        return Sms.objects.filter(state="waiting").count()
