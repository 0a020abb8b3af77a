"""Taking an application at the window (窗口收件): who stands here, what he asks for, his form by the clerk's hand."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.desk.showing import intake as looks
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.parts import fields
from tongban.doors.parts import signing as hands
from tongban.kernel import time, wall
from tongban.kernel.errors import Refusal
from tongban.registers.identity.kinds import CITIZEN_CARD, SHOWN
from tongban.registers.materials import actions as library
from tongban.registers.materials.errors import FileRefused
from tongban.registers.places import queries as places
from tongban.registers.visits import actions, queries
from tongban.registers.visits.kinds import Way
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotOffered
from tongban.work.cases.kinds import Way as Delivery

OURS = frozenset({"csrfmiddlewaretoken", "key", "shown", "then"})
SALT = "intake"


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def receive(request: Desked) -> HttpResponse:
    """Read his code or his papers; he is told at once that a window writes for him."""
    refusal: Refusal | None = None
    asked = ("code", "name", "paper", "number", "birth", "phone")
    said = {name: request.POST.get(name, "").strip()[:1500] for name in asked}
    if request.method == "POST":
        key = request.POST.get("key", "")
        try:
            if said["code"]:
                visit = actions.receive_by_code(request.actor, said["code"], key=key)
            else:
                visit = actions.receive_by_card(
                    request.actor, said["name"], said["number"], paper=said["paper"] or CITIZEN_CARD,
                    birth=_day(said["birth"]), phone=said["phone"], key=key,
                )  # fmt: skip
            return redirect("desk:visit", visit.pk)
        except Refusal as why:
            refusal = why
    return reception(request, said, refusal)


def reception(request: Desked, said: dict[str, str], refusal: Refusal | None) -> HttpResponse:
    """The page where somebody is received, with what was typed and why it is refused."""
    context = {"said": said, "papers": SHOWN, "refusal": refusal, "here": queries.running(request.actor),
               "problems": looks.refusal_problems(refusal)}  # fmt: skip
    return render(request, "desk/intake.html", context, status=refusal.status if refusal else 200)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_safe
@for_officials
def visit(request: Desked, visit: UUID) -> HttpResponse:
    """The visitor, what lies here of his, and what he may ask for."""
    row, q = queries.visit_for(request.actor, visit), request.GET.get("q", "")[:60]
    return _visit(request, row, q, None)


def _visit(request: Desked, row: Any, q: str, refusal: Refusal | None) -> HttpResponse:
    found = looks.callings(request.actor, row)
    hits = looks.items(q)
    chosen = request.POST.get("for") or looks.likely(found, hits)
    context = {
        "visit": row, "callings": found, "chosen": chosen, "q": q, "hits": hits, "refusal": refusal,
        "cares": looks.cares(row), "accounts": queries.accounts(row),
        "districts": places.districts(), "area": looks.area_of(request.actor, found[0].applicant),
    }  # fmt: skip
    return render(request, "desk/visit.html", context, status=refusal.status if refusal else 200)


@require_POST
@for_officials
def start(request: Desked, visit: UUID) -> HttpResponse:
    """A new application of his, begun by the clerk's hand."""
    row, post = queries.visit_for(request.actor, visit), request.POST
    acting = queries.visitor(request.actor, row, post.get("for", ""))
    try:
        with wall.behind(acting):
            case = cases.start(acting, post.get("item", ""), post.get("area", ""), key=post.get("key", ""))
    except Refusal as why:
        if why.status == 404:
            raise
        if isinstance(why, NotOffered):
            why = NotOffered(why.sentence, next_step="请在“为谁办”里选择可以办理的申请人，或者换一个事项。")
        return _visit(request, row, post.get("q", "")[:60], why)
    return redirect("desk:intake-form", row.pk, case.pk)


@require_POST
@for_officials
def end(request: Desked, visit: UUID) -> HttpResponse:
    """Good-bye: nobody writes for him any more."""
    actions.end(request.actor, str(visit), key=request.POST.get("key", ""))
    messages.success(request, "已结束，未提交的内容留在申请人的草稿里。")
    return redirect("desk:intake")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def form(request: Desked, visit: UUID, draft: UUID) -> HttpResponse:
    """The whole form, the materials and what is missing, on one page."""
    with looks.writing(request.actor, visit, draft) as (row, acting, case):
        if case.state not in ("draft", "incomplete"):
            return redirect("desk:case", case.number)
        request.session["screen"] = [str(row.pk), str(case.pk)]
        if request.method == "POST":
            return _save(request, row, acting, case)
        if rows.asks_others(case):
            case = cases.fill_in(acting, str(case.pk))
        cases.verify(acting, str(case.pk))
        return _form(request, row, looks.application(row, case, tried="problems" in request.GET))


def _save(request: Desked, row: Any, acting: Any, case: Any) -> HttpResponse:
    case = cases.save_form(acting, str(case.pk), _typed(request), shown=_shown(request, case))
    desked = looks.application(row, case, tried=request.POST.get("then") == "check")
    if request.headers.get("X-Autosave"):
        return JsonResponse({"at": f"{time.local(time.now()):%H:%M:%S}", "asked": desked.shown})
    if not any(part.problems for part in desked.parts):
        return redirect(f"{reverse('desk:intake-form', args=[row.pk, case.pk])}#materials")
    return _form(request, row, desked)


