from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.exchange.errors import NoSuchEndpoint
from tongban.registers.exchange.kinds import STEP_OPENED, Trouble
from tongban.registers.exchange.models import Arrival, Delivery, Endpoint
from tongban.registers.exchange.permits import require_keeper
from tongban.registers.exchange.providers.folder import FolderWire, Found, root

PAGE = 50


@dataclass(frozen=True)
class Standing:
    """An endpoint as the office sees it."""

    endpoint: Endpoint
    state: str  # off, broken, shaky, well
    waiting: int
    oldest: datetime | None
    dead: int
    quarantined: int


def endpoint(code: str) -> Endpoint:
    """A wire in service by its code; raises `NoSuchEndpoint`."""
    row = Endpoint.objects.filter(code=code, state="on").first()
    if row is None:
        raise NoSuchEndpoint
    return row


def find(code: str) -> Endpoint | None:
    """A wire by its code, in service or not."""
    return Endpoint.objects.filter(code=code).first()


def wired_to(desk: str, type: str) -> list[Endpoint]:
    """The wires in service that want this kind of event about steps of this desk."""
    rows = Endpoint.objects.filter(state="on", desks__contains=[desk])
    return [row for row in rows if not row.events or type in row.events]


def told_about(subject: str, type: str, step: str = "") -> list[Endpoint]:
    """The wires in service that were told of this case (and step) and want this kind of event."""
    known = Delivery.objects.filter(endpoint=OuterRef("pk"), subject=subject, type=STEP_OPENED)
    if step:
        known = known.filter(step=step)
    rows = Endpoint.objects.filter(Exists(known), state="on")
    return [row for row in rows if not row.events or type in row.events]


def told(endpoint_id: Any, fact: int, type: str) -> bool:
    """Whether this fact was told over this wire already."""
    return Delivery.objects.filter(endpoint=endpoint_id, fact=fact, type=type).exists()


def opened(endpoint: Endpoint, event: str) -> Delivery | None:
    """The event with which this wire was told of a step."""
    return Delivery.objects.filter(endpoint=endpoint, event=as_key(event), type=STEP_OPENED).first()


def latest_opened(endpoint: Endpoint, subject: str, step: str) -> Delivery | None:
    """The last time this step was put to this wire."""
    rows = Delivery.objects.filter(endpoint=endpoint, subject=subject, step=step, type=STEP_OPENED)
    return rows.order_by("-id").first()


def troubled(subject: str) -> dict[str, Trouble]:
    """Which steps of a case wait for a department whose system does not answer now; one question."""
    held = Q(endpoint__broken_since__isnull=False) | Q(state="dead") | Q(tries__gt=1)
    rows = Delivery.objects.filter(held, subject=subject, type=STEP_OPENED).exclude(state="discarded")
    rows = rows.select_related("endpoint").defer("body", "endpoint__secret", "endpoint__former").order_by("id")
    return {
        row.step: Trouble(row.endpoint.title, row.endpoint.broken_since, row.state != "sent")
        for row in rows
        if row.state != "sent" or row.endpoint.broken_since is not None
    }


def silent() -> list[str]:
    """The departments whose system does not answer now, by their codes."""
    rows = Endpoint.objects.filter(state="on", broken_since__isnull=False)
    return sorted(set(rows.values_list("department", flat=True)))


def standings(actor: Actor) -> list[Standing]:
    """Every wire and how it stands, for those who look after them."""
    require_keeper(actor)
    waiting = Q(deliveries__state="waiting")
    rows = Endpoint.objects.annotate(
        waiting=Count("deliveries", waiting), dead=Count("deliveries", Q(deliveries__state="dead")),
        oldest=Min("deliveries__made_at", filter=waiting),
    )  # fmt: skip
    held = dict(Arrival.objects.filter(state="quarantined").values_list("endpoint").annotate(Count("pk")))
    return [Standing(r, _state(r), r.waiting, r.oldest, r.dead, held.get(r.pk, 0)) for r in rows]  # type: ignore[attr-defined]


