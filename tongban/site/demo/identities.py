"""The simulated national identity knows the people of Lanting, and is an entrance: idempotent, the port may change."""

from __future__ import annotations

import json
import os
from typing import Any

from django.conf import settings

from tongban.engines import jose
from tongban.registers.entrances import actions as entrances
from tongban.registers.entrances import queries as rows
from tongban.registers.entrances.errors import NoSuchEntrance
from tongban.registers.entrances.kinds import EntranceSpec
from tongban.registers.sso import actions as sso
from tongban.registers.sso import queries as parties
from tongban.registers.sso.kinds import PartySpec
from tongban.site.demo.records import number_of
from tongban.site.demo.town import SYSTEM, read

CODE, PARTY = "national", "fire-business"
LEVELS = (("real-name", 2), ("face", 3))


def connect() -> None:
    """Write whom it knows, and open the entrance."""
    path = settings.TONGBAN.home / "simulators" / "people.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known(), ensure_ascii=False), "utf-8")
    spec = EntranceSpec(
        CODE, "国家政务服务平台（模拟）", settings.TONGBAN.identity_url, "tongban", LEVELS, private_ok=True
    )
    try:
        there = rows.entrance(CODE).issuer
    except NoSuchEntrance:
        there = ""
    if there != spec.issuer:
        entrances.set_up(SYSTEM, spec)
    _let_in(f"http://127.0.0.1:{settings.TONGBAN.port + 8}")


def _let_in(base: str) -> None:
    """The simulated department's system, which people enter with their sign-in here."""
    spec = PartySpec(
        PARTY, "消防业务系统（模拟）", "fire-rescue", "办理消防安全检查时核对申请人和经办人",
        ("person", "official"), (f"{base}/callback",), ("profile", "name", "phone", "post"),
        json.dumps(jose.public(_key())), after_logout=(f"{base}/",), back_channel=f"{base}/left", private_ok=True,
    )  # fmt: skip
    there = next((row for row in parties.parties(SYSTEM) if row.code == spec.code), None)
    if there is None or there.redirects != list(spec.redirects):
        sso.register(SYSTEM, spec, new=there is None)


def known() -> dict[str, dict[str, str]]:
    """Everybody of the town, by face but for the old lady, who came with her identity card."""
    return {
        key: {"name": row[0], "id_number": number_of(key), "acr": "real-name" if key == "henainai" else "face"}
        for key, row in read("people").items()
    }


def _key() -> dict[str, Any]:
    """The private key of the simulated system: made once per installation, in a file that only its owner reads."""
    path = settings.TONGBAN.home / "simulators" / f"{PARTY}.jwk"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(jose.make_key(), file)
    return json.loads(path.read_text())  # type: ignore[no-any-return]
