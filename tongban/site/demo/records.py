"""What other authorities know of Lanting, for the simulated sources, and the wires on which they are asked."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from time import sleep
from typing import Any
from urllib.request import urlopen

from django.conf import settings

from tongban.engines.codes import fiction
from tongban.registers.sources import actions as sources
from tongban.registers.sources import queries as rows
from tongban.registers.sources.kinds import resources
from tongban.site.demo.founding import SEXES
from tongban.site.demo.town import SYSTEM, place, read
from tongban.site.demo.wires import secret

CHILDREN_FROM, STRANGERS_FROM = 700, 800  # positions no grown-up of the town has
HIS = {"match": True}
OTHERWISE: dict[str, dict[str, Any]] = {
    "household-member": {"guardian": False}, "agent-identity": {"match": False}, "mobile-holder": {"match": False},
    "household": {"registered": False}, "marriage": {"married": False},
    "death": {"died": False}, "disability": {"holds": False}, "minimum-living": {"receives": False},
    "social-insurance": {"insured": False}, "unemployment": {"registered": False}, "pension": {"receives": False},
    "real-estate": {"owns": False}, "lease": {"registered": False}, "vehicle": {"registered": False},
    "driver": {"licensed": False}, "company": {"exists": False},
}  # fmt: skip
PATIENCE = 300  # fifths of a second


def connect(url: str = "") -> None:
    """Write what the sources know, and lead a wire to each of them: idempotent, as the address follows the port."""
    key = secret("sources")
    _records().write_text(json.dumps(known(), ensure_ascii=False), "utf-8")
    there = {wire.resource: wire.address for wire in rows.wires()}
    for code in resources():
        address = f"{url or settings.TONGBAN.source_url}/{code}"
        if there.get(code) != address:
            sources.connect(SYSTEM, code, address, key, private_ok=True)


@contextmanager
def answering() -> Iterator[None]:
    """The same simulator on a port of its own, while the history is lived through and no other process runs yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    connect(url := f"http://127.0.0.1:{port}")
    program = [sys.executable, "-m", "tongban.registers.sources.simulator", "--port", str(port), "--home"]
    process = subprocess.Popen([*program, str(settings.TONGBAN.home)])  # noqa: S603  our own program
    try:
        _wait_for(f"{url}/log.json")
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    for _ in range(PATIENCE):
        with suppress(OSError), urlopen(address, timeout=1):  # noqa: S310  on this machine
            return
        sleep(0.2)
    raise RuntimeError("the simulated sources did not begin to answer")


def _records() -> Path:
    return settings.TONGBAN.home / "simulators" / "records.json"


def known() -> dict[str, Any]:
    """Per resource: by what its rows are found, the rows, and what is said of everybody else."""
    found: dict[str, Any] = {
        code: {"of": one.of, "rows": [], "otherwise": OTHERWISE.get(code, {})} for code, one in resources().items()
    }
    for key, (name, _, _, area, address) in read("people").items():
        number = number_of(key)
        household = {"registered": True, "area": area, "address": address, "household": address, "head": True}
        found["household"]["rows"].append(_row(number, {"name": name}, household))
        found["agent-identity"]["rows"].append(_row(number, {"name": name}, {"match": True, "alive": True}))
        found["mobile-holder"]["rows"].append(_row(number, {"name": name, "phone": fiction.phone(place(key))}, HIS))
    _families(found)
    _strangers(found)
    for position, (name, _, _, _, _, established, scope) in enumerate(read("companies").values(), 1):
        values = {"exists": True, "name": name, "state": "存续", "established": str(established), "scope": scope}
        found["company"]["rows"].append(_row(fiction.credit_code(position), {}, values))
    for code, listed in read("records").items():
        for key, row in listed.items():
            values = dict(row["values"])
            if code == "marriage":
                spouse = values["spouse"]
                values |= {"spouse": read("people")[spouse][0], "spouse_id": number_of(spouse)}
            if code == "household-child":
                values["child_id"] = fiction.id_number(place(key), date.fromisoformat(values["born_on"]), "male")
            if code == "name-declaration":  # what is declared is reserved, which one may also ask by its name
                reserved = {"reserved": True, "until": values["until"]}
                found["name-approval"]["rows"].append(_row(number_of(key), {"name": values["declared"]}, reserved))
            found[code]["rows"].append(_row(number_of(key), row.get("fits", {}), values))
    return found


def _families(found: dict[str, Any]) -> None:
    """Children, and whose guardian the household register says somebody is."""
    for key, (name, _, _, guardians) in read("families").items():
        number = child_number(key)
        found["agent-identity"]["rows"].append(_row(number, {"name": name}, {"match": True, "alive": True}))
        for guardian, tie in guardians.items():
            said = {"together": True, "guardian": True, "tie": tie}
            found["household-member"]["rows"].append(_row(number_of(guardian), {"other": number}, said))


def _strangers(found: dict[str, Any]) -> None:
    """Who lives elsewhere: the police and his telephone company know him, the city does not yet."""
    for key, (name, *_) in read("strangers").items():
        number, phone = stranger(key)
        found["agent-identity"]["rows"].append(_row(number, {"name": name}, {"match": True, "alive": True}))
        found["mobile-holder"]["rows"].append(_row(number, {"name": name, "phone": phone}, HIS))


def stranger(key: str) -> tuple[str, str]:
    """The identity number and the telephone of somebody whom the city does not know."""
    strangers = read("strangers")
    _, birth, sex = strangers[key]
    position = STRANGERS_FROM + list(strangers).index(key)
    return fiction.id_number(position, birth, SEXES[sex]), fiction.phone(position)


def child_number(key: str) -> str:
    """The identity number of a child of the town."""
    families = read("families")
    _, birth, sex, _ = families[key]
    return fiction.id_number(CHILDREN_FROM + list(families).index(key), birth, SEXES[sex])


def _row(of: str, fits: dict[str, str], values: dict[str, Any]) -> dict[str, Any]:
    return {"of": of, "fits": fits, "values": values}


def number_of(key: str) -> str:
    """The identity number of a person, or the credit code of a company, of the town."""
    companies = list(read("companies"))
    if key in companies:
        return fiction.credit_code(companies.index(key) + 1)
    _, birth, sex, *_ = read("people")[key]
    return fiction.id_number(place(key), birth, SEXES[sex])
