"""Seals: used by the platform alone, on paper that names what it belongs to, and never mistaken for legal ones."""

from __future__ import annotations

import pytest

from tongban.engines import documents
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger import queries as ledger
from tongban.registers.seals import actions, queries
from tongban.registers.seals.errors import NoSuchSeal
from tongban.registers.seals.models import Seal
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
FACTS = {
    "agency": "澜汀市市场监督管理局", "title": "受理通知书", "number": "一号", "addressee": "林晚",
    "date": "2026-06-01", "paragraphs": ["您的申请已受理。"], "law": "行政许可法 第三十二条", "case": "LT-1",
    "item": "食品经营许可", "demo": True,
}  # fmt: skip
BOX = (400.0, 100.0, 500.0, 200.0)


def seal_it(actor: Actor, code: str = "market-supervision") -> bytes:
    pdf = documents.render("notice", FACTS, qr="http://127.0.0.1/v/X")
    return actions.seal_pdf(actor, code, pdf, place=(0, BOX), source="case/1", reason="受理通知书")


@pytest.mark.parametrize("account", ["LT0102", "LT0003", "LT0011", "linwan"])
def test_nobody_but_the_platform_seals_or_makes_seals(account: str) -> None:
    with pytest.raises(NotAllowed):
        seal_it(people.actor(account))
    with pytest.raises(NotAllowed):
        actions.make_demo_seal(people.actor(account), "mine", "我的章", "health")


def test_each_use_is_a_fact_that_names_the_paper_and_its_case() -> None:
    signed = seal_it(people.SYSTEM)
    assert b"/ByteRange" in signed
    last = ledger.timeline("seal/market-supervision")[-1]
    assert (last.kind, last.body["source"]) == ("seals.SealUsed", "case/1")
    assert len(last.body["document"]) == 64


def test_a_seal_that_is_not_in_use_seals_nothing() -> None:
    with pytest.raises(NoSuchSeal):
        seal_it(people.SYSTEM, "no-such-seal")
    Seal.objects.filter(code="market-supervision").update(active=False)
    assert queries.seal("market-supervision") is None
    with pytest.raises(NoSuchSeal):
        seal_it(people.SYSTEM)


def test_seals_made_here_say_that_they_are_for_demonstration() -> None:
    from cryptography import x509

    for seal in queries.seals():
        certificate = x509.load_pem_x509_certificate(seal.certificate.encode())
        assert "不具有法律效力" in certificate.issuer.rfc4514_string()
        assert "演示" in certificate.subject.rfc4514_string()


def test_the_key_is_not_readable_in_the_database() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select private_key::text from seals_seal")
        assert all("PRIVATE KEY" not in row[0] for row in cursor.fetchall())
