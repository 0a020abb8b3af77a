"""Published items as rows of the national library (事项清单): what an item's folder says, in the library's columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tongban.engines.clocks import Limit
from tongban.registers.catalogue.kinds import Definition, words
from tongban.registers.catalogue.models import Edition, Item
from tongban.registers.identity import queries as identity

Row = Mapping[str, str]


def rows(table: str) -> Iterator[Row]:
    """One table for every item, as its newest edition says; those without an implementation code stay out."""
    names = dict(_named(identity.departments()))
    newest = Item.objects.exclude(task_code="").exclude(current=None).select_related("current").order_by("code")
    for item in newest.iterator(chunk_size=50):
        assert item.current is not None
        yield from ROWS[table](item, item.current, item.current.definition, names.get(item.owner_code, ""))


def _named(nodes: Iterable[identity.DepartmentNode]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        yield node.department.code, node.department.name
        yield from _named(node.children)


def _directory(item: Item, edition: Edition, said: Definition, _: str) -> Iterator[Row]:
    yield _told(
        catalog_code=said.codes.catalog, task_name=said.title.zh, task_type=said.kind_code,
        use_level=words.coded(words.LEVELS, said.level), by_law=said.law_text, **_state(item, edition),
    )  # fmt: skip


def _basic(item: Item, edition: Edition, said: Definition, department: str) -> Iterator[Row]:
    guide, limits = said.guide, said.limits
    statute, promise = _limit(limits.statute), _limit(limits.promise)
    yield _told(
        catalog_code=said.codes.catalog, **_of(said), task_name=said.title.zh, task_type=said.kind_code,
        use_level=words.coded(words.LEVELS, said.level), dept_code=said.codes.implementer, dept_name=department,
        dept_type=words.coded(words.DEPT_TYPES, said.dept_type),
        power_source=words.coded(words.POWER_SOURCES, said.power_source), by_law=said.law_text,
        accept_condition="\n".join(guide.conditions), handle_flow=guide.flow,
        anticipate_day=statute[0], anticipate_type=statute[1],
        anticipate_explain=_exactly(limits.statute, limits.statute_note or limits.reason),
        promise_day=promise[0], promise_type=promise[1], promise_explain=_exactly(limits.promise, limits.promise_note),
        project_type=words.coded(words.PROJECTS, said.project), server_type=_codes(words.SERVES, said.serves),
        is_fee=_flag(said.fee.charged), fee_basis=said.fee.law, handle_type=_codes(words.CHANNELS, guide.channels),
        limit_scene_num=str(guide.visits), link_way=guide.phone, supervise_way=guide.supervision,
        transact_addr="、".join(guide.places), transact_time=guide.hours, mobile_terminal_url=guide.mobile_url,
        **_state(item, edition),
    )  # fmt: skip


def _extend(item: Item, edition: Edition, said: Definition, _: str) -> Iterator[Row]:
    guide = said.guide
    yield _told(
        **_of(said), is_online=_flag(guide.online), online_handle_depth=",".join(guide.online_depth),
        online_handle_url=guide.url, handle_area=words.AREAS.get(guide.area_scope, ""),
        is_schedule=_flag(guide.appointment), is_pay_online=_flag(guide.pay_online), is_express=_flag(guide.express),
        is_service_terminals=_flag(guide.self_service), limit_explain=guide.quota,
        limit_scene_explain=guide.visit_reason, other_dept="、".join(guide.partners), service_type=guide.intermediary,
        result_name=said.gives.name, result_type=words.coded(words.RESULTS, said.gives.type),
        user_topic_type=",".join(said.themes.person), corp_topic_type=",".join(said.themes.company),
    )  # fmt: skip


def _materials(item: Item, edition: Edition, said: Definition, _: str) -> Iterator[Row]:
    for number, one in enumerate(said.materials, 1):
        yield _told(
            **_of(said), order_num=str(number), material_name=one.title, material_type=str(one.material_type),
            material_format=str(one.material_format), is_need=str(one.need), page_num=str(one.originals + one.copies),
            source_type=words.coded(words.SOURCES, one.source), source_explain=one.issuer, by_law=one.law,
            accept_stand=one.accept_standard, fill_explain=one.fill_notes, example_guid=one.sample_form,
            form_guid=one.blank_form, remark=one.remark,
        )  # fmt: skip


def _fees(item: Item, edition: Edition, said: Definition, _: str) -> Iterator[Row]:
    if said.fee.charged:
        yield _told(
            **_of(said), fee_name=said.title.zh, fee_stand=said.fee.standard, by_law=said.fee.law,
            is_desc=_flag(bool(said.fee.reductions)), desc_explain=said.fee.reductions,
        )  # fmt: skip


def _questions(item: Item, edition: Edition, said: Definition, _: str) -> Iterator[Row]:
    for one in said.guide.faq:
        yield _told(**_of(said), question=one.ask, answer=one.answer)


ROWS = {
    "up_task_directory": _directory, "up_task_general_basic": _basic, "up_task_general_extend": _extend,
    "up_task_general_material": _materials, "up_task_general_fee_project": _fees,
    "up_task_general_questions": _questions,
}  # fmt: skip


def _of(said: Definition) -> dict[str, str]:
    return {"task_code": said.codes.implementation, "task_handle_item": said.codes.business}


def _state(item: Item, edition: Edition) -> dict[str, str]:
    end = edition.in_force_to.isoformat() if edition.in_force_to else ""
    return {
        "task_state": item.state, "task_version": str(edition.number), "plan_cancel_date": end,
        "plan_effective_date": edition.in_force_from.isoformat(),
    }  # fmt: skip


def _limit(limit: Limit | None) -> tuple[str, str]:
    """A limit as the table writes it: days and 1 for working days, 2 for calendar days; on the spot is 0 of them."""
    if limit is None:
        return "", ""
    if limit.unit == "on the spot":
        return "0", "1"
    if limit.unit in ("hour", "minute"):
        return "1", "1"  # the table counts days; the explanation says the hours
    return str(limit.amount), "1" if limit.unit == "working day" else "2"


def _exactly(limit: Limit | None, note: str) -> str:
    hours = limit.zh if limit is not None and limit.unit in ("hour", "minute") else ""
    return "。".join(one for one in (hours, note) if one)


def _codes(known: dict[str, tuple[str, str]], said: tuple[str, ...]) -> str:
    return ",".join(dict.fromkeys(words.coded(known, one) for one in said))


def _flag(value: bool) -> str:
    return str(int(value))


def _told(**values: str) -> Row:
    return {name: value.strip() for name, value in values.items() if value.strip()}
