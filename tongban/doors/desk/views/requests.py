"""Another office is asked instead of the citizen (行政协助): what is asked, and its answer, with a document or not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.kernel.errors import Refusal
from tongban.registers.identity import queries as identity
from tongban.registers.materials import actions as library
from tongban.registers.materials.errors import FileRefused
from tongban.registers.vetting.errors import NotVetted
from tongban.work.cases import actions, queries
from tongban.work.cases.errors import NotAskedOf
from tongban.work.cases.kinds import REQUEST, Source
from tongban.work.tasks import queries as tasks


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def request_(request: Desked, number: str, code: str) -> HttpResponse:
    """The question, the day, and the form for the answer."""
    case = queries.case_for(request.actor, number)
    given = case.given.filter(code=code, current=True, source=Source.REQUEST).first()
    if given is None:
        raise NotAskedOf
    said, refusal = request.POST.get("text", "").strip(), None
    if request.method == "POST":
        refusal = _answered(request, case, code, said)
        if refusal is None:
            messages.success(request, "已答复，核实结果已成为这个办件的材料。")
            return redirect("desk:home")
    task = next(iter(tasks.open_of(case.subject, REQUEST, code)), None)
    context = {
        "case": case, "given": given, "material": case.definition.material(code), "said": said, "refusal": refusal,
        "task": task, "asking": identity.department(case.department).name,
        "mine": any(p.desk == given.evidence["desk"] and p.serves(case.area) for p in request.actor.posts),
    }  # fmt: skip
    return render(request, "desk/request.html", context, status=refusal.status if refusal else 200)


def _answered(request: Desked, case: object, code: str, text: str) -> Refusal | None:
    """Keep the file, if there is one, and give the answer."""
    key, file, kept = request.POST.get("key", ""), request.FILES.get("file"), ""
    if file is not None and text:
        holder, subject = case.applicant, str(case.pk)  # type: ignore[attr-defined]
        formats = case.definition.material(code).formats  # type: ignore[attr-defined]
        try:
            name = file.name or "核实材料"
            kept = str(library.keep(request.actor, holder, code, name, file.chunks(), formats=formats, key=key).pk)
        except (FileRefused, NotVetted) as refused:
            return refused
        return attempt(actions.answer_request, request.actor, subject, code, text=text, material_id=kept, key=key)
    return attempt(actions.answer_request, request.actor, str(case.pk), code, text=text, key=key)  # type: ignore[attr-defined]
