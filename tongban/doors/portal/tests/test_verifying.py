"""One page tells anybody of a file he was given: is it genuine, whose seal, since when, does it still count."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.kernel import sm2, storage
from tongban.registers.credentials import queries as credentials
from tongban.registers.licences import actions as licences
from tongban.registers.licences.models import Licence
from tongban.registers.licences.tests.test_licences import issue, revoke
from tongban.registers.seals import actions as seals
from tongban.registers.seals import authority, signing
from tongban.registers.seals import queries as sealed
from tongban.registers.seals.tests.test_hands import WHY
from tongban.work.cases.jobs import make_papers
from tools import people

pytestmark = [
    pytest.mark.django_db, pytest.mark.usefixtures("town"),
    pytest.mark.skipif(not sm2.available(), reason="this system's libcrypto has no SM2"),
]


@dataclass
class Given:
    licence: Licence
    pdf: bytes
    ofd: bytes


@pytest.fixture(scope="module")
def given(lasting: None) -> Given:
    licence = issue(holder=people.grandmother().applicant, name="禾素芬")
    licences.print_paper(people.SYSTEM, str(licence.pk))
    licence.refresh_from_db()
    return Given(licence, storage.read(licence.paper), storage.read(sealed.second_form(licence.paper)))


def ask(name: str, content: bytes) -> str:
    return Client().post("/v/", {"file": SimpleUploadedFile(name, content)}).content.decode()


def altered(ofd: bytes) -> bytes:
    """The same file with another number on its page, packed as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ofd)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"2026", b"2036") if name.endswith("Content.xml") else part)
    return out.getvalue()


def test_both_forms_of_a_licence_are_genuine_and_say_who_sealed_them_when(given: Given) -> None:
    for name, content in (("证.pdf", given.pdf), ("证.ofd", given.ofd)):
        page = ask(name, content)
        assert "证照有效" in page
        assert "盖章时间" in page
        assert "没有改动" in page


def test_whatever_was_changed_after_sealing_is_said_plainly(given: Given) -> None:
    inside = given.pdf.index(b"stream") + 40
    changed = given.pdf[:inside] + bytes([given.pdf[inside] ^ 1]) + given.pdf[inside + 1 :]
    for name, content, said in (
        ("证.ofd", altered(given.ofd), "内容在盖章后被改动：第 1 页的内容"),
        ("证.pdf", given.pdf + b"\n% more\n", "内容在盖章后被改动"),
        ("证.pdf", changed, "内容在盖章后被改动"),
    ):
        page = ask(name, content)
        assert "不能采信" in page
        assert said in page
        assert "证照有效" not in page


def test_a_revoked_licence_is_genuine_and_counts_no_more_in_every_form(given: Given) -> None:
    mine = browser("henainai")
    mine.post(f"/my/licences/{given.licence.pk}/showing/", {"field": ["number"]})
    row = credentials.showings_of(people.grandmother(), given.licence.pk)[0]
    credential = mine.get(f"/my/licences/showings/{row.code}/credential.sd-jwt").content
    assert "出示的证照有效" in ask("证.sd-jwt", credential)
    revoke(people.approver(), given.licence)
    for name, content in (("证.pdf", given.pdf), ("证.ofd", given.ofd), ("证.sd-jwt", credential)):
        assert "不再有效" in ask(name, content)


def test_a_seal_that_is_used_no_more_is_said_with_what_it_sealed(given: Given) -> None:
    seals.revoke_seal(people.actor("LT0100"), given.licence.type.seal, **WHY)
    for name, content in (("证.pdf", given.pdf), ("证.ofd", given.ofd)):
        page = ask(name, content)
        assert "证照有效" in page
        assert "停用" in page


def test_a_stranger_s_file_is_none_of_ours(given: Given) -> None:
    key, certificate = authority.issue("别处的章", "elsewhere")
    picture = storage.read(sealed.seals()[0].picture)
    pdf = signing.sign(
        given.pdf[: given.pdf.index(b"%%EOF") + 6], private_key=key, certificate=certificate, picture=picture,
        title="别处的章", reason="测试", page=0, box=(10.0, 10.0, 50.0, 50.0),
    )  # fmt: skip
    receipt = b"c2sp.org/tlog-proof@v1\nextra e30=\nindex 0\n\nelsewhere.example/log\n1\nAAAA\n\n\xe2\x80\x94 x AAAA\n"
    for name, content, said in (
        ("别.pdf", pdf, "不是本平台登记的印章"),
        ("别.ofd", b"PK\x03\x04" + bytes(60), "不能读取"),
        ("别.tlog-proof", receipt, "不能采信"),
        ("别.txt", b"nothing at all", "没有查到"),
    ):
        assert said in ask(name, content), name


def test_bombs_are_put_aside_unopened_and_nothing_is_kept(given: Given) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", bytes(70 * 2**20))
    assert "太大" in ask("弹.ofd", bomb.getvalue())
    entities = io.BytesIO()
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("OFD.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>')
    assert "没有核验" in ask("弹.ofd", entities.getvalue())


def test_its_holder_downloads_the_second_form_beside_the_first(given: Given) -> None:
    mine = browser("henainai")
    page = mine.get(f"/my/licences/{given.licence.pk}/").content.decode()
    link = f"/my/licences/{given.licence.pk}.pdf?ofd"
    assert f'href="{link}">下载 OFD' in page
    answer = mine.get(link)
    assert b"".join(answer.streaming_content) == given.ofd  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/ofd"
    assert ".ofd" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_served_notice_has_it_too_on_the_page_of_its_case() -> None:
    case = people.submitted(people.ALLOWANCE)
    make_papers(limit=1)
    mine = browser("henainai")
    page = mine.get(f"/my/cases/{case.number}/").content.decode()
    link = re.search(r'href="(/[^"]+\?ofd)"', page)
    assert link is not None
    answer = mine.get(link[1])
    assert "文书真实" in ask("文书.ofd", b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert browser("zhangxiaohe").get(link[1]).status_code == 404
