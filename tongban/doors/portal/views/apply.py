"""Filling an application (填写申请): a task list, one page at a time, saved as one goes."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from tongban.doors.parts import back, parting
from tongban.doors.parts.request import Request
from tongban.doors.parts.views.shell import kept_offline
from tongban.doors.portal.looks import fetching, filled, filling, joining
from tongban.doors.portal.signed import person_only
from tongban.kernel import time
from tongban.kernel.errors import NotYours
from tongban.work.cases import queries as rows
from tongban.work.help import permits as helping
from tongban.work.help import queries as helpers

# What a page sends beside its answers.
OURS = frozenset({"csrfmiddlewaretoken", "key", "later", "next", "objection", "pick", "shown"})


def editable(request: Request, draft: UUID) -> Any:
    """My application while it may be written; raises `NotYours`."""
    case = filled.draft_for(request.actor, str(draft))
    if case.state not in ("draft", "incomplete"):
        raise NotYours("这份申请已经提交，不能在这里修改。", next_step="请从“我的办件”查看进度。")
    return case


@person_only
def tasks(request: Request, draft: UUID) -> HttpResponse:
    """What there is to do, and how far it is."""
    case = filled.draft_for(request.actor, str(draft))
    if case.number:
        return redirect(filled.home(case))
    if rows.newer(case):
        return redirect("portal:edition", draft)
    case = fetching.filled_in(request.actor, case)
    found = filling.tasks(case)
    done = sum(1 for task in found if task.tone == "ok")
    if "left" in request.GET:
        parting.asked(request, draft)
    said = {"case": case, "tasks": found, "done": done, "missing": rows.missing(case), "left": "left" in request.GET,
            "continue_at": request.build_absolute_uri(request.path)}
    said |= _helped(request, case) | (joining.situation(case) if filled.is_run(case) else {})
    return kept_offline(render(request, "portal/apply.html", said))


def _helped(request: Request, case: Any) -> dict[str, Any]:
    """Whether he may ask somebody to fill in with him, and who does."""
    may = case.state == "draft" and helping.may_ask(request.actor)
    return {"may_ask": may, "helped": helpers.of_draft(request.actor, case.pk) if may else None}


@person_only
def page(request: Request, draft: UUID, page: str) -> HttpResponse:
    """One page of the form. Wrong answers stay as typed; what is right is kept either way."""
    case = editable(request, draft)
    if page not in {p.name for p in case.definition.form.pages}:
        raise NotYours
    if request.method == "POST":
        return _save(request, case, page)
    if rows.newer(case):
        return redirect("portal:edition", draft)
    case = fetching.filled_in(request.actor, case)
    problems = [p for p in rows.page_problems(case, page) if p.field in case.raw or request.GET.get("problems")]
    return kept_offline(_page(request, case, page, problems))


def _save(request: Request, case: Any, page: str) -> HttpResponse:
    before = [a.field.name for a in filling.asking(case, page)]
    sent = {name: found if len(found) > 1 else found[0] for name, found in request.POST.lists() if found}
    raw = {name: value for name, value in sent.items() if name not in OURS}
    case = filled.verbs(case).save_page(request.actor, str(case.pk), page, raw, shown=_shown(request, case, page))
    asked = [a.field.name for a in filling.asking(case, page)]
    if request.headers.get("X-Autosave"):
        at = f"{time.local(time.now()):%H:%M:%S}"
        return JsonResponse({"at": at, "asked": asked, "version": _version(case)})
    if request.POST.get("pick") in asked:
        return redirect("portal:address", case.pk, request.POST["pick"])
    if request.POST.get("objection") in asked:
        return redirect("portal:objection", case.pk, request.POST["objection"])
    if "later" in request.POST:
        return redirect(f"/apply/{case.pk}/?left=1")
    problems = rows.page_problems(case, page)
    if problems:
        fresh = [n for n in asked if n not in before]
        new_only = bool(fresh) and all(
            any(p.field == n or p.field.startswith(f"{n}.") for n in fresh) for p in problems
        )
        return _page(request, case, page, [] if new_only else problems, new_only, status=422)
    return redirect(back.wanted(request, filling.after(case, page)))


def _shown(request: Request, case: Any, page: str) -> list[str]:
    """The fields that the page had when it was made; signed, so that it says what we asked and nothing else."""
    try:
        return list(signing.loads(request.POST.get("shown", ""), salt=f"{case.pk}/{page}"))
    except signing.BadSignature:
        return []


def _page(
    request: Request, case: Any, page: str, problems: list[Any], more: bool = False, status: int = 200
) -> HttpResponse:  # fmt: skip
    asking = filling.asking(case, page)
    context = {
        "case": case, "page": case.definition.form.page(page), "asking": asking,
        "shown": signing.dumps([a.field.name for a in asking], salt=f"{case.pk}/{page}"),
        "values": filling.values(case), "problems": problems, "step": filling.step_words(case, page), "more": more,
        "next": back.wanted(request, ""), "lines": fetching.lines(case, page),
        "version": _version(case),
    }  # fmt: skip
    return render(request, "portal/page.html", context, status=status)


def _version(case: Any) -> str:
    """Changes with what was filled in: what was typed without a network is sent only upon what it was typed on."""
    said = json.dumps([case.data, case.raw], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
