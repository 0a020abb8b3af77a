"""What somebody typed lies in the database sealed only, and what lay there plain before is sealed without loss."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest
from django.db import connection

from tongban.kernel import resealing
from tongban.work.cases import actions as cases
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

CANARY = "翡翠金丝雀路七十七号"


def stored(case: object) -> str:
    """Everything the database holds of the case's row, as a dump writes it."""
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(c)::text from cases_case c where id = %s", [case.pk])  # type: ignore[attr-defined]
        return str(cursor.fetchone()[0])


def spellings(words: str) -> list[str]:
    plain = words.encode()
    return [
        words, json.dumps(words)[1:-1], plain.hex(), quote(words), base64.b64encode(plain).decode(),
        words.encode("utf-16-le").hex(), words.encode("gb18030").hex(),
    ]


def test_what_is_typed_is_nowhere_in_the_row_and_comes_back_whole() -> None:
    case = people.draft()
    case = cases.save_page(people.owner(), str(case.pk), "premises", {"premises.area": CANARY})
    assert people.fresh(case).raw["premises.area"] == CANARY
    row = stored(case)
    assert not [one for one in spellings(CANARY) if one in row]
    assert people.fresh(case).data
    assert '"data":"aes:@' in row


def test_rows_from_before_are_read_and_sealed_by_a_repair_that_may_be_repeated() -> None:
    case, field = people.draft(), next(one for one in resealing.columns() if one.purpose == "cases.case.raw")
    with connection.cursor() as cursor:
        told = json.dumps({"premises.area": CANARY})
        cursor.execute("update cases_case set raw = %s::jsonb where id = %s", [told, case.pk])
    assert people.fresh(case).raw == {"premises.area": CANARY}
    assert CANARY in stored(case)
    assert resealing.remaining(field) == 1
    assert list(resealing.reseal(field, batch=1)) == [1]
    assert list(resealing.reseal(field)) == []
    assert people.fresh(case).raw == {"premises.area": CANARY}
    assert CANARY not in stored(case)


def test_every_column_that_holds_answers_is_sealed() -> None:
    assert {one.purpose for one in resealing.columns()} >= {
        "cases.case.data", "cases.case.raw", "cases.case.origins", "cases.case.aside", "cases.case.held",
        "cases.correction.before", "cases.correction.after", "packages.run.data", "packages.run.raw",
        "packages.run.origins",
    }
