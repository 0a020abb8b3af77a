"""The simulated national identity knows the people of Lanting, and is an entrance: idempotent, the port may change."""

from __future__ import annotations

import json

from django.conf import settings

from tongban.registers.entrances import actions as entrances
from tongban.registers.entrances import queries as rows
from tongban.registers.entrances.errors import NoSuchEntrance
from tongban.registers.entrances.kinds import EntranceSpec
from tongban.site.demo.records import number_of
from tongban.site.demo.town import SYSTEM, read

CODE = "national"
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


def known() -> dict[str, dict[str, str]]:
    """Everybody of the town, by face but for the old lady, who came with her identity card."""
    return {
        key: {"name": row[0], "id_number": number_of(key), "acr": "real-name" if key == "henainai" else "face"}
        for key, row in read("people").items()
    }
