"""What a stranger hands in is opened by nobody before the scanner has seen it; what is found is not kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.security.source import sources
from tongban.journey.vetting import vet_waiting
from tongban.kernel import holding, jobs, storage
from tongban.registers.identity import queries as identity
from tongban.registers.ledger import queries as ledger
from tongban.registers.materials import actions as materials
from tongban.registers.materials import queries as library
from tongban.registers.materials.tests.test_materials import pdf, stored
from tongban.registers.seals import actions as seals
from tongban.registers.vetting import simulator
from tongban.registers.vetting.errors import MalwareRefused, ScannerAway
from tongban.registers.vetting.providers import clamd
from tongban.watch.messages import queries as messages
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
THROWN_AWAY = {  # read as text or a table, and kept nowhere
    "doors/office/views/calendar.py", "doors/office/views/revising.py", "doors/office/views/recruits.py",
    "doors/portal/views/verify.py",
}  # fmt: skip
SICK = pdf() + b"\n%" + simulator.EICAR


@pytest.fixture
def clam(monkeypatch: pytest.MonkeyPatch) -> Iterator[simulator.Clam]:
    server = simulator.serve(0)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    address = f"tcp://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, scanner=address, scanner_down="wait"))
    monkeypatch.setattr(clamd, "PATIENCE", 0.3)
    yield server
    server.shutdown()
    server.server_close()


def keep(content: bytes, **said: Any) -> Any:
    me = people.owner()
    return materials.keep(me, me.applicant, "floor-plan", "平面图.pdf", [content], formats=("pdf",), **said)


def marks() -> set[Path]:
    return {p for p in (Path(settings.TONGBAN.home) / "held").glob("*") if p.is_file()}


def test_every_file_that_arrives_is_vetted_or_read_and_thrown_away() -> None:
    kept = {path for path, text in sources().items() if "storage.receive(" in text}
    assert {path for path in kept if "vetting.vet(" not in sources()[path]} == {
        "registers/materials/pictures.py",  # the JPEG of a photograph that was vetted
        "site/commands/inventory.py",  # a file of the operator's own machine
    }
    arriving = {path for path, text in sources().items() if "request.FILES.get(" in text}
    assert arriving == THROWN_AWAY | {
        "doors/portal/views/materials.py", "doors/portal/views/handing.py", "doors/desk/views/requests.py",
        "doors/desk/views/intake.py", "doors/desk/views/sealing.py", "doors/office/views/importing.py",
        "doors/parts/helping.py",
    }  # fmt: skip


def test_what_is_found_is_refused_in_words_kept_nowhere_on_record_and_told(clam: simulator.Clam) -> None:
    before = stored()
    with pytest.raises(MalwareRefused) as refused:
        keep(SICK)
    assert "病毒" in refused.value.sentence
    assert stored() == before
    row = ledger.recent("vetting.MalwareFound")[0]
    fact: Any = ledger.fact(row.seq)
    assert (fact.holder, fact.what, fact.signature, fact.size, fact.late) == (
        people.owner().applicant, "floor-plan", "Eicar-Test-Signature", len(SICK), False,
    )  # fmt: skip
    jobs.run_owed(row.subject)
    jobs.run_owed(row.subject)
    assert len(tasks.open_of(row.subject, "malware")) == 1
    assert not messages.told(row.subject, "malware")  # he was told on the page
    keep(pdf(2))
    with pytest.raises(MalwareRefused):
        seals.ask_to_seal(people.actor("LT0101"), "market-supervision", SICK, title="函", reason="发文")


def test_while_the_scanner_is_silent_a_file_waits_unread_and_is_looked_at_when_it_is_back(
    clam: simulator.Clam,
) -> None:
    clam.mode = "down"
    clean, sick = keep(pdf(3)), keep(SICK)
    for one in (clean, sick):
        with pytest.raises(holding.FileWaits):
            library.picture(one)
        with pytest.raises(holding.FileWaits):
            storage.read(one.sha256)
    assert vet_waiting() == 0
    clam.mode = "ok"
    assert vet_waiting() == 2
    assert library.picture(clean).startswith(b"\x89PNG")
    with pytest.raises(holding.FileTakenAway):
        storage.read(sick.sha256)
    with pytest.raises(FileNotFoundError):
        storage.open_held(sick.sha256)
    row = ledger.recent("vetting.MalwareFound")[0]
    jobs.run_owed(row.subject)
    jobs.run_owed(row.subject)
    told = [one.title for one in messages.inbox(people.owner())]
    assert told.count("您上传的一份文件已删除") == 1
    clam.mode = "down"  # the same file once more does not wait again
    with pytest.raises(MalwareRefused):
        keep(SICK)


def test_a_city_may_rather_not_take_what_was_not_looked_at(
    clam: simulator.Clam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, scanner_down="refuse"))
    clam.mode = "wrong"
    before = stored() | marks()
    with pytest.raises(ScannerAway):
        keep(pdf(4))
    assert stored() | marks() == before


def test_the_security_administrator_reads_what_was_found_and_closes_it_and_nobody_else(clam: simulator.Clam) -> None:
    with pytest.raises(MalwareRefused):
        keep(SICK)
    row = ledger.recent("vetting.MalwareFound")[0]
    jobs.run_owed(row.subject)
    page, client = f"/office/findings/{row.subject.removeprefix('finding/')}/", Client()
    client.force_login(identity.account_by_name("LT0012"))
    assert client.get(page).status_code == 403
    client.force_login(identity.account_by_name("LT2012"))
    shown = client.get(page).content.decode()
    assert "Eicar-Test-Signature" in shown
    assert people.owner().name not in shown
    assert client.post(page, {"key": "k"}).status_code == 302
    assert tasks.open_of(row.subject, "malware") == []
