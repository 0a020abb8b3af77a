"""The applicant's own signature: under what he read, in his own name, asked for where law asks and else offered."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tongban.engines.documents import handwriting
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import BadSignature, NotYourName, SignatureNeeded
from tongban.work.cases.kinds import Hand
from tongban.work.cases.models import Case
from tools import people

STROKES = [[[60, 40], [120, 150], [180, 60]], [[240, 100], [400, 105], [520, 90]]]
DRAWN = Hand("", json.dumps(STROKES))


def test_only_points_on_the_pad_are_handwriting() -> None:
    assert handwriting.read(json.dumps(STROKES)) == STROKES
    for wrong in ("", "no", "{}", "[[]]", "[[[1,1]]]", "[[[601,1],[1,1],[1,1],[1,1],[1,1],[1,1]]]", '[[["1",1]]]',
                  json.dumps([[[1.5, 2]] * 9]), json.dumps([[[1, 2]] * 4000])):  # fmt: skip
        with pytest.raises(ValueError):  # noqa: PT011 whatever the reason
            handwriting.read(wrong)
    assert handwriting.svg(STROKES, '<林"晚>').count("<") == 3  # svg, path, and its end: no name is markup


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_a_signature_is_kept_with_its_digest_and_printed_on_the_receipt() -> None:
    case, me = people.draft(), people.owner()
    with pytest.raises(NotYourName):
        cases.submit(me, str(case.pk), promise=True, hand=Hand("别人"))
    with pytest.raises(BadSignature):
        cases.submit(me, str(case.pk), promise=True, hand=Hand("", "[[[1,1]]]"))
    case = cases.submit(me, str(case.pk), promise=True, hand=DRAWN)
    kept: Any = rows.signature_of(case)
    assert (kept.name, kept.strokes) == (me.name, STROKES)
    signed = next(row for row in ledger.timeline(case.subject) if row.kind == "cases.CaseSigned")
    assert signed.body == {"digest": kept.digest, "drawn": True}
    printed = case.notices.get(kind="receipt").facts["signed"]
    assert "M60 40L120 150" in printed["svg"]
    assert kept.digest.startswith(printed["digest"])


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_where_the_item_wants_a_signature_nothing_is_handed_in_without(monkeypatch: pytest.MonkeyPatch) -> None:
    case, me = people.draft(), people.owner()
    mapping = {**case.definition.mapping, "signature": "required"}
    monkeypatch.setattr(Case, "definition", Definition.of(mapping))
    with pytest.raises(SignatureNeeded):
        cases.submit(me, str(case.pk), promise=True)
    assert cases.submit(me, str(case.pk), promise=True, hand=Hand(me.name)).number
