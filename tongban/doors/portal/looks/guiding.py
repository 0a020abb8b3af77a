"""The guide made personal: the answers to its questions (情形), and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.engines.forms import look_up
from tongban.engines.process import svg
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.catalogue.kinds import Definition, Material, Option, Situation, words
from tongban.registers.catalogue.kinds.situated import Situated
from tongban.registers.identity import queries as identity
from tongban.registers.places import queries as places
from tongban.work.cases.queries import facts_for

BY_LICENCE, BY_DEPARTMENT = "免交 · 系统调取电子证照", "免交 · 部门内部核验"


@dataclass(frozen=True)
class Answered:
    """One question of the guide with the option that was chosen."""

    situation: Situation
    chosen: int | None

    @property
    def option(self) -> Option | None:
        return None if self.chosen is None else self.situation.options[self.chosen]

    @property
    def options(self) -> list[tuple[int, Option]]:
        return list(enumerate(self.situation.options))


@dataclass(frozen=True)
class Listed:
    """One material of the guide: whether it is asked for here, and what spares it."""

    material: Material
    needed: bool | None  # None: depends on answers that were not given
    free: str  # why nobody has to bring it


def answers(definition: Definition, given: Mapping[str, str]) -> list[Answered]:
    """The questions with what the address says was chosen, the most telling first, as in 帮我找.

    The order is the item's own and does not move while somebody answers.
    """
    named, found = {one.code: one for one in definition.situations}, []
    for situation in (named[code] for code in _order(definition)):
        text = given.get(situation.code, "")
        chosen = int(text) if text.isdigit() and int(text) < len(situation.options) else None
        found.append(Answered(situation, chosen))
    return found


_ORDERS: dict[tuple[str, date], tuple[str, ...]] = {}
_MOST_ORDERS = 1000  # editions that are kept in mind


def _order(definition: Definition) -> tuple[str, ...]:
    """The codes of the questions: what decides most for somebody nothing is known of, then what decides nothing.

    Reckoned once per edition and day (parameters have days), since every set of answers is tried for it.
    """
    key = definition.digest, time.today()
    if key not in _ORDERS:
        if len(_ORDERS) >= _MOST_ORDERS:
            _ORDERS.clear()
        telling = [one.code for one in Situated(definition, {"today": key[1], "applicant": {}}).undecided({})]
        _ORDERS[key] = tuple(dict.fromkeys([*telling, *(one.code for one in definition.situations)]))
    return _ORDERS[key]


def facts(actor: Actor, chosen: list[Answered]) -> dict[str, Any]:
    """What the answers make known, and what the city knows of who is signed in."""
    data: dict[str, Any] = {}
    for one in chosen:
        if one.option is not None:
            merge(data, one.option.set)
    if actor.kind == "person" and actor.signed_in:
        return facts_for(actor.applicant, data, let=actor.data)
    return {**data, "applicant": {}}


def merge(data: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, Mapping):
            merge(data.setdefault(key, {}), value)
        else:
            data[key] = value


def open_names(definition: Definition, known: Mapping[str, Any], chosen: list[Answered]) -> set[str]:
    """What nobody has answered yet, neither here nor anywhere: nothing that hangs on it is decided.

    So is what no question of the guide speaks for: the form will ask it, and who applies is known once he signs in.
    """
    asked: set[str] = set()
    said: set[str] = set()
    for one in chosen:
        names = {name for option in one.situation.options for name in _names(option.set)}
        (asked if one.option is None else said).update(names)
    answered = {name for one in chosen if one.option is not None for name in _names(one.option.set)}
    later = {name for field in definition.form.asked(known) for name in field.kind.scope(field)} | set(words.APPLICANT)
    unknown = {name for name in later - said if look_up(known, name) is None}
    return (asked - answered) | unknown


def _names(given: Mapping[str, Any], above: str = "") -> list[str]:
    found = []
    for key, value in given.items():
        found += _names(value, f"{above}{key}.") if isinstance(value, Mapping) else [f"{above}{key}"]
    return found


def _holds(when: Any, now: Mapping[str, Any], undecided: set[str]) -> bool | None:
    if when is None:
        return True
    if undecided & when.names():
        return None
    return bool(when.holds(now)) if when.holds(now) is not None else None


def materials(definition: Definition, known: Mapping[str, Any], undecided: set[str]) -> list[Listed]:
    """Every material, with what the answers say about it."""
    now = definition.facts(known)
    find = known.get("applicant", {}).get("licence")
    found = []
    for one in definition.materials:
        needed = _holds(one.when, now, undecided)
        free = BY_LICENCE if one.source == "registers" else BY_DEPARTMENT if one.unproved else _free(one)
        if find is not None and one.licence:
            held = find(one.licence)
            free = f"免交 · 已找到您的{held['title']}" if held else _free(one)
        found.append(Listed(one, needed, free))
    return found


def _free(one: Material) -> str:
    """How it need not be handed in, beside a licence of one's own and what one handed in before."""
    ways = [way.zh for way in one.instead if way.way in ("data", "request") or way.of]
    return f"免交 · {ways[0]}" if ways else BY_DEPARTMENT if one.unproved else ""


