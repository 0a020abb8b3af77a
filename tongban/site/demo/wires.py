"""Connect the departments' simulated systems: idempotent, as the address follows the port the demo is served on."""

from __future__ import annotations

import os
from datetime import date

from django.conf import settings

from tongban.kernel import webhook
from tongban.registers.exchange import actions as exchange
from tongban.registers.exchange import queries as wires
from tongban.registers.exchange.kinds import EndpointSpec
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as identities
from tongban.site.demo.town import SYSTEM, read

KEEPER, OPERATOR = "exchange", "LT0011"
SINCE = date(2025, 1, 1)


def connect() -> None:
    """Every wire of the town, as it should be today."""
    if not identities.desk_exists(KEEPER):
        identity.add_desk(SYSTEM, KEEPER, "系统对接岗", "service-centre", kind="office")
        operator = identities.official_by_number(OPERATOR)
        if operator is not None:
            identity.appoint(SYSTEM, operator.pk, KEEPER, "", "operator", since=SINCE)
    for code, row in read("wires").items():
        _connect(code, row)


def _connect(code: str, row: dict[str, object]) -> None:
    desks = tuple(str(desk) for desk in row["desks"])  # type: ignore[attr-defined]
    spec = EndpointSpec(
        code, str(row["title"]), str(row["department"]), desks, "rest", f"{settings.TONGBAN.wire_url}/",
        fields=tuple(row["fields"]), materials=tuple(row["materials"]),  # type: ignore[arg-type]
        signer=_signer(row, desks), keeper=KEEPER, private_ok=True,
    )  # fmt: skip
    there = wires.find(code)
    if there is None or there.address != spec.address:
        exchange.connect(SYSTEM, spec, secret(code))


def _signer(row: dict[str, object], desks: tuple[str, ...]) -> str:
    number, name, role = (str(one) for one in row["signer"])  # type: ignore[attr-defined]
    found = identities.official_by_number(number)
    if found is None:
        found = identity.employ(SYSTEM, number, name, str(row["department"]))
        for desk in desks:
            identity.appoint(SYSTEM, found.pk, desk, "", role, since=SINCE)
    return str(found.pk)


def secret(code: str) -> str:
    """The secret both sides share: made once per installation, in a file that only its owner reads."""
    path = settings.TONGBAN.home / "simulators" / f"{code}.secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(webhook.new_secret())
    return str(path.read_text().strip())
