"""Reactions on the wires to departments' systems: what is sent, and who looks after what got stuck."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core import signing

from tongban.kernel.actor import Actor
from tongban.registers.exchange import actions as exchange
from tongban.registers.exchange import queries as wires
from tongban.registers.exchange.kinds import STEP_CLOSED, STEP_OPENED, STEP_RETURNED, TURNS, Message
from tongban.registers.materials import queries as materials
from tongban.work.cases import queries as cases
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()
MATERIAL_LINK = "exchange.material"
STUCK, HELD = "dead-letters", "quarantine"


def tell_wire_of_step(fact: Any) -> None:
    """A step lies on a desk: the department's own system gets it as well."""
    if fact.name != "step" or not (found := wires.wired_to(fact.desk, STEP_OPENED)):
        return
    case = cases.by_subject(fact.subject)
    for endpoint in found:
        data = {**_step(case, fact.step), "due_on": fact.due, "desk": fact.desk, **_contents(case, endpoint)}
        _owe(endpoint, STEP_OPENED, case, fact, data, fact.step)


def tell_wire_of_return(fact: Any) -> None:
    """The second signer did not concur: the department is asked again."""
    for endpoint in wires.told_about(fact.subject, STEP_RETURNED, fact.step):
        case = cases.by_subject(fact.subject)
        _owe(endpoint, STEP_RETURNED, case, fact, {**_step(case, fact.step), "reason": fact.reason}, fact.step)


def tell_wire_of_closing(fact: Any) -> None:
    """A step was settled, by whomever, or is no longer needed."""
    task = next((one for one in task_rows.of_subject(fact.subject) if str(one.pk) == fact.task), None)
    if task is None or task.kind != "step":
        return
    for endpoint in wires.told_about(fact.subject, STEP_CLOSED, task.step):
        case = cases.by_subject(fact.subject)
        _owe(endpoint, STEP_CLOSED, case, fact, {**_step(case, task.step), "outcome": fact.outcome}, task.step)


def tell_wire_of_turn(fact: Any) -> None:
    """What became of the case: whoever was told of it must know."""
    kind = TURNS[type(fact).__name__]
    for endpoint in wires.told_about(fact.subject, kind):
        case = cases.by_subject(fact.subject)
        data = {"case": case.number, "due_on": _iso(case.due_on), "outcome": getattr(fact, "outcome", "")}
        _owe(endpoint, kind, case, fact, {**data, "by": getattr(fact, "by", "")})


def ask_keeper(fact: Any) -> None:
    """Something is stuck on a wire: one work item for whoever looks after it, however much is stuck."""
    code, what = _where(fact)
    endpoint = wires.find(code)
    if endpoint is None or not wires.open_matters(code)[what == HELD]:
        return
    subject = endpoint.subject
    if not task_rows.open_of(subject, "exchange", what):
        words = {STUCK: "有消息多次未能送达", HELD: "有来件与办件不符，已隔离"}
        tasks.open_task(SYSTEM, Spec(
            kind="exchange", subject=subject, step=what, title=f"{endpoint.title} · {words[what]}",
            context="在“管理 · 数据交换”中处理", desk=endpoint.keeper, department=endpoint.department,
        ))


def release_keeper(fact: Any) -> None:
    """Nothing is stuck any more."""
    code, what = _where(fact)
    endpoint = wires.find(code)
    if endpoint is not None and not wires.open_matters(code)[what == HELD]:
        for task in task_rows.open_of(endpoint.subject, "exchange", what):
            tasks.close(SYSTEM, str(task.pk))


def _where(fact: Any) -> tuple[str, str]:
    """The wire, and whether it is about dead letters or about quarantine."""
    if hasattr(fact, "endpoint"):
        return fact.endpoint, STUCK
    return fact.subject.removeprefix("exchange/"), HELD


def _owe(endpoint: Any, kind: str, case: Any, fact: Any, data: Mapping[str, Any], step: str = "") -> None:
    if not wires.told(endpoint.pk, fact.seq, kind):
        message = Message(kind, case.subject, case.number or "", step, dict(data))
        exchange.owe(SYSTEM, str(endpoint.pk), message, fact.seq)


def _step(case: Any, name: str) -> dict[str, Any]:
    step = next(one for one in case.definition.process.steps if one.name == name)
    return {
        "case": case.number, "item": {"code": case.item_code, "title": case.title, "edition": case.edition.number},
        "area": case.area, "step": step.name, "title": step.title, "asks": step.asks, "two_officers": step.two_officers,
    }  # fmt: skip


def _contents(case: Any, endpoint: Any) -> dict[str, Any]:
    """The answers and documents this department may see, and no others."""
    facts = cases.facts_of(case)
    known = {**case.data, "applicant": {k: v for k, v in facts["applicant"].items() if not callable(v)}}
    return {"facts": visible(known, endpoint.fields), "materials": list(_materials(case, endpoint))}


def visible(facts: Mapping[str, Any], names: Iterable[str], above: str = "") -> dict[str, Any]:
    """The part of nested ``facts`` that the names allow; a name allows all below it."""
    found: dict[str, Any] = {}
    for key, value in facts.items():
        name = f"{above}{key}"
        if any(name == one or name.startswith(f"{one}.") for one in names):
            found[key] = value
        elif isinstance(value, Mapping) and (inner := visible(value, names, f"{name}.")):
            found[key] = inner
    return found


def _materials(case: Any, endpoint: Any) -> Iterable[dict[str, Any]]:
    allowed = endpoint.materials
    slots = [s for s in cases.slots(case) if s.material_id and ("*" in allowed or s.code in allowed)]
    rows = materials.by_ids([slot.material_id for slot in slots])
    for slot in slots:
        row = rows[slot.material_id]
        token = signing.dumps([endpoint.code, case.subject, slot.material_id], salt=MATERIAL_LINK)
        yield {
            "code": slot.code, "title": slot.title, "name": row.name, "media_type": row.media_type, "size": row.size,
            "sha256": row.sha256,
            "url": f"{settings.TONGBAN.base_url}/api/v1/exchange/{endpoint.code}/materials/{token}",
        }  # fmt: skip


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
