"""Correcting on the spot (当场更正): one page of the form, with the applicant beside the clerk or on the telephone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from tongban.doors.desk.showing.gaplist import Problem
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.doors.desk.views.cases import back_to, errand
from tongban.engines.forms import look_up
from tongban.kernel.errors import Refusal
from tongban.work.cases import actions, permits, queries

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def correction(request: Desked, number: str) -> HttpResponse:
    """One page as it stands, corrected and saved with consent; the old values stay with the file."""
    case = queries.case_for(request.actor, number)
    permits.require(request.actor, "correct", case)
    pages = {p.name: p for p in case.definition.form.pages}
    page = request.GET.get("page", "")
    page = page if page in pages else next(iter(pages))
    if request.method != "POST":
        return _page(request, case, page)
    post = request.POST
    raw = {name: found if len(found) > 1 else found[0] for name, found in post.lists() if found}
    agreed = bool(post.get("agreed"))
    refusal = attempt(actions.correct, request.actor, str(case.pk), page, raw, agreed=agreed, key=post.get("key", ""))
    if refusal:
        return _page(request, queries.case_for(request.actor, number), page, refusal, raw)
    messages.success(request, "已当场更正，更正前后的内容都记入办件；申请人会收到提示。")
    return back_to(request, case)


def _page(
    request: Desked, case: Case, page: str, refusal: Refusal | None = None, typed: dict[str, Any] | None = None
) -> HttpResponse:
    form, facts = case.definition.form, queries.facts_of(case)
    wrong = refusal.details.get("problems", ()) if refusal else ()
    problems = [Problem(p.target, p.sentence) for p in wrong]
    named = {f.name for f in form.asked(facts, page)} | {p.field for p in problems}
    sources = case.definition.prefill(facts)
    asking = [(f, *_source(case, f, sources)) for f in form.page(page).fields if f.name in named]
    return errand(
        request, case, "correct", refusal, pages=form.pages, page=form.page(page), asking=asking, problems=problems,
        values={**form.flat(case.data), **(typed or {})}, agreed=bool((typed or {}).get("agreed")),
    )  # fmt: skip


def _source(case: Case, field: Any, sources: Mapping[str, Any]) -> tuple[str, bool]:
    """Where the answer comes from, and whether it can only be corrected there."""
    value, source = sources.get(field.name, (None, ""))
    same = bool(source) and look_up(case.data, field.name) == value
    return (source, bool(field.locked)) if same else ("", False)
