"""Revoking a licence (撤销): approvers of the department that issued it, with reason and law."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.desk.showing import phrases
from tongban.doors.desk.showing.gaplist import Problem
from tongban.doors.desk.standing import Desked, attempt, for_officials
from tongban.kernel.errors import Refusal
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import DepartmentNode
from tongban.registers.licences import actions, permits, queries
from tongban.registers.licences.errors import NotYourLicence

if TYPE_CHECKING:
    from tongban.registers.licences.models import Licence

LAWS = ("行政许可法 第六十九条第一款", "行政许可法 第六十九条第二款")


@require_safe
@for_officials
def find(request: Desked) -> HttpResponse:
    """A licence of my department by the number on the paper."""
    number = request.GET.get("number", "").strip()
    licence = _mine(request, number) if number else None
    context = {"number": number, "licence": licence, "may": licence and _may(request, licence)}
    return render(request, "desk/licences.html", context, status=404 if number and licence is None else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def revocation(request: Desked, licence: UUID) -> HttpResponse:
    """撤销证照: reason, law, and a last page that names the consequence."""
    found = _mine(request, request.GET.get("number", ""))
    if found is None or found.pk != licence:
        raise NotYourLicence("没有找到由您所在部门颁发的这本证照。", next_step="请在“证照撤销”页面按证照编号查找。")
    post = request.POST
    said = {
        "reason": phrases.joined(post.get("phrase", ""), post.get("text", "")),
        "law": post.get("law_other", "").strip() or post.get("law", ""),
    }  # fmt: skip
    step = post.get("step", "edit")
    if step in ("edit", "preview") or not all(said.values()):
        return _page(request, found, said, "check" if step == "preview" and all(said.values()) else step)
    refusal = attempt(
        actions.revoke, request.actor, str(found.pk), issuer_department=_issuer(found), key=post.get("key", ""), **said
    )
    if refusal:
        return _page(request, found, said, "edit", refusal)
    messages.success(request, f"“{found}”已撤销，从现在起任何核验都会显示已撤销。")
    return redirect(f"{reverse('desk:licences')}?{urlencode({'number': found.number})}")


def _page(
    request: Desked, licence: Licence, said: dict[str, str], step: str, refusal: Refusal | None = None
) -> HttpResponse:
    asked = {"reason": Problem("text", "请选择或写明撤销理由。"), "law": Problem("law", "请选择或写明法律依据。")}
    lacking = [asked[name] for name, value in said.items() if not value and step not in ("edit", "check")]
    context = {
        "licence": licence, "may": _may(request, licence), "phrases": phrases.REVOCATIONS, "laws": LAWS,
        "typed": request.POST, "problems": lacking, "refusal": refusal, "checking": step == "check", **said,
    }  # fmt: skip
    return render(request, "desk/revocation.html", context, status=refusal.status if refusal else 200)


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
