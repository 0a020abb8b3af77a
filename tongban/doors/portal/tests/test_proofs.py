"""The receipts of a case: whoever applied downloads them, anybody checks them, nobody else sees them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.registers.ledger.tests.test_sealing import ordered, place_log, publish
from tools import people

__all__ = ["ordered"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town", "ordered")]


def test_a_receipt_is_mine_to_download_and_anybodys_to_check(settings: Any, tmp_path: Path) -> None:
    place_log(settings, tmp_path)
    case = people.accepted()
    me = browser("linwan", people.owner().applicant)
    where = f"/my/cases/{case.number}/proofs/"
    assert "正在封存" in me.get(where).content.decode()
    publish()
    link = re.search(rf"{where}\d+\.tlog-proof", me.get(where).content.decode())[0]
    receipt = me.get(link)
    assert receipt.content.startswith(b"c2sp.org/tlog-proof@v1\n")
    assert case.number in receipt["Content-Disposition"]
    assert browser("zhangxiaohe").get(link).status_code == 404
    assert me.get(f"{where}1.tlog-proof").status_code == 404
    nobody = Client()
    forged = receipt.content.replace(b"index ", b"index 1")
    for content, said in ((receipt.content, "存证凭据相符"), (forged, "不能采信")):
        file = SimpleUploadedFile("r.tlog-proof", content)
        assert said in nobody.post("/v/", {"file": file}).content.decode()
    assert nobody.get("/log/checkpoint").status_code == 200
    assert nobody.get("/log/state.json").status_code == 404
