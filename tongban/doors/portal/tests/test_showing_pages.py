"""A licence is shown in parts, and one page verifies code, credential and paper alike."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.kernel import jobs, storage, time
from tongban.registers.codes import actions as codes
from tongban.registers.codes import queries as shown_codes
from tongban.registers.credentials import queries
from tongban.registers.licences import actions as licences
from tongban.registers.licences.tests.test_licences import issue, revoke
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def ask(name: str, content: bytes) -> str:
    return Client().post("/v/", {"file": SimpleUploadedFile(name, content)}).content.decode()


def test_choose_two_fields_show_them_and_stop() -> None:
    me = people.grandmother()
    licence, mine = issue(holder=me.applicant, name="禾素芬"), browser("henainai")
    assert "亮证、亮数" in mine.get(f"/my/licences/{licence.pk}/").content.decode()
    page = mine.post(f"/my/licences/{licence.pk}/showing/", {"field": ["number"]}, follow=True)
    row = queries.showings_of(me, licence.pk)[0]
    assert licence.number in page.content.decode()
    text, _ = queries.turn(row)
    seen = Client().get(f"/v/{text}").content.decode()
    assert "出示的证照有效" in seen
    assert licence.number in seen
    assert "禾素芬" not in seen
    assert "没有登录的核验人" in mine.get("/my/data/").content.decode()
    credential = mine.get(f"/my/licences/showings/{row.code}/credential.sd-jwt").content
    assert licence.number in ask("a.sd-jwt", credential)
    assert "不能采信" in ask("a.sd-jwt", credential.replace(b"~", b"~WyJhIiwgImIiLCAiYyJd~", 1))
    mine.post(f"/my/licences/showings/{row.code}/")
    assert "已经结束" in Client().get(f"/v/{text}").content.decode()


def test_a_sealed_paper_is_verified_as_a_file_and_one_changed_byte_is_found() -> None:
    licence = issue()
    licences.print_paper(people.SYSTEM, str(licence.pk))
    licence.refresh_from_db()
    paper = storage.read(licence.paper)
    assert "证照有效" in ask("证.pdf", paper)
    place = next(m.start() for m in re.finditer(rb"/Length", paper)) - 20
    changed = paper[:place] + bytes([paper[place] ^ 1]) + paper[place + 1 :]
    assert "证照有效" not in ask("证.pdf", changed)
    assert "不能采信" in ask("证.pdf", paper + b"\n% more\n") or "印章" in ask("证.pdf", paper + b"\n% more\n")
    assert "没有查到" in ask("证.pdf", b"%PDF-1.4 nothing")
    revoke(people.approver(), licence)
    assert "不再有效" in ask("证.pdf", paper)


def test_an_official_asks_after_a_scan_its_holder_agrees_and_takes_it_back() -> None:
    mine, desk = browser("henainai"), browser("LT0101")
    code = codes.open_code(people.grandmother())
    scan = {"code": shown_codes.show(code).text, "purpose": "核对住址"}
    here = desk.post("/desk/scan/", scan).headers["Location"]
    assert "住址" in desk.get(f"{here}request/?type=identity-card").content.decode()
    said = {"type": "identity-card", "field": ["f_name"], "purpose": "核对姓名", "until": time.today().isoformat()}
    assert "依据和期限" in desk.post(f"{here}request/", said).content.decode()
    desk.post(f"{here}request/", said | {"law": "行政许可法 第三十一条"})
    jobs.drain()
    assert "核对姓名" in mine.get("/my/messages/").content.decode()
    row = str(queries.asked_of(people.grandmother())[0].pk)
    mine.post("/my/data/requests/", {"request": row, "answer": "yes"})
    assert "<dd>禾素芬</dd>" in desk.post("/desk/data-requests/", {"request": row}).content.decode()
    assert "核对姓名" in mine.get("/my/data/").content.decode()
    mine.post("/my/data/requests/", {"request": row, "answer": "no"})
    assert desk.post("/desk/data-requests/", {"request": row}).status_code == 409


def test_keys_and_status_list_are_there_for_everybody() -> None:
    keys = Client().get("/.well-known/jwt-vc-issuer").json()
    assert keys["jwks"]["keys"][0]["crv"] == "Ed25519"
    answer = Client().get("/credentials/status/0")
    assert answer["Content-Type"] == "application/statuslist+jwt"
    assert "max-age=60" in answer["Cache-Control"]
