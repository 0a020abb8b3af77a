"""Officials and their accounts (人员和账号): entered, given a first word, freed of a lost telephone, gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_staff_keepers, for_system
from tongban.kernel import time
from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import actions as identity_verbs
from tongban.registers.identity import permits
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import GONE_WHY, POST_ROLES, STAFF_CARD, Recruit
from tongban.registers.places import queries as places
from tongban.registers.signin import actions, queries

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

WORDS = ("number", "name", "department", "phone", "username")
DONE = {
    "dismiss": "已办理离职：岗位、账号和登录都已结束。", "close": "账号已停用，所有登录立即结束。",
    "take-back": "已复职。请当面核对工作证后给他临时密码，再由安全管理员授予岗位。", "reopen": "账号已恢复。",
    "release": "已申请。请另一位（安全管理员）在“账号安全”页面解除。",
    "appoint": "已授予岗位。", "relieve": "岗位已结束。",
}  # fmt: skip


@require_safe
@for_staff_keepers
def listed(request: Standing) -> HttpResponse:
    """Who works here, by staff number; who left, apart."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("department", "q", "after")}
    gone = request.GET.get("gone") == "yes"
    rows = identity.staff(request.actor, gone=gone, **asked)
    context = {
        "rows": rows, "asked": asked, "gone": gone, "departments": shown.department_names(),
        "arranges": permits.may_arrange(request.actor),
        "more": rows[-1].number if len(rows) == identity.STAFF_PAGE else "",
    }  # fmt: skip
    return render(request, "office/officials.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_system
def new(request: Standing) -> HttpResponse:
    """Enter one official and open his account."""
    said = {name: request.POST.get(name, "").strip()[:100] for name in WORDS}
    wrong = None
    if request.method == "POST":
        try:
            (account,) = identity_verbs.take_on(
                request.actor, (Recruit(1, **said),), key=request.POST.get("key", "")
            )
        except Refusal as refused:
            wrong = refused
        else:
            messages.success(request, "已录入并开通账号。请当面核对工作证后给他临时密码；岗位由安全管理员授予。")
            return redirect("office:official", account.official_id)
    problems = {one["field"]: one["sentence"] for one in wrong.details.get("problems", ())} if wrong else {}
    context = {"said": said, "wrong": wrong, "problems": problems, "departments": shown.department_names()}
    return render(request, "office/official_new.html", context, status=wrong.status if wrong else 200)


@require_safe
@for_staff_keepers
def one(request: Standing, official: UUID) -> HttpResponse:
    """One official: his account, his posts, and what this administrator may do about them."""
    return page(request, official)


@require_POST
@for_staff_keepers
def turn(request: Standing, official: UUID, turn: str) -> HttpResponse:
    """Gone, back again, account closed or open, a lost telephone."""
    actor, post = request.actor, request.POST
    account, key = identity.account_of_official(actor, official), post.get("key", "")
    try:
        if turn == "dismiss":
            actions.dismiss(actor, official, post.get("why", ""), key=key)
        elif turn == "take-back":
            identity_verbs.take_back(actor, official, key=key)
        elif account is None:
            raise Refusal("这位工作人员还没有账号。", next_step="请先开通账号。")
        elif turn == "close":
            actions.close_account(actor, account.pk, key=key)
        elif turn == "reopen":
            identity_verbs.reopen_account(actor, account.pk, key=key)
        else:
            actions.ask_release(actor, account.pk, post.get("reason", ""), key=key)
    except Refusal as refused:
        if refused.status in (401, 404):
            raise
        return page(request, official, refused)
    messages.success(request, DONE[turn])
    return redirect("office:official", official)


@require_POST
@for_system
@sensitive_post_parameters("id_number")
def known(request: Standing, official: UUID) -> HttpResponse:
    """Who he is outside his office, so that he stays away from what is his own."""
    try:
        identity_verbs.say_who(
            request.actor, official, request.POST.get("id_number", "")[:30], key=request.POST.get("key", "")
        )
    except Refusal as refused:
        if refused.status in (401, 404):
            raise
        return page(request, official, refused)
    messages.success(request, "已登记。他本人是当事人的办件，他看不到，也不能经办。")
    return redirect("office:official", official)


@require_POST
@for_system
@never_cache
@sensitive_post_parameters("card")
@sensitive_variables("word")
def word(request: Standing, official: UUID) -> HttpResponse:
    """A first word on sight of the staff card; it stands on the answer and nowhere else."""
    account = identity.account_of_official(request.actor, official)
    try:
        if account is None:
            raise Refusal("这位工作人员还没有账号。", next_step="请先开通账号。")
        if request.POST.get("seen") != "yes":
            raise Refusal("请先核对工作证和本人。", next_step="核对无误后勾选“已核对”，再提交。")
        account, said = actions.reset_password(request.actor, account.pk, STAFF_CARD, request.POST.get("card", ""))
    except Refusal as refused:
        if refused.status in (401, 404):
            raise
        return page(request, official, refused)
    return render(request, "office/official_word.html", {"account": account, "word": said})


def page(request: Standing, official: UUID, wrong: Refusal | None = None) -> HttpResponse:
    """The page of one official, with a refusal where the work is done."""
    actor, row = request.actor, identity.official(official)
    account = identity.account_of_official(actor, official)
    grants, arranges = permits.may_grant(actor), permits.may_arrange(actor)
    context: dict[str, Any] = {
        "official": row, "account": account, "wrong": wrong, "said": request.POST, "today": time.today(),
        "held": list(identity.holdings_of(official)[:100]), "roles": POST_ROLES, "grants": grants,
        "arranges": arranges, "own": actor.id == str(row.pk), "why": GONE_WHY,
        "asked": queries.asked_release(account.pk) if account else None, "bound": account and _bound(account),
    }  # fmt: skip
    context["titles"] = catalogue.titles({code for one in context["held"] for code in one.items})
    if grants:
        context |= {"items": catalogue.items(limit=200), "picked": request.POST.getlist("items")}
        context |= {"desks": identity.desks(), "areas": [places.served_city(), *places.districts()],
                    "given": {code: name for code, name in POST_ROLES.items() if code != "automatic"}}  # fmt: skip
    return render(request, "office/official.html", context, status=wrong.status if wrong else 200)


def _bound(account: Account) -> bool:
    return queries.is_bound(account.pk)
