"""What the words of a notice may speak of: what the verb said, and what the case itself knows. See `wordings`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tongban.kernel import time
from tongban.kernel.once import once_a_page
from tongban.kernel.registry import Registry
from tongban.registers.catalogue.kinds import ACTS
from tongban.registers.ledger import queries as ledger
from tongban.registers.places import queries as places
from tongban.work.cases import clock
from tongban.work.cases.facts import facts_of
from tongban.work.cases.kinds import ACCEPTANCE, Outcome, Source
from tongban.work.cases.models import Case

if TYPE_CHECKING:
    from tongban.registers.ledger.models import FactRow

Extra = Mapping[str, Any]
Values = dict[str, Any]
supplied: Registry[Callable[[Case, Extra], Values]] = Registry()

OPENED, AGREED = "cases.NoticeOpened", "cases.ElectronicServiceAgreed"
NOBODY = "系统自动出具"


def wording_kind(kind: str, extra: Extra) -> str:
    """Which wording a notice is written with: a decision has one for each outcome."""
    if kind != "decision":
        return kind
    return "decision-granted" if extra["outcome"] == Outcome.GRANTED else "decision-refused"


def values(case: Case, kind: str, extra: Extra, agency: str) -> Values:
    """Every value by its key, for the wording to choose from."""
    definition = case.definition
    common = {
        "agency": agency, "applicant": case.applicant_name, "item": case.title, "case": case.number or "",
        "item_code": definition.codes.implementation or definition.codes.catalog or case.item_code,
        "handler": extra.get("official") or NOBODY, "today": time.today(), "permit": definition.kind == "licence",
        "basis": definition.law_text,
    }
    own = supplied[kind](case, extra) if kind in supplied else {}
    return {**extra, "agency_named": extra.get("agency", ""), **own, **common}


def opened(case: Case) -> dict[str, Any]:
    """When the addressee first opened each notice, by the notice's id."""
    return {row.body["notice"]: row.at for row in _told(case.subject) if row.kind == OPENED}


def agreed(case: Case) -> Any:
    """When the applicant agreed to be served online (确认电子送达), or None."""
    return next((row.at for row in _told(case.subject) if row.kind == AGREED), None)


@once_a_page
def _told(subject: str) -> tuple[FactRow, ...]:
    return tuple(ledger.timeline(subject))


@supplied.add("receipt")
def _receipt(case: Case, extra: Extra) -> Values:
    form = {"name": f"{case.title}申请表", "form": "电子表单", "count": "1", "note": "在线填写"}
    return {
        "until": clock.calendar().due(time.today(), ACCEPTANCE), "received": time.zh(time.local(time.now())),
        "materials": [form, *extra["materials"]],
    }


@supplied.add("undertaking")
def _undertaking(case: Case, extra: Extra) -> Values:
    promised = case.given.filter(current=True, source=Source.PROMISE)
    given = [(one, case.definition.material(one.code)) for one in promised]
    said = [
        f"关于“{material.title}”：{material.undertaking.promise}。本机关在作出决定后{material.undertaking.check.zh}内核查，"
        f"承诺不实的，{material.undertaking.broken}。"
        for _, material in given if material.undertaking
    ]
    at = max((one.given_at for one, _ in given), default=time.now())
    who = case.applicant_name
    if case.handler_name and case.handler_name != case.applicant_name:
        who = f"{case.applicant_name}（经办人 {case.handler_name}）"
    laws = dict.fromkeys(material.undertaking.law for _, material in given if material.undertaking)
    return {
        "promises": said, "promised_by": who, "promised_at": time.zh_moment(at),
        "basis_of_trust": "；".join(laws),
    }


@supplied.add("list-of-gaps")
def _gaps(case: Case, extra: Extra) -> Values:
    rows = [{"what": g.title, "need": g.sentence, "law": g.law or "—"} for g in extra["gaps"]]
    return {"gaps": rows, "count": len(rows)}


@supplied.add("deemed-acceptance")
def _deemed(case: Case, extra: Extra) -> Values:
    return {"received": time.local(case.received_at).date() if case.received_at else None}


@supplied.add("special-procedure")
def _special(case: Case, extra: Extra) -> Values:
    return {"reason": extra["reason"].rstrip("。"), "kind": extra.get("kind") or "特别程序"}


@supplied.add("transfer")
def _transfer(case: Case, extra: Extra) -> Values:
    before, to = places.name_path(extra["before"]), places.name_path(case.area)
    return {"reason": extra["reason"].rstrip("。"), "before": before, "to": to}


@supplied.add("sent-on")
def _sent_on(case: Case, extra: Extra) -> Values:
    return {"reason": extra["reason"].rstrip("。")}


@supplied.add("decision")
def _decision(case: Case, extra: Extra) -> Values:
    gives = case.definition.gives
    amount = case.definition.amount(facts_of(case)) if extra["outcome"] == Outcome.GRANTED else None
    given = f"{amount} {gives.unit}" if amount is not None else ""
    licensed = bool(gives.licence) and gives.act != "cancel"
    act = "" if gives.act == "issue" else ACTS[gives.act]
    return {
        "automatic": extra.get("automatic", ""), "licensed": licensed, "amount": "" if gives.licence else given,
        "result": gives.name, "act": act,
    }


@supplied.add("delivery-note")
def _delivery(case: Case, extra: Extra) -> Values:
    seen, online = opened(case), agreed(case)
    return {
        "consent": f"申请人已于{_minute(online)}确认以网上账户接收文书。" if online else "",
        "rows": [[title, f"{number}，{how}"] for title, number, how in extra["handed"]],
        "deliveries": [
            {
                "title": one.title, "number": one.number, "served": _minute(one.served_at), "way": "网上账户",
                "opened": _minute(seen[str(one.pk)]) if str(one.pk) in seen else "尚未打开",
            }
            for one in case.notices.order_by("served_at")
        ],
    }


def _minute(at: Any) -> str:
    return f"{time.local(at):%Y-%m-%d %H:%M}"
