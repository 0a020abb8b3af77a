"""Whoever wishes to be forgotten is: his key is gone, his files with it, and what the law keeps goes in its time."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from bench.canaries.life import Canary, lived, posted
from tongban.doors.desk.tests import stories
from tongban.journey.keeping import RETENTION, clear_forgotten, page, shred_files
from tongban.kernel import datakeys, time
from tongban.registers.identity import queries as identity
from tongban.registers.materials import queries as materials
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import StillRunning
from tongban.work.cases.jobs import make_papers
from tools import people
from tools.retention import PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def files_of(holder: str) -> list[Path]:
    found = materials.by_ids([str(pk) for pk in materials.ids_of(holder)]).values()
    return [Path(settings.TONGBAN.home) / "files" / one.sha256[:2] / one.sha256 for one in found]


def test_who_is_forgotten_cannot_be_read_any_more_and_the_files_of_his_cases_go_in_their_time(tmp_path: Path) -> None:
    canary = Canary(1)
    with posted(tmp_path) as post:
        case = lived(canary, post)
    me = people.actor(canary.account)
    assert cases.be_forgotten(me) == 1
    assert identity.account_by_name(canary.account) is None
    assert identity.find_person(people.SYSTEM, canary.words["identity number"]) is None
    assert identity.applicant(me.applicant).phone == ""
    assert people.fresh(case).data != {}  # what the law keeps can be read
    clear_forgotten()
    assert {str(pk) for pk in materials.ids_of(me.applicant)} == rows.in_files(me.applicant)
    assert shred_files() == 0
    with time.held(time.now() + timedelta(days=3660)):
        assert shred_files() == 1
    datakeys.remember_nothing()
    assert people.fresh(case).data == {}


def test_nobody_is_forgotten_while_something_of_his_is_examined() -> None:
    case = people.submitted(people.ALLOWANCE)
    with pytest.raises(StillRunning, match=str(case.number)):
        cases.be_forgotten(people.grandmother())


def test_a_copy_holds_what_is_kept_and_the_page_says_what_goes_before_it_goes() -> None:
    case = people.closed(people.ALLOWANCE)
    make_papers(limit=1)
    browser = stories.signed_in("henainai")
    answer = browser.post("/my/data/copy/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    said = json.loads(archive.read("data.json"))
    assert said["profile"]["name"] == case.applicant_name
    assert [one["number"] for one in said["cases"]] == [case.number]
    assert [name for name in archive.namelist() if name.startswith("files/notices/")]
    assert "依法还要保留" in browser.get("/my/data/leaving/").content.decode()
    assert browser.post("/my/data/leaving/").status_code == 422
    assert "已注销" in browser.post("/my/data/leaving/", {"sure": "yes"}).content.decode()
    assert browser.get("/my/").status_code != 200


def test_the_page_on_how_long_things_are_kept_is_what_the_clock_does() -> None:
    assert PAGE.read_text() == page()
    assert [kept.name for kept in RETENTION if kept.job] != []
