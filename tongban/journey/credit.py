"""Reactions to a word kept or broken, to a bar and to its repair."""

from __future__ import annotations

from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.registers.catalogue.kinds import Validity
from tongban.registers.credit import actions as credit
from tongban.registers.credit import permits
from tongban.registers.credit import queries as credit_rows
from tongban.registers.credit.kinds import Scope, Word
from tongban.registers.identity import queries as identity
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec
from tongban.work.undertakings import queries as undertakings

SYSTEM = Actor.system()
REPAIR = "repair"
TRUST_LOST = Validity(1, "year")  # how long no promise is taken, unless it is mended before
ANSWER_WITHIN = 5  # working days to answer a repair asked for


def enter_word(fact: Any) -> None:
    """A promise that was kept or broken is on its giver's record."""
    if credit_rows.entered(fact.subject):
        return
    one = undertakings.by_subject(fact.subject)
    word = Word.BROKEN if type(fact).__name__ == "UndertakingBroken" else Word.KEPT
    credit.enter(SYSTEM, one.holder, word=word, source=fact.subject, what=f"{one.case.title}：{one.title}")


def bar_from_trust(fact: Any) -> None:
    """Whoever broke a promise gives none until it is mended (失信限制): documents are asked of him."""
    if credit_rows.by_source(fact.subject):
        return
    one = undertakings.by_subject(fact.subject)
    credit.impose(
        SYSTEM, one.holder, scope=Scope.TRUST, reason=f"在“{one.case.title}”中没有履行关于“{one.title}”的承诺",
        law=fact.law or "国办发〔2020〕42号", department=one.case.department, until=TRUST_LOST.last_day(time.today()),
        source=fact.subject,
    )


def look_at_repair(fact: Any) -> None:
    """Whoever imposed a bar says whether it is mended, within five working days."""
    if task_rows.open_of(fact.subject, REPAIR):
        return
    bar = credit_rows.bar_for(SYSTEM, fact.subject.removeprefix("credit/"))
    desks = list(identity.desks(bar.department).order_by("code"))
    desk = next((one for one in desks if identity.holders(one.code, roles=permits.ROLES)), desks[0])
    tasks.open_task(SYSTEM, Spec(
        kind=REPAIR, subject=bar.subject, title=f"信用修复申请：{bar.get_scope_display()}", context=bar.holder_name,
        desk=desk.code, area="", department=bar.department, note=bar.reason,
        due_on=holidays.calendar().add(time.today(), ANSWER_WITHIN), limit=f"{ANSWER_WITHIN} working days",
    ))


def answer_repair(fact: Any) -> None:
    """It has been answered: nothing waits on the desk."""
    for task in task_rows.open_of(fact.subject, REPAIR):
        tasks.close(SYSTEM, str(task.pk))


def tell_of_bar(fact: Any) -> None:
    until = f"至 {fact.until} 止" if fact.until else "直到修复为止"
    _tell(fact, "credit-barred", until=until)


def tell_of_lifting(fact: Any) -> None:
    _tell(fact, "credit-lifted")


def tell_of_refusal(fact: Any) -> None:
    _tell(fact, "credit-kept")


def _tell(fact: Any, template: str, **words: str) -> None:
    bar = credit_rows.bar_for(SYSTEM, fact.subject.removeprefix("credit/"))
    if not told.told(fact.subject, template, fact.seq):
        reason = bar.reason if template == "credit-barred" else bar.answer.rstrip("。")
        messages.tell(
            SYSTEM, bar.holder, template, fact.subject, link="/my/credit/", seq=fact.seq,
            scope=bar.get_scope_display(), reason=reason, **words,
        )
