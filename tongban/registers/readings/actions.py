from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tongban.engines.reading import Page
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.registers.readings.events import ReadingMade, ReadingWanted
from tongban.registers.readings.kinds import State
from tongban.registers.readings.models import Reading

if TYPE_CHECKING:
    from tongban.registers.materials.models import Material


@action
def want(actor: Actor, material: Material, reader: str) -> Reading:
    """Have a document read by machine (识读), unless this reader has read the same file before."""
    if not actor.is_system:
        raise NotAllowed
    reading, _ = Reading.objects.get_or_create(
        sha256=material.sha256, reader=reader,
        defaults={"media_type": material.media_type, "wanted_at": time.now()},
    )
    record(actor, ReadingWanted(reading.subject, str(material.pk), reader))
    return reading


@action
def keep(
    actor: Actor, reading_id: str, pages: Sequence[Page], *, milliseconds: int = 0, why: str = ""
) -> Reading:
    """Note what was seen on the pages, or with ``why`` that nothing could be. Whoever comes second changes nothing."""
    reading = Reading.objects.select_for_update().get(pk=reading_id)
    if not actor.is_system:
        raise NotAllowed
    if reading.state == State.WAITING:
        reading.state = State.UNREAD if why else State.READ
        reading.pages, reading.why = [page.said for page in pages], why[:300]
        reading.read_at, reading.milliseconds = time.now(), milliseconds
        reading.save()
    record(actor, ReadingMade(reading.subject, reading.state, len(reading.pages), reading.milliseconds))
    return reading


@action
def try_again(actor: Actor, reading_id: str, why: str) -> Reading:
    """Note that a try failed; the next one follows."""
    reading = Reading.objects.select_for_update().get(pk=reading_id)
    if not actor.is_system:
        raise NotAllowed
    reading.tries, reading.why = reading.tries + 1, why[:300]
    reading.save(update_fields=["tries", "why"])
    record(actor, ReadingMade(reading.subject, reading.state, 0, 0))
    return reading
