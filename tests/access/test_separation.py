"""Powers that nobody holds alone, refused by the database itself: plain SQL of its owner, past every verb."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tongban.kernel.ids import uuid7
from tongban.work.cases.errors import AcceptedHimself
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def refused(why: str, sql: str, *values: Any) -> None:
    """The statement is refused, by the constraint or the trigger of this name."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    assert why in str(caught.value)


def test_who_accepted_does_not_decide_nobody_signs_for_two_and_what_was_signed_stays() -> None:
    case = people.decided()
    kept = "update cases_case set {} where id = %s"
    assert case.accepted_by == people.clerk().id
    refused("accepter_does_not_decide", kept.format("accepted_by = signed_last"), case.pk)
    refused("decided_by_two_people_or_rules", kept.format("signed_first = signed_last"), case.pk)
    refused("decided_by_two_people_or_rules", kept.format("signed_first = ''"), case.pk)
    one = case.opinions.first()
    assert one is not None
    refused("never changed", "update approvals_opinion set official = %s where id = %s", "somebody else", one.pk)
    refused("never changed", "update approvals_opinion set verdict = 'disagree' where id = %s", one.pk)
    with pytest.raises(DatabaseError, match="nobody_signs_twice"), transaction.atomic():
        type(one).objects.bulk_create([type(one)(**{**_row(one), "id": uuid7()})])


def _row(one: Any) -> dict[str, Any]:
    return {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}


def test_the_verb_says_why_before_the_database_refuses() -> None:
    case = people.accepted()
    for step in ("check", "site-visit", "ecology-opinion"):
        people.sign(case, step)
        people.settled(case)
    people.sign(case, "decide", me=people.reviewer())
    Case.objects.filter(pk=case.pk).update(accepted_by=people.approver().id)
    with pytest.raises(AcceptedHimself, match="由您受理"):
        people.sign(case, "decide", me=people.approver())
