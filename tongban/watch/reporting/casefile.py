"""Everything the tables ask about one case, looked up once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models

from tongban.kernel import time
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import Applicant
from tongban.registers.ledger import queries as ledger
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases
from tongban.work.tasks import queries as tasks

if TYPE_CHECKING:
    from tongban.registers.identity.models import Department
    from tongban.registers.ledger.models import FactRow
    from tongban.work.cases.models import Case

ANSWERED = ("cases.CaseAccepted", "cases.CaseDeemedAccepted")
ENDED = ("cases.CaseDecided", "cases.CaseTurnedAway", "cases.CaseSentOn", "cases.CaseTerminated")


AROUND = ("edition", "opinions", "pauses", "given", "notices", "rating", "cards")


def files(of: Sequence[Case], whole: bool) -> list[CaseFile]:
    """The files of many cases; what lies around them is looked up for all at once."""
    models.prefetch_related_objects(of, *AROUND)
    timelines: dict[str, list[FactRow]] = {case.subject: [] for case in of}
    for fact in ledger.timelines(timelines):
        timelines[fact.subject].append(fact)
    return [_file(case, whole, timelines[case.subject]) for case in of]


def _file(case: Case, whole: bool, facts: list[FactRow]) -> CaseFile:
    """What may still be taken back is not given to anybody outside, nor what was taken back."""
    stand = cases.standing(facts, case)
    return CaseFile(cases.told(case), whole, stand)


@dataclass
class CaseFile:
    """A case with what lies around it; ``whole`` leaves personal data as it is."""

    case: Case
    whole: bool = False
    facts: list[FactRow] = field(default_factory=list)  # its timeline

    @cached_property
    def definition(self) -> Definition:
        return self.case.definition

    @cached_property
    def department(self) -> Department:
        return identity.department(self.case.department)

    @cached_property
    def applicant(self) -> Applicant:
        return identity.applicant(self.case.applicant)

    @cached_property
    def handler(self) -> Applicant | None:
        """Who filed it; the applicant himself is his own contact."""
        return identity.applicant(self.case.handler) if self.case.handler.startswith("person/") else None

    @cached_property
    def opinions(self) -> list[Any]:
        return sorted(self.case.opinions.all(), key=lambda one: one.signed_at)

    @cached_property
    def pauses(self) -> list[Any]:
        return sorted(self.case.pauses.all(), key=lambda one: one.started_at)

    @cached_property
    def given(self) -> list[Any]:
        return sorted((one for one in self.case.given.all() if one.current), key=lambda one: one.code)

    @cached_property
    def licences(self) -> list[Any]:
        return licences.from_source(self.case.subject)

    @cached_property
    def rating(self) -> Any:
        return getattr(self.case, "rating", None)

    @cached_property
    def cards(self) -> list[Any]:
        """Yellow and red cards of supervision, oldest first."""
        return sorted(self.case.cards.all(), key=lambda one: one.issued_at)

    @cached_property
    def sealed_at(self) -> dict[str, datetime]:
        """When the paper of each notice was sealed, by the notice's id."""
        return {fact.body["notice"]: fact.at for fact in self.facts if fact.kind == "cases.NoticeSealed"}

    @cached_property
    def steps(self) -> list[Any]:
        """The tasks of departments, oldest first."""
        return [task for task in tasks.of_subject(self.case.subject) if task.kind == "step"]

    @cached_property
    def promised(self) -> Any:
        """The day promised, as the clock stands now."""
        reading = cases.clocks(self.case).promise
        return reading.due if reading else None

    def last(self, *kinds: str) -> FactRow | None:
        """The newest fact of one of these kinds."""
        return next((fact for fact in reversed(self.facts) if fact.kind in kinds), None)

    def official(self, fact: FactRow | None) -> str:
        """The name of the official who made a fact; "" when the law or the platform did."""
        return str(fact.actor.get("name", "")) if fact and fact.actor["kind"] == "official" else ""

    def asked_by(self, fact: FactRow | None) -> str:
        """Who asked for something: an official, or the applicant himself."""
        return self.name(self.applicant) if fact and fact.actor["kind"] == "person" else self.official(fact)

    def begun(self, opinion: Any) -> datetime:
        """When work on a signature began: the step came to the desk, or the signature before it was given."""
        on_desk = [t.opened_at for t in self.steps if t.step == opinion.step and t.opened_at <= opinion.signed_at]
        before = [o.signed_at for o in self.opinions if o.step == opinion.step and o.signed_at < opinion.signed_at]
        return max([*on_desk[-1:], *before[-1:]], default=opinion.signed_at)

    def notice_number(self, *kinds: str) -> str:
        found = [notice for notice in self.case.notices.all() if notice.kind in kinds]
        return max(found, key=lambda one: one.served_at).number if found else ""

    # Personal data: whole where the delivery is authorised, masked otherwise. What a company is called is public.

    def name(self, someone: Applicant | None) -> str:
        return "" if someone is None else someone.name if self.whole else someone.masked_name

    def code(self, someone: Applicant | None) -> str:
        if someone is None:
            return ""
        return someone.code if self.whole or not someone.is_person else someone.masked_code

    def phone(self, someone: Applicant | None) -> str:
        return "" if someone is None else someone.phone if self.whole else someone.masked_phone

    def private(self, text: str, hide: Callable[[str], str] = lambda text: "") -> str:
        return text if self.whole else hide(text)


def local(moment: datetime | None) -> datetime | None:
    """The wall clock of the counter, as the tables write it."""
    return time.local(moment) if moment else None
