"""An organisation's own pages (企业专属网页): overview, ledger of its cases (办件台账), the ledger as a file."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import firm
from tongban.doors.portal.signed import person_only
from tongban.engines.tables.outward import MEDIA
from tongban.kernel import time
from tongban.kernel.errors import Invalid, NotYours, ProveFirst, Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.credit import queries as credit
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import MEMBER_ROLES
from tongban.registers.licences import queries as licences
from tongban.registers.materials import queries as materials
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.tasks import queries as tasks

FORMS = {"xlsx": "XLSX（Excel、WPS）", "csv": "CSV"}
SHOWN = 6


@person_only
def overview(request: Request) -> HttpResponse:
    """Who it is and who acts for it; what is asked of it, what runs, what it holds and what runs out."""
    actor, key = request.actor, _organisation(request)
    if not key:
        return _choose()
    members = list(identity.members_of(key))
    mine = [row for row in members if str(row.person_id) == actor.id]
    held = list(islice(licences.of_holder(actor), 50))
    return render(request, "portal/firm.html", {
        "firm": identity.applicant(actor.applicant), "roles": [MEMBER_ROLES[row.role] for row in mine],
        "members": [(row, MEMBER_ROLES[row.role]) for row in members][:SHOWN], "many": len(members),
        "owed": tasks.owed_by(actor.applicant)[:SHOWN], "drafts": rows.drafts_of(actor)[:SHOWN],
        "cases": firm.lines(rows.ledger_of(actor, rows.Wanted(), limit=SHOWN)),
        "licences": firm.expiring(held[:SHOWN]), "soon": [one for one in firm.expiring(held) if one[1]],
        "papers": len(materials.of_holder(actor, 100)), "standing": str(credit.standing(actor.applicant)),
        "titles": catalogue.titles({code for row in members for code in row.items}),
    })  # fmt: skip


@person_only
def ledger(request: Request) -> HttpResponse:
    """Its cases, narrowed and page by page; or grouped by the run they were filed in, or by investment project."""
    if not _organisation(request):
        return _choose()
    asked, after = firm.Asked.of(request.GET), request.GET.get("after", "")[:100]
    items = rows.items_of(request.actor)
    people = _people(request)
    context = {
        "asked": asked, "items": items, "people": people, "states": {k: v[0] for k, v in rows.LEDGER_STATES.items()},
        "chips": asked.chips({"item": items, "handler": people}), "query": asked.address(),
    }  # fmt: skip
    if asked.by == firm.PACKAGE:
        context["groups"], context["more"] = firm.grouped(request.actor, asked, after)
    elif asked.by == firm.PROJECT:
        context["projects"], context["more"] = firm.by_project(request.actor, asked, after)
    else:
        found = rows.ledger_of(request.actor, asked.wanted, after=after)
        context["found"] = firm.lines(found)
        context["more"] = asked.address(after=found[-1].ledger_key) if len(found) == rows.PAGE else ""  # type: ignore[attr-defined]
    return render(request, "portal/ledger.html", context)


@person_only
def project(request: Request, code: str) -> HttpResponse:
    """One investment project: what was filed for it, by whom, from when till when, and what runs."""
    if not _organisation(request):
        return _choose()
    asked, actor = firm.Asked(rows.Wanted(project=code)), request.actor
    found = rows.projects_of(actor, asked.wanted, limit=1)
    if not found:
        raise NotYours("本单位没有提交过这个投资项目的申请。", next_step="请核对投资项目代码，或者在办件台账中查看。")
    after = request.GET.get("after", "")[:100]
    listed = rows.ledger_of(actor, asked.wanted, after=after)
    return render(request, "portal/project.html", {
        "project": found[0], "work": firm.at_work(actor, code), "found": firm.lines(listed), "ledger": asked.address(),
        "more": f"?after={quote(listed[-1].ledger_key)}" if len(listed) == rows.PAGE else "",  # type: ignore[attr-defined]
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def export(request: Request) -> HttpResponseBase:
    """What the file will hold; then the file, to whoever represents it and has just proved who he is."""
    if not _organisation(request):
        return _choose()
    asked, wrong = firm.Asked.of(request.GET), None
    if request.method == "POST":
        try:
            return _file(request, asked.wanted, request.POST.get("form", ""))
        except ProveFirst:
            raise
        except Refusal as refused:
            wrong = refused
    names = {"item": rows.items_of(request.actor), "handler": _people(request)}
    context = {"asked": asked, "query": asked.address(), "chips": asked.chips(names),
               "columns": firm.COLUMNS, "forms": FORMS, "wrong": wrong}  # fmt: skip
    return render(request, "portal/ledger_export.html", context, status=wrong.status if wrong else 200)


def _file(request: Request, wanted: rows.Wanted, form: str) -> HttpResponseBase:
    if form not in FORMS:
        raise Invalid("请选择文件格式。", next_step="可以选 XLSX 或者 CSV。")
    cases.take_ledger(request.actor, wanted, form)
    with TemporaryDirectory() as home:
        path = Path(home) / f"ledger.{form}"
        firm.write(path, form, rows.every_of(request.actor, wanted))
        file = path.open("rb")  # open, it outlives its name
    name = f"办件台账-{time.today():%Y%m%d}.{form}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA[form])
    response.headers["Cache-Control"] = "no-store"
    return response


def _people(request: Request) -> dict[str, str]:
    return {str(row.person_id): row.person.name for row in identity.members_of(_organisation(request))}


def _organisation(request: Request) -> str:
    kind, _, key = request.actor.on_behalf.partition("/")
    return key if kind == "organisation" else ""


def _choose() -> HttpResponse:
    return redirect("/identity/?next=/biz/")
