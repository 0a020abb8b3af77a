"""Who acts around the steps of the noodle shop's application, and what they ask of each other."""

from __future__ import annotations

from datetime import date, timedelta

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.work.approvals import actions
from tongban.work.approvals.models import Consultation
from tongban.work.cases.models import Case
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.models import Task
from tools import people


def zhou() -> Actor:
    return people.actor("LT0101")


def luo() -> Actor:
    return people.actor("LT0105")


def gu() -> Actor:
    return people.actor("LT0102")


def head() -> Actor:
    return people.actor("LT0100")


def today(days: int = 0) -> date:
    return time.today() + timedelta(days)


def key(case: Case) -> str:
    return str(case.pk)


def step_task(case: Case, step: str) -> Task:
    return task_lists.open_of(case.subject, "step", step)[0]


def asked(case: Case) -> Consultation:
    return actions.consult(zhou(), key(case), desk="fire-safety", question="排烟道是否影响疏散？", due_on=today(3))
