"""Whoever at work looks at what is mine stands in my list (个人信息保护法 第四十四条): once a day each, by number."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tongban.doors.portal.looks import copying
from tongban.registers.materials import actions as materials
from tongban.registers.materials import queries as documents
from tongban.registers.sources import queries as data
from tongban.registers.sources.kinds import Kind
from tongban.work.cases import actions as cases
from tongban.work.cases.queries import of_applicant
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def looks() -> list[tuple[str, str]]:
    return [(use.by, use.what_title) for use in data.every_use(people.owner()) if use.kind == Kind.SEEN]


def test_every_official_who_opens_my_case_or_my_document_stands_in_my_list_once_a_day() -> None:
    case = people.submitted()
    clerk, approver = people.clerk(), people.approver()
    for _ in range(2):
        cases.look(clerk, case.number or "")
        cases.look(approver, case.number or "")
    material = next(iter(documents.of_holder(people.owner(), 1)))
    materials.look(clerk, material, case.subject)
    assert sorted(looks()) == sorted([
        (clerk.number, "打开了您的办件"), (approver.number, "打开了您的办件"), (clerk.number, f"材料“{material.name}”"),
    ])  # fmt: skip


def test_the_copy_of_my_data_holds_all_that_was_kept_of_me_and_who_looked() -> None:
    me, case = people.owner(), people.submitted()
    cases.look(people.clerk(), case.number or "")
    with zipfile.ZipFile(io.BytesIO(copying.packed(me).read())) as archive:
        said = json.loads(archive.read("data.json"))
    assert {
        "profile", "cases", "licences", "answers", "messages", "uses", "consents", "requests", "scans", "objections",
        "concerns", "ratings", "credit", "favourites",
    } <= set(said)  # fmt: skip
    assert [one["number"] for one in said["cases"]] == [one.number for one in of_applicant(me)]
    assert people.clerk().number in {one["by"] for one in said["uses"]}
    person = people.actor("linwan")
    with zipfile.ZipFile(io.BytesIO(copying.packed(person).read())) as archive:
        assert {"mandates", "sittings", "systems"} <= set(json.loads(archive.read("data.json")))
