"""A corner of the invented city: one department, one desk, and makers of people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count

import pytest

from tongban.engines.codes import fiction
from tongban.kernel.actor import Actor, Post
from tongban.registers.identity import actions
from tongban.registers.identity.models import Department, Official, Organisation, Person

SYSTEM = Actor.system()
PASSWORD = "qing-feng-2026"
CLERK = Actor("official", "00000000-0000-7000-8000-000000000001", "周济", posts=(Post("food", "market", "", "clerk"),))


@pytest.fixture
def make_person(db: None) -> Callable[..., Person]:
    numbers = count()

    def make(name: str = "林晚", **more: object) -> Person:
        number = fiction.id_number(next(numbers), date(1994, 5, 17), "female")
        return actions.register_person(SYSTEM, name, number, phone="12000000001", **more)

    return make


@pytest.fixture
def make_company(db: None) -> Callable[..., Organisation]:
    numbers = count()

    def make(**more: object) -> Organisation:
        code = fiction.credit_code(next(numbers))
        return actions.register_organisation(SYSTEM, "澜汀晚来面馆", "company", code, phone="0999-1234567", **more)

    return make


@pytest.fixture
def market(db: None) -> Department:
    department = actions.add_department(SYSTEM, "market", "澜汀市市场监督管理局", short="市场监管局")
    actions.add_desk(SYSTEM, "food", "食品许可岗", "market")
    return department


@pytest.fixture
def official(market: Department) -> Official:
    return actions.employ(SYSTEM, "LT0301", "周济", "market")
