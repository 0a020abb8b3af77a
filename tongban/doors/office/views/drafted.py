"""A draft as it would be: previewed as people see it, tried with an invented person, its licence as a sample."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tongban.doors.office.editing import personas
from tongban.doors.office.editing.beside import WAYS
from tongban.doors.office.editing.trial import tried
from tongban.doors.office.standing import Standing, for_office
from tongban.engines import documents
from tongban.kernel import time
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.licences import queries as licences
from tongban.work.revisions import actions, queries
from tongban.work.revisions.errors import NotReady


def _draft(request: Standing, number: str, place: int) -> tuple[Any, Any, Definition]:
    """The change, the text, and its definition; raises `NotReady` while it cannot be read."""
    revision = queries.revision_for(request.actor, number)
    row = queries.text_at(revision, place)
    definition = next(one.definition for one in queries.judged(revision) if one.place == place)
    if definition is None:
        raise NotReady("内容还有需要修改的地方，暂时不能预览。", next_step="请按编辑页面的提示改好后再预览。")
    return revision, row, definition


@for_office
def preview(request: Standing, number: str, place: int) -> HttpResponse:
    """The draft on a screen of one's choice: the guide, each page of the form, or the clerk's list."""
    revision, row, definition = _draft(request, number, place)
    way, page = request.GET.get("as", "web"), request.GET.get("page", "")
    context = {
        "revision": revision, "row": row, "d": definition, "ways": WAYS, "way": way if way in WAYS else "web",
        "page": page if page in {one.name for one in definition.form.pages} else "",
    }  # fmt: skip
    return render(request, "office/editor_preview.html", context)


@for_office
def trial(request: Standing, number: str, place: int) -> HttpResponse:
    """Fill in the draft's form as an invented person and see what follows; only "make an example" keeps anything."""
    revision, row, definition = _draft(request, number, place)
    found, wrong = tried(definition, request.POST or request.GET), None
    if "trial:example" in request.POST:
        try:
            _example(request, revision, row, found.example)
            return redirect(f"/office/revisions/{revision.pk}/texts/{row.place}/form/?part=examples")
        except Refusal as refusal:
            wrong = refusal
    context = {
        "revision": revision, "row": row, "d": definition, "t": found, "personas": personas.PERSONAS.values(),
        "fee": found.came("fee"), "days": found.came("days"), "wrong": wrong, "version": row.version,
        "licence": _rows(definition, found.came("licence")), "title": request.POST.get("trial:title", ""),
    }  # fmt: skip
    return render(request, "office/editor_trial.html", context, status=wrong.status if wrong else 200)


def _example(request: Standing, revision: Any, row: Any, example: dict[str, Any]) -> None:
    title = request.POST.get("trial:title", "").strip()
    if not title or title in (catalogue.content_of(row.text, "事项内容").get("examples") or {}):
        raise Invalid("请给例子起一个没有用过的名称。", next_step="例如“面积超过 200 平方米的面馆”。")
    text = catalogue.text_with(row.text, [catalogue.Put(("examples", title), example)])
    version = request.POST.get("trial:version", "")
    actions.save(request.actor, str(revision.pk), row.place, text, int(version) if version.isdigit() else 0)
    messages.success(request, f"已增加例子“{title}”。")


def _rows(definition: Definition, said: Any) -> list[tuple[str, str]]:
    """Label and value as the type of licence shows them, or by code where the type says no label."""
    values = said if isinstance(said, dict) else {}
    kind = licences.type_of(definition.gives.licence) if definition.gives.licence else None
    labels = [(str(code), str(label)) for code, label in kind.labels] if kind else [(code, code) for code in values]
    return [(label, str(values[code])) for code, label in labels if values.get(code) not in (None, "")]


@for_office
def licence(request: Standing, number: str, place: int) -> HttpResponse:
    """The licence of the draft with the contents of its first example, marked as a sample (样例)."""
    _, _, definition = _draft(request, number, place)
    example = definition.examples[0]
    rows = _rows(definition, catalogue.came_of(definition, "licence", example.given))
    if not rows:
        raise NotReady("这个例子得不出证照内容，不能生成样张。", next_step="请先把例子写完整，或者补充证照内容。")
    kind = licences.type_of(definition.gives.licence) if definition.gives.licence else None
    facts = {
        "title": kind.title if kind else definition.gives.name, "number": "样例", "rows": [list(row) for row in rows],
        "agency": kind.issuer if kind else definition.title.zh, "date": time.today().isoformat(), "watermark": "样例",
        "validity": definition.gives.valid.zh if definition.gives.valid else "",
    }  # fmt: skip
    pdf = documents.render("licence", facts, qr=request.build_absolute_uri("/"))
    return HttpResponse(pdf, content_type="application/pdf", headers={
        "Cache-Control": "no-store", "Content-Disposition": f'inline; filename="{definition.code}-sample.pdf"',
    })  # fmt: skip
