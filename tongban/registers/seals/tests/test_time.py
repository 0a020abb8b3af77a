"""A seal says when by somebody else's clock; a clock that is slow, wrong or down holds up no paper."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tongban.engines import documents
from tongban.registers.ledger import queries as ledger
from tongban.registers.seals import authority, queries, signing, simulator
from tongban.registers.seals.tests.test_seals import BOX, FACTS, seal_it
from tools import people


@pytest.fixture(scope="module")
def tsa() -> Iterator[Any]:
    server = simulator.serve(0, slow=3)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    private_key, certificate = authority.issue("演示专用章", "health")
    picture = documents.seal_png("演示专用章", "")
    return {
        "private_key": private_key, "certificate": certificate, "picture": picture, "title": "演示专用章",
        "reason": "测试", "page": 0, "box": BOX,
    }  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_left_alone() -> None:
    signing._left_alone.clear()


def address(tsa: Any) -> str:
    return f"http://127.0.0.1:{tsa.server_address[1]}/"


def paper() -> bytes:
    return documents.render("notice", FACTS, qr="http://127.0.0.1/v/X")


def test_the_time_is_in_the_signature_and_others_accept_both(tsa: Any, said: dict[str, Any], tmp_path: Path) -> None:
    tsa.state["mode"] = "well"
    signed, timed = signing.sign_timed(paper(), address(tsa), **said)
    assert timed
    chain = [x509.Certificate.load(der) for _, _, der in pem.unarmor(said["certificate"].encode(), multiple=True)]
    context = ValidationContext(trust_roots=[chain[-1]], allow_fetching=False)
    found = validate_pdf_signature(PdfFileReader(BytesIO(signed)).embedded_signatures[0], context, context)
    assert found.bottom_line
    assert found.timestamp_validity is not None
    assert found.timestamp_validity.valid
    assert found.timestamp_validity.trusted
    if shutil.which("pdfsig"):
        (tmp_path / "a.pdf").write_bytes(signed)
        said_by = subprocess.run(["pdfsig", "-nocert", str(tmp_path / "a.pdf")], capture_output=True, text=True)
        assert "Signature is Valid" in said_by.stdout
        assert "ETSI.CAdES.detached" in said_by.stdout


@pytest.mark.parametrize("mode", ["slow", "down", "garbage", "wrong"])
def test_a_clock_that_fails_holds_up_no_paper_and_is_left_alone(
    tsa: Any, said: dict[str, Any], mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "PATIENCE", 0.3)
    tsa.state["mode"] = mode
    before = tsa.state["asked"]
    signed, timed = signing.sign_timed(paper(), address(tsa), **said)
    assert not timed
    assert PdfFileReader(BytesIO(signed)).embedded_signatures
    assert tsa.state["asked"] == before + 1
    assert not signing.sign_timed(paper(), address(tsa), **said)[1]
    assert tsa.state["asked"] == before + 1


def test_without_an_authority_nobody_is_asked(said: dict[str, Any]) -> None:
    assert not signing.sign_timed(paper(), "", **said)[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_whoever_verifies_reads_the_authority_s_time_and_the_record_says_that_it_was_asked(
    tsa: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "PATIENCE", 20.0)  # the machine may be busy
    tsa.state["mode"] = "well"
    settings.TONGBAN = replace(settings.TONGBAN, tsa_url=address(tsa))
    found = queries.examine(seal_it(people.SYSTEM))
    assert found is not None
    assert (found.intact, found.timed) == (True, True)
    assert ledger.timeline("seal/market-supervision")[-1].body["timestamped"] is True
