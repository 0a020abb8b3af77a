"""A sealed paper has a second form that others can read and check, and that no changed byte survives."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from asn1crypto import pem

from tongban.kernel import sm2, storage
from tongban.registers.ledger import queries as ledger
from tongban.registers.seals import actions, eseal, ofd, queries, sm2_authority
from tongban.registers.seals.kinds import CHANGED, STRANGER
from tongban.registers.seals.models import Seal
from tongban.registers.seals.tests.test_seals import FACTS
from tools import people, verify_ofd

pytestmark = [
    pytest.mark.django_db, pytest.mark.usefixtures("town"),
    pytest.mark.skipif(not sm2.available(), reason="this system's libcrypto has no SM2"),
]
CODE, PAGE = "market-supervision", "Doc_0/Pages/Page_0/Content.xml"


def paper() -> str:
    said = {"url": "http://127.0.0.1/v/X", "source": "case/1", "reason": "受理通知书"}
    return actions.seal_paper(people.SYSTEM, CODE, "notice", FACTS, **said)


def form() -> bytes:
    return storage.read(queries.second_form(paper()))


@pytest.fixture(scope="module")
def good(lasting: None) -> bytes:
    return form()


def remade(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The file packed anew after ``change``, as somebody with any ZIP program could."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_it_is_sealed_by_whom_it_says_and_its_use_is_a_fact() -> None:
    sealed = paper()
    found = queries.examine(storage.read(queries.second_form(sealed)))
    assert found is not None
    assert (found.intact, found.seal, found.problem) == (True, CODE, "")
    assert queries.first_form(queries.second_form(sealed)) == sealed
    assert ledger.timeline(f"seal/{CODE}")[-1].body["form"] == queries.second_form(sealed)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl on this machine")
def test_a_stranger_s_program_finds_it_right_and_names_what_was_changed(good: bytes) -> None:
    seal = Seal.objects.get(code=CODE)
    root = seal.second_certificate[seal.second_certificate.rindex("-----BEGIN") :]
    assert verify_ofd.check(good, root)["seal"] == seal.title
    with pytest.raises(verify_ofd.NotGenuineError, match="Page_0"):
        verify_ofd.check(remade(good, CRIMES["a word"][0]), root)
    with pytest.raises(verify_ofd.NotGenuineError, match="added"):
        verify_ofd.check(remade(good, CRIMES["one page more"][0]), root)
    with pytest.raises(verify_ofd.NotGenuineError, match="did not certify"):
        verify_ofd.check(good, pem.armor("CERTIFICATE", sm2_authority.maker()[1]).decode())


CRIMES: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "a word": (lambda p: p.update({PAGE: p[PAGE].replace("受理".encode(), "批准".encode())}), "第 1 页的内容"),
    "a font": (lambda p: p.update({n: v[:-1] + b"x" for n, v in p.items() if n.endswith(".ttf")}), "文字的字体"),
    "one page more": (lambda p: p.update({"Doc_0/Pages/Page_9/Content.xml": p[PAGE]}), "多出第 10 页的内容"),
    "one part less": (lambda p: p.pop("Doc_0/PublicRes.xml") and None, "缺少"),
    "the list": (lambda p: p.update({ofd.LISTED: p[ofd.LISTED].replace(b"Boundary=", b"Boundary =")}), CHANGED),
    "the title": (lambda p: p.update({"OFD.xml": p["OFD.xml"].replace("受理".encode(), "批准".encode())}), "标题"),
}


def test_whatever_is_changed_after_sealing_is_named(good: bytes) -> None:
    for change, said in CRIMES.values():
        found = queries.examine(remade(good, change))
        assert found is not None
        assert not found.intact
        assert found.problem.startswith(CHANGED)
        assert said in found.problem


def test_every_byte_of_the_signature_counts(good: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        size = len(archive.read(ofd.VALUE))
    for at in range(0, size, size // 15):
        def flip(parts: dict[str, bytes], at: int = at) -> None:
            value = bytearray(parts[ofd.VALUE])
            value[at] ^= 1
            parts[ofd.VALUE] = bytes(value)

        found = queries.examine(remade(good, flip))
        assert found is not None
        assert not found.intact


def test_a_seal_that_somebody_made_himself_is_a_stranger_s(good: bytes) -> None:
    seal = Seal.objects.get(code=CODE)
    key = sm2.make()
    certificate, _ = sm2_authority.issue(seal.title, sm2.public(key))

    def forge(parts: dict[str, bytes]) -> None:
        made = eseal.make(
            code=CODE, title=seal.title, certificate=certificate, picture=b"x", side=42, span=sm2_authority.span(),
            maker=(key, certificate), maker_name="TongbanDemo",
        )  # fmt: skip
        at = eseal.SealSignature.load(parts[ofd.VALUE])["to_sign"]["time_info"].native
        parts[ofd.VALUE] = eseal.sign(made, key, certificate, parts[ofd.LISTED], f"/{ofd.LISTED}", at)

    found = queries.examine(remade(good, forge))
    assert found is not None
    assert (found.intact, found.problem) == (False, STRANGER)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl on this machine")
def test_openssl_accepts_the_certificates(good: bytes, tmp_path: Path) -> None:
    chain = Seal.objects.get(code=CODE).second_certificate
    leaf, root = (pem.armor("CERTIFICATE", der) for _, _, der in pem.unarmor(chain.encode(), multiple=True))
    (tmp_path / "leaf").write_bytes(leaf)
    (tmp_path / "root").write_bytes(root)
    asked = ["openssl", "verify", "-vfyopt", "distid:1234567812345678", "-CAfile", "root", "leaf"]
    assert subprocess.run(asked, cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_where_there_is_no_sm2_there_is_no_second_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sm2, "available", lambda: False)
    assert queries.second_form(paper()) == ""


def test_a_seal_from_before_is_given_what_it_lacks_once() -> None:
    Seal.objects.filter(code=CODE).update(eseal="", second_certificate="")
    found = queries.examine(form())
    assert found is not None
    assert found.intact
    before = Seal.objects.get(code=CODE).eseal
    assert ofd.equip(Seal.objects.get(code=CODE))
    assert Seal.objects.get(code=CODE).eseal == before
