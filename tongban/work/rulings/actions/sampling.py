"""Each day some of what the machine decided is looked at again by people (抽查)."""

from __future__ import annotations

import secrets
from datetime import date

from tongban.engines.clocks import Limit
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.calendar import queries as holidays
from tongban.registers.ledger.actions import action, record
from tongban.work.rulings import drawing
from tongban.work.rulings.actions.switching import subject
from tongban.work.rulings.events import SampleDrawn, SampleOpened
from tongban.work.rulings.kinds import SAMPLE, SAMPLE_LIMIT
from tongban.work.rulings.models import Draw, Ruling, Sample
from tongban.work.tasks import actions as tasks
from tongban.work.tasks.kinds import Spec


@action
def draw(actor: Actor, item_code: str, day: date, *, seed: str = "") -> Draw:
    """Draw a day's sample of an item: so many percent as the item says, one at least; each becomes a task (抽查).

    The seed is chance and kept, with the digest of what was drawn from: `queries.recomputed` comes to the same sample.
    """
    if not actor.is_system:
        raise NotAllowed
    seed = seed or secrets.token_hex(16)
    population = drawing.population(item_code, day)
    share = drawing.share_of(item_code)
    row = Draw.objects.create(
        item_code=item_code, day=day, seed=seed, share=share, population=len(population),
        digest=drawing.digest(population), at=time.now(),
    )
    picked = drawing.pick(population, share, seed)
    record(actor, SampleDrawn(subject(item_code), str(row.pk), day.isoformat(), len(population), len(picked)))
    for ruling in Ruling.objects.filter(pk__in=picked).select_related("case").order_by("pk"):
        _open(actor, row, ruling)
    return row


def _open(actor: Actor, row: Draw, ruling: Ruling) -> None:
    limit = Limit.parse(SAMPLE_LIMIT)
    sample = Sample.objects.create(draw=row, ruling=ruling, due_on=holidays.calendar().due(time.today(), limit))
    case = ruling.case
    tasks.open_task(actor, Spec(
        kind=SAMPLE, subject=case.subject, step=str(sample.pk), title=f"{ruling.title} · 抽查",
        context=f"{case.applicant_name} · {case.number}", desk=ruling.desk, area=ruling.area,
        department=ruling.department, due_on=sample.due_on, limit=SAMPLE_LIMIT,
    ))  # fmt: skip
    record(actor, SampleOpened(case.subject, str(sample.pk)))
