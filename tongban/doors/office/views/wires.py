"""One wire of the exchange (接入系统): connect a department's system, connect it differently, give it a new secret."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.office import shown
from tongban.doors.office.standing import Standing, for_operators
from tongban.kernel.errors import Invalid, Refusal
from tongban.registers.exchange import actions, queries
from tongban.registers.exchange.errors import BadAddress, NoSuchEndpoint
from tongban.registers.exchange.kinds import EVENTS, KINDS, EndpointSpec
from tongban.registers.identity import queries as identity

WORDS = ("code", "title", "department", "kind", "address", "signer")
LISTS = ("desks", "events", "fields", "materials")


@for_operators
def new(request: Standing) -> HttpResponse:
    """Connect another department's system; its secret is shown once it is."""
    return _save(request, None) if request.method == "POST" else _form(request, None, {})


@for_operators
def one(request: Standing, code: str) -> HttpResponse:
    """How a system is connected, and connecting it differently; its secret stays."""
    row = _row(code)
    return _save(request, row) if request.method == "POST" else _form(request, row, _kept(row))


@require_POST
@for_operators
def secret(request: Standing, code: str) -> HttpResponse:
    """Give a wire a new secret and show it; the former one holds for some days more."""
    days = request.POST.get("days", "")
    if not days.isascii() or not days.isdigit() or len(days) > 2:
        raise Invalid("新旧密钥并用的时间应为 0 到 90 天。", next_step="请返回，用数字填写天数。")
    return _told(request, actions.change_secret(request.actor, code, int(days), key=request.POST.get("key", "")))


def _save(request: Standing, row: Any) -> HttpResponse:
    said = _said(request, row)
    try:
        _require_known(said)
        values: dict[str, Any] = {name: tuple(value) if name in LISTS else value for name, value in said.items()}
        spec = EndpointSpec(**values)
        kept = actions.connect(request.actor, spec, new=row is None, key=request.POST.get("key", ""))
    except Refusal as refusal:
        return _form(request, row, said, refusal)
    if row is None:
        return _told(request, kept)
    messages.success(request, "已保存，之后的消息按新的配置发送。")
    return redirect("office:exchange")


def _kept(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*WORDS, *LISTS, "private_ok")}


def _said(request: Standing, row: Any) -> dict[str, Any]:
    post = request.POST
    words = {name: post.get(name, "").strip() for name in WORDS}
    if row is not None:
        words["code"] = row.code
    picked = {name: post.getlist(name) for name in ("desks", "events")}
    named = {name: post.get(name, "").split() for name in ("fields", "materials")}
    rest = {"private_ok": post.get("private_ok") == "yes"} | ({"keeper": row.keeper} if row is not None else {})
    return words | picked | named | rest


def _require_known(said: dict[str, Any]) -> None:
    """What was chosen is among what the form offers."""
    problems = []
    if said["department"] not in shown.department_names():
        problems.append({"field": "department", "sentence": "请选择部门。"})
    if not said["desks"] or len(identity.desks_by_code(said["desks"])) != len(set(said["desks"])):
        problems.append({"field": "desks", "sentence": "请至少选择一个岗位，它的环节会发给这个系统。"})
    if said["signer"] not in {str(holding.official_id) for holding in identity.holdings_today()}:
        problems.append({"field": "signer", "sentence": "请选择这个系统以谁的岗位签署意见。"})
    if problems:
        raise Invalid(problems=problems)


def _form(
    request: Standing, row: Any, said: dict[str, Any], wrong: Refusal | None = None
) -> HttpResponse:  # fmt: skip
    problems = {one["field"]: one["sentence"] for one in wrong.details.get("problems", ())} if wrong else {}
    if isinstance(wrong, BadAddress):
        problems["address"] = wrong.sentence
    signers = {str(one.official_id): f"{one.official}（{one.desk}）" for one in identity.holdings_today()}
    context = {
        "wire": row, "said": said, "wrong": wrong, "problems": problems, "kinds": KINDS, "events": EVENTS,
        "departments": shown.department_names(), "desks": identity.desks(), "signers": signers,
        "fields": " ".join(said.get("fields", ())), "materials": " ".join(said.get("materials", ())),
    }  # fmt: skip
    return render(request, "office/exchange_wire.html", context, status=wrong.status if wrong else 200)


def _told(request: Standing, row: Any) -> HttpResponse:
    answer = render(request, "office/exchange_secret.html", {"wire": row})
    answer["Cache-Control"] = "no-store, private"
    return answer


def _row(code: str) -> Any:
    row = queries.find(code)
    if row is None:
        raise NoSuchEndpoint
    return row
