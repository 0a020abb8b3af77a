"""Verbs of the knowledge base: publish a text, take one off the portal; and counting whether it helped."""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.kernel.text import storable
from tongban.registers.knowledge import permits, queries
from tongban.registers.knowledge.errors import BadPage, NoSuchPage, PageOvertaken, SamePage, StatementStays
from tongban.registers.knowledge.events import PagePublished, PageWithdrawn
from tongban.registers.knowledge.kinds import HELP, STATEMENTS
from tongban.registers.knowledge.models import Version
from tongban.registers.ledger.actions import action, record

_COUNT = """
insert into knowledge_word (code, day, helped, missed) values (%(code)s, %(day)s, %(yes)s, %(no)s)
on conflict (code, day) do update set
  helped = knowledge_word.helped + excluded.helped, missed = knowledge_word.missed + excluded.missed
"""


@action
@proven("发布城市声明或帮助文章")
def publish(actor: Actor, code: str, text: str, *, note: str = "", after: int = 0) -> Version:
    """Publish a text of the city (发布文章), in force from now on.

    ``after`` is the number of the version one looked at, 0 for none. Raises `BadPage`, `SamePage`, `PageOvertaken`.
    """
    permits.require_publish(actor)
    before = _newest(code, after)
    page, wrong = queries.judge(code, storable(text))
    if page is None:
        raise BadPage(wrong)
    if before is not None and before.digest == page.digest:
        raise SamePage
    row = _next(actor, code, before, text=storable(text), digest=page.digest, note=note)
    record(actor, PagePublished(row.subject, str(row.pk), row.number, row.digest, row.note))
    return row


@action
@proven("撤下帮助文章")
def withdraw(actor: Actor, code: str, *, note: str = "", after: int = 0) -> Version:
    """Take an article off the portal (撤下文章); its versions stay. Raises `NoSuchPage`, `StatementStays`."""
    permits.require_publish(actor)
    before = _newest(code, after)
    if before is None or not before.text:
        raise NoSuchPage
    if code in STATEMENTS:
        raise StatementStays
    row = _next(actor, code, before, text="", digest="", note=note)
    record(actor, PageWithdrawn(row.subject, str(row.pk), row.number, row.note))
    return row


def hear(code: str, *, helped: bool) -> None:
    """Count that an article helped somebody, or did not. Raises `NoSuchPage`.

    No verb: nobody acts, and nothing of who said it is kept.
    """
    said = queries.page(code, HELP)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"code": said.code, "day": time.today(), "yes": int(helped), "no": int(not helped)})


def _newest(code: str, after: int) -> Version | None:
    before = queries.newest(code)
    if (before.number if before else 0) != after:
        raise PageOvertaken
    return before


def _next(actor: Actor, code: str, before: Version | None, **said: str) -> Version:
    said["note"] = storable(said["note"]).strip()[:200]
    try:
        with transaction.atomic():
            return Version.objects.create(
                code=code, number=before.number + 1 if before else 1, published_at=time.now(),
                published_by=actor.principal, published_name=actor.name, **said,
            )
    except IntegrityError:
        raise PageOvertaken from None
