"""Everything kept about somebody in one file: a JSON that a program reads, and what he handed in or was given."""

from __future__ import annotations

import json
import zipfile
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

from tongban.doors.parts.fields import place
from tongban.doors.portal.looks import kept
from tongban.kernel import storage, time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.answers import queries as answers
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.materials import queries as materials
from tongban.watch.messages import queries as messages
from tongban.work.cases import queries as cases

MOST = 500  # of each kind, newest first; what is older is had at the window


def packed(actor: Actor) -> IO[bytes]:
    """A ZIP of data.json and files/, written to a temporary file that goes with its last reader."""
    file = TemporaryFile()  # noqa: SIM115 the response closes it
    own = cases.of_applicant(actor, limit=MOST)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(_said(actor, own), ensure_ascii=False, indent=2, default=str))
        for row in materials.of_holder(actor, MOST):
            _put(archive, f"files/materials/{row.pk}-{row.name}", row.sha256)
        for case in own:
            for notice in cases.notices_of(actor, case):
                if notice.paper:
                    _put(archive, f"files/notices/{notice.number}.pdf", notice.paper)
        for licence in islice(licences.of_holder(actor), MOST):
            if licence.paper:
                _put(archive, f"files/licences/{licence.pk}.pdf", licence.paper)
    file.seek(0)
    return file


def _said(actor: Actor, own: list[Any]) -> dict[str, Any]:
    who = identity.applicant(actor.applicant)
    return {
        "made": time.local(time.now()).isoformat(timespec="seconds"),
        "profile": {"name": who.name, "number": who.code, "phone": who.phone, "address": who.address},
        "cases": [_case(case) for case in own],
        "licences": [
            {"title": one.type.title, "number": one.number, "fields": one.fields, "from": one.valid_from,
             "to": one.valid_to} for one in islice(licences.of_holder(actor), MOST)
        ],
        "answers": [{"label": one.label, "text": one.text} for one in answers.of_applicant(actor)],
        "messages": [
            {"title": one.title, "body": one.body, "at": one.at} for one in messages.inbox(actor, limit=MOST)
        ],
    } | kept.of(actor, own, MOST)  # fmt: skip


def _case(case: Any) -> dict[str, Any]:
    pages = case.definition.form.show(case.data, cases.facts_of(case), place=place)
    return {
        "number": case.number, "title": case.title, "state": case.state, "outcome": case.outcome,
        "submitted": case.submitted_at,
        "form": {page.title: {label: text for label, text, _ in rows} for page, rows in pages},
    }  # fmt: skip


def _put(archive: zipfile.ZipFile, name: str, sha256: str) -> None:
    try:
        archive.writestr(name.replace("..", "_"), storage.read(sha256))
    except FileNotFoundError:
        archive.writestr(f"{name}.missing.txt", "这份文件暂时没有找到，请拨打 12345。")
    except Refusal as why:  # it waits for the scanner, or was taken away
        archive.writestr(f"{name}.missing.txt", why.sentence)
