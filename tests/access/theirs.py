"""Addresses of what is the shop's and the grandmother's, with the real number of every part: papers, tasks, keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model
from django.urls import get_resolver

from tests.access.asking import ABSENT, GAP, Question
from tests.access.hanging import everything as hanging
from tests.access.hanging_people import everything as of_people
from tongban.doors.parts import audience
from tongban.registers.ledger import queries as ledger
from tongban.registers.licences.jobs import make_papers as make_licences
from tongban.registers.licences.models import Licence
from tongban.registers.signin.models import Passkey
from tongban.work.cases.jobs import make_papers as make_notices
from tongban.work.cases.models import Case, CaseMaterial, Notice
from tongban.work.tasks.models import Task
from tools import people

ROWS = {  # by the name of a gap: the table of the row whose key stands there
    "link": "entrances_link", "merger": "mergers_merger", "sitting": "signin_sitting", "grant": "sso_grant",
    "card": "supervision_card", "consultation": "approvals_consultation", "bar": "credit_bar", "visit": "visits_visit",
    "mandate": "mandates_mandate", "concern": "concerns_concern", "delegation": "tasks_delegation",
    "phrase": "approvals_phrase", "view": "tasks_view", "scan": "codes_scan", "objection": "objections_objection",
    "batch": "codes_batch", "assent": "visits_assent", "help": "help_help",
}  # fmt: skip
WITHIN = ("my/", "desk/", "account/", "api/v1/cases", "biz/", "concerns/", "office/supervision/", "office/ledger/")


def known() -> dict[str, str]:
    """What stands in the gaps: of a closed case of the shop's, of what hangs on it, and of the grandmother's."""
    case = people.closed()
    make_notices()
    make_licences()
    rows = {**hanging(case), **of_people(case)}
    said = {name: str(rows[table].pk) for name, table in ROWS.items()}
    return said | _of_case(case, rows) | {"run": str(getattr(rows["packages_run"], "number", ""))}


def _of_case(case: Case, rows: Mapping[str, Model]) -> dict[str, str]:
    row: Any = rows
    given: Any = CaseMaterial.objects.filter(case=case).exclude(material_id="").first()
    licence: Any = Licence.objects.filter(source=case.subject).first()
    task: Any = Task.objects.filter(subject=case.subject).first()
    passkey = Passkey.objects.create(
        account=row["signin_sitting"].account, credential="theirs", public_key="k", name="n", made=case.created_at
    )
    return {
        "number": case.number, "case": case.number, "licence": str(licence.pk), "task": str(task.pk),
        "notice": str(Notice.objects.filter(case=case).exclude(paper="").latest("pk").pk),
        "material": given.material_id,
        "code": given.code, "version": str(given.version), "page": "1", "step": task.step or "check",
        "seq": str(ledger.timeline(case.subject)[0].seq), "passkey": str(passkey.pk),
        "showing": row["credentials_showing"].code, "concerned": row["concerns_concern"].code, "draft": str(case.pk),
        "person": people.owner().id, "role": "clerk",
    }  # fmt: skip


def theirs(names: Mapping[str, str]) -> Iterator[Question]:
    """Every such address × method, and the same address of what does not exist."""
    for route, pattern in audience.routes(get_resolver().url_patterns):
        whose = audience.of(pattern.callback)
        if whose is None or "<" not in route or not route.startswith(WITHIN):
            continue
        said = {gap: _name(route, gap, names) for _, gap in GAP.findall(route)}
        if all(said.values()):
            path = "/" + GAP.sub(lambda m, said=said: said[m[2]], route)  # type: ignore[misc]
            nowhere = "/" + GAP.sub(lambda m: ABSENT[m[1]], route)
            for method in ("GET", "POST"):
                yield Question(route, method, "theirs", path, whose, nowhere)


def _name(route: str, gap: str, names: Mapping[str, str]) -> str:
    if "packages/" in route and gap == "number":
        return names["run"]
    if "showings/" in route and gap == "code":
        return names["showing"]
    if route.startswith("concerns/"):
        return names["concerned"]
    if route.startswith(("desk/hotline", "desk/seal")):
        return ""  # a number of another kind; what is a seal's is nobody's of theirs
    return names.get(gap, "")


def papers(names: Mapping[str, str]) -> dict[str, str]:
    """Files, and who may read each: else a closed door would prove nothing."""
    case, licence = f"cases/{names['number']}", f"/my/licences/{names['licence']}"
    hers = [
        f"/my/materials/{names['material']}/", f"/my/notices/{names['notice']}.pdf", f"{licence}.pdf",
        f"{licence}/dates.ics", f"/my/{case}/dates.ics", f"/my/licences/showings/{names['showing']}/",
    ]  # fmt: skip
    seen = [
        f"/desk/notices/{names['notice']}.pdf", f"/desk/{case}/materials/{names['code']}/{names['version']}/1.jpg",
    ]  # fmt: skip
    return dict.fromkeys(hers, "owner-for-shop") | dict.fromkeys(seen, "reviewer")
