"""One asks for a seal at the desk, another seals, the head ends its use, and the public page says so."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.engines import documents
from tongban.registers.identity import queries as identity
from tongban.registers.licences.tests.test_licences import issue
from tongban.registers.seals.tests.test_seals import FACTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SAID = {"seal": "market-supervision", "title": "合作函", "reason": "与邻市会商"}


def desk(number: str) -> Client:
    client = Client()
    client.force_login(identity.account_by_name(number))
    return client


def test_a_paper_is_sealed_by_a_second_person_and_a_revoked_seal_is_told_to_whoever_verifies() -> None:
    asker, keeper, head = desk("LT0101"), desk("LT0102"), desk("LT0100")
    file = SimpleUploadedFile("函.pdf", documents.render("notice", FACTS, qr="http://127.0.0.1/v/X"))
    assert "待保管人审核" in asker.post("/desk/seals/", SAID | {"file": file}, follow=True).content.decode()
    assert "已看过文件，盖章" not in asker.get("/desk/seals/").content.decode()
    page = keeper.get("/desk/seals/").content.decode()
    address = re.search(r'action="(/desk/sealings/[0-9a-f-]+/)"', page)
    assert address
    assert "周远航" in page
    assert "不盖章的原因" in keeper.post(address[1], {"answer": "decline"}).content.decode()
    assert "已盖章" in keeper.post(address[1], {"answer": "seal"}, follow=True).content.decode()
    sealed = b"".join(keeper.get(address[1].rstrip("/") + ".pdf").streaming_content)
    seen = Client().post("/v/", {"file": SimpleUploadedFile("函.pdf", sealed)}).content.decode()
    assert "印章相符" in seen
    licence = issue()
    head.post("/desk/seals/market-supervision/revocation/", {"reason": "更换印章", "law": "印章管理规定"})
    assert "停用（更换印章）" in Client().get(f"/v/{licence.code}").content.decode()
    seen = Client().post("/v/", {"file": SimpleUploadedFile("函.pdf", sealed)}).content.decode()
    assert "停用" in seen


def test_the_head_alone_appoints_who_keeps_the_seal_of_his_department_and_takes_it_back() -> None:
    head, other, address = desk("LT0100"), desk("LT0101"), "/desk/seals/market-supervision/keepers/"
    mine = {"number": "lt0103", "answer": "appoint"}
    assert "负责人" in other.post(address, mine).content.decode()
    assert "所属部门的工作人员" in head.post(address, mine | {"number": "LT0701"}).content.decode()
    assert "所属部门的工作人员" in head.post(address, mine | {"number": "nobody"}).content.decode()
    assert "（LT0103）" in head.post(address, mine, follow=True).content.decode()
    assert "（LT0103）" not in head.post(address, mine | {"answer": "release"}, follow=True).content.decode()
