"""Registering once by telephone (手机号注册): name and number, the code that came, a password; then one is in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongban.doors.parts import back, sittings
from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.engines.codes import masking
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.identity.kinds import LONGEST_NAME
from tongban.registers.newcomers import actions, queries

WAITS = "newcomer"  # in the session: whose code is awaited here, and where he wanted to go


@for_everybody
@never_cache
@sensitive_post_parameters("name", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request) -> HttpResponse:
    """Name and telephone; the answer is the same whether or not anybody is known by it."""
    said = {name: request.POST.get(name, "").strip()[: 2 * LONGEST_NAME] for name in ("name", "phone")}
    wrong: Refusal | None = None
    if request.method == "POST":
        try:
            row = actions.ask_code(
                request.actor, said["name"], said["phone"], address=sittings.address_of(request),
                key=request.POST.get("key", ""),
            )  # fmt: skip
        except Refusal as refused:
            wrong = refused
        else:
            request.session[WAITS] = {"id": str(row.pk), "next": back.wanted(request, "")}
            return redirect("register-code")
    context = {"said": said, "wrong": wrong, "problems": _problems(wrong), "next": back.wanted(request, "")}
    return render(request, "parts/register.html", context, status=wrong.status if wrong else 200)


@for_everybody
@never_cache
@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Request) -> HttpResponse:
    """The code that came and a password of one's own, typed twice; one goes on where one wanted to."""
    waits = request.session.get(WAITS) or {}
    row = queries.newcomer(waits.get("id", ""))
    if not waits:
        return redirect("register")
    wrong: Refusal | None = None
    if request.method == "POST":
        try:
            password = request.POST.get("password", "")
            if password != request.POST.get("again", ""):
                said = "两次输入的密码不一样，请重新输入。"
                raise Invalid(said, problems=[{"field": "again", "sentence": said}])
            account = actions.come_in(request.actor, waits["id"], request.POST.get("code", ""), password)
        except Refusal as refused:
            wrong = refused
        else:
            request.session.pop(WAITS)
            return sittings.begin(request, account, redirect(back.safe(request, waits["next"], "/my/")))
    context = {"phone": masking.phone(row.phone) if row else "", "wrong": wrong, "problems": _problems(wrong),
               "code": request.POST.get("code", "").strip()[:12]}  # fmt: skip
    return render(request, "parts/register_code.html", context, status=_status(wrong))


def _problems(wrong: Refusal | None) -> list[dict[str, str]]:
    return list(wrong.details.get("problems", ())) if wrong else []


def _status(wrong: Refusal | None) -> int:
    return wrong.status if wrong else 200
