"""What follows where the library is changed: somebody is asked to review, the day comes, an item ends."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.catalogue import queries as items
from tongban.registers.identity import queries as identity
from tongban.watch.search import jobs as search
from tongban.work.revisions import actions as revisions
from tongban.work.revisions import queries as rows
from tongban.work.revisions.kinds import DESK
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()
KIND = "revision"


def ask_second_person(fact: Any) -> None:
    """Who keeps the library reviews it; whoever wrote anything of it cannot."""
    revision = rows.by_subject(fact.subject)
    if revision.state == "reviewing" and not task_rows.open_of(fact.subject, KIND):
        tasks.open_task(SYSTEM, Spec(
            kind=KIND, subject=fact.subject, title=f"审核事项{revision.get_kind_display()} · {revision.title}"[:200],
            context=f"{revision.drafted_name}起草，由另一人审核", desk=DESK, area=revision.area,
            department=identity.desk(DESK).department_id, note=revision.reason[:300],
        ))


def release_second_person(fact: Any) -> None:
    """It was reviewed, or taken back."""
    if rows.by_subject(fact.subject).state != "reviewing":
        for task in task_rows.open_of(fact.subject, KIND):
            tasks.close(SYSTEM, str(task.pk), "dropped" if fact.kind.endswith("Recalled") else "done")


def publish_due() -> int:
    """What was approved for today is published; what the catalogue refuses goes back with the reason."""
    due = rows.due()
    for revision in due:
        try:
            revisions.publish(SYSTEM, str(revision.pk))
        except Refusal as refusal:
            revisions.give_back(SYSTEM, str(revision.pk), reason=f"到生效日没有发布：{refusal.sentence}")
    return len(due)


def end_items() -> int:
    """An item that was published until a day is no longer offered from that day on."""
    ended = items.ended()
    for one in ended:
        catalogue.withdraw_item(SYSTEM, one.code, manner="cancel", reason=f"按公布的日期，自 {one.ends_on} 起不再办理")
    return len(ended)


def make_findable(fact: Any) -> None:
    """An item, a package or a text that was published, stopped or goes on is found as it is now."""
    if fact.subject.startswith("page/"):
        search.keep_pages()
    else:
        search.keep_item(fact.subject.removeprefix("item/"))


def keep_findable() -> None:
    """What the registers have is what is found: departments, days that have come, and what a stop left behind."""
    search.keep_all()
