"""What an official may do to a licence that was given (证照管理): revoke, withdraw, strike off, correct an error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.desk.showing import phrases
from tongban.doors.desk.showing.gaplist import Problem
from tongban.doors.desk.showing.licences import TURNS, Turn
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.kernel.errors import Refusal
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import DepartmentNode
from tongban.registers.licences import permits, queries
from tongban.registers.licences.errors import NotYourLicence
from tongban.registers.licences.states import MOVES

if TYPE_CHECKING:
    from tongban.registers.licences.models import Licence

@require_safe
@for_officials
def find(request: Desked) -> HttpResponse:
    """A licence of my department by the number on the paper."""
    number = request.GET.get("number", "").strip()
    licence = _mine(request, number) if number else None
    may = licence is not None and _may(request, licence)
    turns = [turn for turn in TURNS.values() if licence and (licence.state, turn.verb) in MOVES] if may else []
    context = {"number": number, "licence": licence, "may": may, "turns": turns}
    return render(request, "desk/licences.html", context, status=404 if number and licence is None else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def turn(request: Desked, licence: UUID, noun: str) -> HttpResponse:
    """Reason, law, and a last page that names the consequence."""
    found, asked = _mine(request, request.GET.get("number", "")), TURNS[noun]
    if found is None or found.pk != licence:
        raise NotYourLicence("没有找到由您所在部门颁发的这本证照。", next_step="请在“证照管理”页面按证照编号查找。")
    said, fields = _said(request), _fields(request, found) if asked.corrects else {}
    step = request.POST.get("step", "edit")
    whole = all(said.values()) and (fields or not asked.corrects)
    if step in ("edit", "preview") or not whole:
        return _page(request, found, asked, said, fields, "check" if step == "preview" and whole else step)
    more: dict[str, Any] = {"fields": fields} if asked.corrects else {}
    refusal = attempt(
        asked.act, request.actor, str(found.pk), issuer_department=_issuer(found), key=request.POST.get("key", ""),
        **said, **more,
    )
    if refusal:
        return _page(request, found, asked, said, fields, "edit", refusal)
    messages.success(request, f"“{found}”{asked.done}")
    return redirect(f"{reverse('desk:licences')}?{urlencode({'number': found.number})}")


def _said(request: Desked) -> dict[str, str]:
    post = request.POST
    return {
        "reason": phrases.joined(post.get("phrase", ""), post.get("text", "")),
        "law": post.get("law_other", "").strip() or post.get("law", ""),
    }  # fmt: skip


def _fields(request: Desked, licence: Licence) -> dict[str, str]:
    """What the licence should say, where that is not what it says."""
    typed = {code: request.POST.get(f"field.{code}", "").strip() for code, _ in licence.type.labels}
    return {code: text for code, text in typed.items() if text and text != _stands(licence, code)}


def _stands(licence: Licence, code: str) -> str:
    """What the licence says in this column; nothing where it was left empty."""
    value = licence.fields.get(code)
    return "" if value is None else str(value)


def _page(
    request: Desked, licence: Licence, asked: Turn, said: dict[str, str], fields: dict[str, str], step: str,
    refusal: Refusal | None = None,
) -> HttpResponse:
    wanted = {"reason": Problem("text", "请选择或写明理由。"), "law": Problem("law", "请选择或写明依据。")}
    lacking = [wanted[name] for name, value in said.items() if not value and step != "edit"]
    if asked.corrects and not fields and step != "edit":
        lacking.insert(0, Problem("fields", "请把写错的栏目改成正确的内容。"))
    rows = [(code, label, _stands(licence, code), fields.get(code)) for code, label in licence.type.labels]
    context = {
        "licence": licence, "may": _may(request, licence), "turn": asked, "phrases": asked.phrases, "laws": asked.laws,
        "typed": request.POST, "problems": [] if refusal else lacking, "refusal": refusal,
        "checking": step == "check", "rows": rows, **said,
    }  # fmt: skip
    return render(request, "desk/licence_turn.html", context, status=refusal.status if refusal else 200)


def _may(request: Desked, licence: Licence) -> bool:
    return permits.may_revoke(request.actor, licence, _issuer(licence))


def _mine(request: Desked, number: str) -> Licence | None:
    """The licence, if a department this official holds a post in issued it."""
    found = queries.by_number(number.strip()) if number.strip() else None
    if found is None or not any(post.department == _issuer(found) for post in request.actor.posts):
        return None
    return found


def _issuer(licence: Licence) -> str:
    """The code of the department whose credit code the licence's type names."""
    return next((d.department.code for d in _all(identity.departments()) if _issues(d, licence)), "")


def _issues(node: DepartmentNode, licence: Licence) -> bool:
    return bool(node.department.credit_code) and node.department.credit_code == licence.type.issuer_code


def _all(nodes: Iterable[DepartmentNode]) -> Iterable[DepartmentNode]:
    for node in nodes:
        yield node
        yield from _all(node.children)