def drawing(definition: Definition, known: Mapping[str, Any], undecided: set[str]) -> str:
    """The process as a picture; the steps that the answers make unnecessary are marked."""
    rows = step_rows(definition, known, undecided)
    states = {step.name: "skipped" for step, row in zip(definition.process, rows, strict=True) if not row.needed}
    return svg(definition.process, states, title=f"{definition.title}办理流程", desks=desks(definition))


def desks(definition: Definition) -> dict[str, str]:
    """The desks of a process by the names of their departments."""
    known = identity.desks_by_code(step.desk for step in definition.process)
    return {s.desk: known[s.desk].department.short if s.desk in known else s.desk for s in definition.process}


def outlets(definition: Definition) -> list[Any]:
    """Where one may go; a place that is no longer kept is left out."""
    known = places.outlets_by_code(definition.guide.places)
    return [known[code] for code in definition.guide.places if code in known]


@dataclass(frozen=True)
class StepRow:
    """One step of the process in words."""

    title: str
    department: str
    within: str
    asks: str
    result: str
    special: str
    needed: bool


def step_rows(definition: Definition, known: Mapping[str, Any], undecided: set[str]) -> list[StepRow]:
    """The process as a list, for those who read rather than look."""
    names, now = desks(definition), definition.facts(known)
    return [
        StepRow(
            step.title, names[step.desk], step.within.zh if step.within else "", step.asks, step.result,
            step.special or "",
            _holds(step.when, now, undecided) is not False,
        )
        for step in definition.process
    ]  # fmt: skip


def codes(definition: Definition) -> list[tuple[str, str]]:
    """Every element of the implementation list that is a code or a word of one (全部要素)."""
    guide = definition.guide
    found = [
        ("事项类型", definition.kind_zh), ("基本编码", definition.codes.catalog),
        ("实施编码", definition.codes.implementation), ("业务办理项编码", definition.codes.business),
        ("行使层级", words.said(words.LEVELS, definition.level)),
        ("实施主体性质", words.said(words.DEPT_TYPES, definition.dept_type)),
        ("权力来源", words.said(words.POWER_SOURCES, definition.power_source)),
        ("权限划分", guide.power_division), ("行使内容", guide.power_content),
        ("申请人可信等级", words.ASSURANCES[definition.assurance][1]),
        ("办件类型", words.said(words.PROJECTS, definition.project)),
        ("办理方式", words.said(words.HANDLING, definition.handling)),
        ("服务对象", "、".join(words.said(words.SERVES, s) for s in definition.serves)),
        ("通办范围", words.AREAS.get(guide.area_scope, "")), ("数量限制", guide.quota),
        ("网办深度", "、".join(words.DEPTHS[one] for one in guide.online_depth)),
        ("办理形式", "、".join(words.said(words.CHANNELS, c) for c in guide.channels)),
        ("中介服务", guide.intermediary), ("责任处（科）室", guide.handled_by),
        ("支持代办", _yes(guide.agency)), ("支持预约", _yes(guide.appointment)), ("支持物流快递", _yes(guide.express)),
        ("支持自助终端", _yes(guide.self_service)), ("支持网上支付", _yes(guide.pay_online)),
        ("告知承诺", guide.trust_promise),
    ]  # fmt: skip
    return [(name, value) for name, value in found if value]


def _yes(value: bool) -> str:
    return "是" if value else "否"