def _state(row: Endpoint) -> str:
    if row.state == "off":
        return "off"
    if row.broken_since is not None:
        return "broken"
    return "shaky" if row.failures else "well"


def dead_letters(actor: Actor, limit: int = PAGE) -> QuerySet[Delivery]:
    """What could not be delivered and waits for somebody, oldest first."""
    require_keeper(actor)
    rows = Delivery.objects.filter(state="dead").select_related("endpoint").defer("body")
    return rows.order_by("id")[:limit]


def quarantined(actor: Actor, limit: int = PAGE) -> QuerySet[Arrival]:
    """What came in and did not fit, newest first."""
    require_keeper(actor)
    rows = Arrival.objects.filter(state="quarantined").select_related("endpoint").defer("body")
    return rows.order_by("-at")[:limit]


def open_matters(code: str) -> tuple[int, int]:
    """How many dead letters and quarantined messages wait for somebody on this wire."""
    dead = Delivery.objects.filter(endpoint__code=code, state="dead").count()
    return dead, Arrival.objects.filter(endpoint__code=code, state="quarantined").count()


def arrival(arrival_id: str) -> Arrival:
    """A message that came in."""
    return Arrival.objects.select_related("endpoint").get(pk=arrival_id)


def unanswered(limit: int = PAGE) -> list[Arrival]:
    """Messages that were kept and never judged, as whoever judged them died."""
    rows = Arrival.objects.filter(state="open").select_related("endpoint")
    return list(rows.order_by("at")[:limit])


def folders() -> list[Endpoint]:
    """Wires in service that are folders."""
    return list(Endpoint.objects.filter(kind="folder", state="on"))


def lying_in(endpoint: Endpoint) -> list[Found]:
    """The files a department's system has put down for us."""
    return list(FolderWire(root(endpoint.code)).waiting())


def folder(endpoint: Endpoint) -> FolderWire:
    return FolderWire(root(endpoint.code))


def secrets_of(endpoint: Endpoint) -> list[str]:
    """The secrets that hold now, the newest first."""
    former = endpoint.former if endpoint.former_until and time.now() < endpoint.former_until else ""
    return [one for one in (endpoint.secret, former) if one]


def envelope(row: Delivery, data: dict[str, Any]) -> dict[str, Any]:
    """The CloudEvent 1.0 of a delivery."""
    return {
        "specversion": "1.0", "id": str(row.event), "type": row.type, "source": f"{settings.TONGBAN.base_url}/",
        "subject": row.number, "time": row.made_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "sequence": f"{row.sequence:06d}", "sequencetype": "Integer", "datacontenttype": "application/json",
        "data": data,
    }  # fmt: skip


def problem(refusal: Refusal, problems: Any = ()) -> dict[str, Any]:
    """What is answered to a message that is not taken, for ever."""
    return {
        "code": refusal.code, "detail": refusal.sentence, "next_step": refusal.next_step,
        "problems": [one.as_dict() for one in problems],
    }  # fmt: skip


def whole_since(before: datetime) -> QuerySet[Delivery]:
    """What is over, was owed before this moment, and is still kept with its content."""
    return Delivery.objects.filter(state__in=["sent", "discarded"], digest="", made_at__lt=before)


def to_be_cleared(before: datetime) -> list[str]:
    """The wires with such messages."""
    return [str(pk) for pk in whole_since(before).values_list("endpoint", flat=True).order_by().distinct()]


def settled_since(before: datetime) -> QuerySet[Arrival]:
    """What came before this moment, was taken or put aside, and is still kept with its content."""
    return Arrival.objects.filter(state__in=["taken", "dismissed"], cleared_at=None, at__lt=before)


def arrivals_to_be_cleared(before: datetime) -> list[str]:
    """The wires with such messages."""
    return [str(pk) for pk in settled_since(before).values_list("endpoint", flat=True).order_by().distinct()]


def as_key(text: str) -> uuid.UUID:
    """The key in ``text``; one that nobody has where it is none."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return uuid.UUID(int=0)