def _form(request: Desked, row: Any, desked: Any, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "visit": row, "a": desked, "case": desked.case, "refusal": refusal,
        "shown": signing.dumps(desked.shown, salt=f"{SALT}/{desked.case.pk}"),
        "ways": [Delivery(way) for way in rows.ways(desked.case)],
    }  # fmt: skip
    wrong = any(part.problems for part in desked.parts) and request.method == "POST"
    status = refusal.status if refusal else 422 if wrong else 200
    return render(request, "desk/intake_form.html", context, status=status)


def _typed(request: Desked) -> dict[str, Any]:
    sent = {name: found if len(found) > 1 else found[0] for name, found in request.POST.lists() if found}
    return {name: value for name, value in sent.items() if name not in OURS}


def _shown(request: Desked, case: Any) -> list[str]:
    try:
        return list(signing.loads(request.POST.get("shown", ""), salt=f"{SALT}/{case.pk}"))
    except signing.BadSignature:
        return []


@require_POST
@for_officials
def paper(request: Desked, visit: UUID, draft: UUID, code: str) -> HttpResponse:
    """A document of his, named by what it answers; or a promise instead; or it is taken out again."""
    with looks.writing(request.actor, visit, draft) as (row, acting, case):
        try:
            _answer(request, acting, case, code, request.POST.get("key", ""))
        except Refusal as why:
            if why.status == 404:
                raise
            return _form(request, row, looks.application(row, case), why)
        if request.POST.get("then") == "crop":
            return redirect("desk:crop", row.pk, case.pk, code)
        return redirect(f"{reverse('desk:intake-form', args=[row.pk, case.pk])}#m-{code}")


def _answer(request: Desked, acting: Any, case: Any, code: str, key: str) -> None:
    act, file = request.POST.get("act", "keep"), request.FILES.get("file")
    if act == "remove":
        cases.take_back(acting, str(case.pk), code, key=key)
    elif act in ("promise", "later"):
        cases.promise(acting, str(case.pk), code, trust=act, key=key)
    elif act == "reuse":
        cases.give(acting, str(case.pk), code, request.POST.get("material", ""), key=key)
    else:
        slot = next((s for s in rows.slots(case) if s.code == code), None)
        if file is None or slot is None:
            raise FileRefused("还没有选择文件。", next_step="请先拍摄或选择文件，再点“放入”。")
        ending = (file.name or "").rpartition(".")[2] or "jpg"
        name = f"{slot.title}-{slot.version + 1}.{ending}"  # 营业执照-1.jpg: by the slot it answers, not by the camera
        kept = library.keep(acting, case.applicant, code, name, file.chunks(), formats=slot.formats, key=key)
        cases.give(acting, str(case.pk), code, str(kept.pk), key=key)


@require_POST
@for_officials
def hand_in(request: Desked, visit: UUID, draft: UUID) -> HttpResponse:
    """Hand in what he has confirmed, the first time or as the supplement that was asked for."""
    post = request.POST
    with looks.writing(request.actor, visit, draft) as (row, acting, case):
        if case.state == "incomplete":
            refusal = attempt(cases.supply, acting, str(case.pk), key=post.get("key", ""))
        else:
            refusal = attempt(
                cases.submit, acting, str(case.pk), promise=True, way=post.get("way", ""),
                electronic=post.get("electronic") == "yes", aware=post.get("aware") == "yes", key=post.get("key", ""),
            )  # fmt: skip
        if refusal:
            return _form(request, row, looks.application(row, case, tried=True), refusal)
        return redirect("desk:intake-done", row.pk, case.pk)


@require_safe
@for_officials
def done(request: Desked, visit: UUID, draft: UUID) -> HttpResponse:
    """Its number, its receipt to print, and what to do next."""
    with looks.writing(request.actor, visit, draft) as (row, _, case):
        receipt = case.notices.filter(kind="receipt").first()
        return render(request, "desk/intake_done.html", {"visit": row, "case": case, "receipt": receipt})


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def screen(request: Desked, visit: UUID) -> HttpResponse:
    """The visitor's screen: what was written for him, large, and his yes; printed, it is the form he signs."""
    of, draft = request.session.get("screen", ["", ""])
    if of != str(visit):
        row = queries.visit_for(request.actor, visit)
        return render(request, "desk/screen.html", {"visit": row, "case": None})
    with looks.writing(request.actor, visit, draft) as (row, acting, case):
        if request.method != "POST":
            return _screen(request, row, case)
        digest, way = request.POST.get("digest", ""), request.POST.get("way", "")
        if digest != rows.fingerprint(case):
            return _screen(request, row, case, Refusal("内容刚刚有改动。", next_step="请再看一遍，再确认。"))
        how = Way.PAPER if way == Way.PAPER else Way.SCREEN
        try:
            cases.confirm(
                request.actor, str(case.pk), acting, str(row.pk), digest, how, hands.hand(request),
                key=request.POST.get("key", ""),
            )  # fmt: skip
        except hands.REFUSED as wrong:
            return _screen(request, row, case, wrong)
        if request.POST.get("back") == "form":
            return redirect("desk:intake-form", row.pk, case.pk)
        return redirect("desk:screen", row.pk)


def _screen(request: Desked, row: Any, case: Any, refusal: Refusal | None = None) -> HttpResponse:
    facts, digest = rows.facts_of(case), rows.fingerprint(case)
    context = {
        "visit": row, "case": case, "digest": digest, "refusal": refusal,
        "parts": case.definition.form.show(case.data, facts, fields.place), "slots": rows.slots(case, facts),
        "confirmed": queries.confirmation(row, case.subject, digest), "missing": rows.missing(case, facts),
        "signing": hands.asked(request, case, row.person.name, refusal),
    }  # fmt: skip
    return render(request, "desk/screen.html", context, status=refusal.status if refusal else 200)
