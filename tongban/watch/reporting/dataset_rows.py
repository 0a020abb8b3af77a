"""A case, and an item, as rows of the data sets of GB/T 39046-2020. What we do not know stays empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tongban.engines.clocks import Limit
from tongban.engines.codes import masking
from tongban.engines.tables import Row
from tongban.engines.tables.table import written
from tongban.registers.catalogue.kinds import Definition, words
from tongban.registers.identity import queries as identity
from tongban.watch.reporting.casefile import ANSWERED, ENDED, CaseFile, local
from tongban.watch.reporting.exchange_rows import EXTENDED, OTHER, deed, document, id_type, special, way
from tongban.work.cases.kinds import Outcome, Source

DONE = "2"  # 环节办理状态: 已办
YES, NO = "1", "0"


def row(values: Mapping[str, object]) -> Row:
    return {name: written(value) for name, value in values.items()}


def application(file: CaseFile) -> Iterator[Row]:
    case, who = file.case, file.applicant
    yield row({
        "办件编号": case.number, "实施编码": file.definition.codes.implementation, "事项名称": case.title,
        "办件类型": words.coded(words.PROJECTS, file.definition.project), "申请者名称": file.name(who),
        "证件类型代码": document(file), "证件号码": file.code(who), "联系人姓名": file.name(file.handler),
        "联系人证件类型代码": id_type(case.handler), "联系人证件号码": file.code(file.handler),
        "联系人手机": file.phone(file.handler or who),
        "通讯地址": who.address if not who.is_person else file.private(who.address),
        "法定代表人": file.private(who.legal_name, masking.name), "申请时间": local(case.submitted_at),
        "行政区划": case.area,
    })  # fmt: skip


def material(file: CaseFile) -> Iterator[Row]:
    titles = {one.code: one.title for one in file.definition.materials}
    for given in file.given:
        yield row({
            "办件编号": file.case.number, "材料名称": titles.get(given.code, given.code),
            "是否收取": YES if given.source == Source.APPLICANT else NO, "收取方式": way(given),
            "收取数量": 1, "收取时间": local(given.given_at), "附件实体": given.name,
        })  # fmt: skip


def acceptance(file: CaseFile) -> Iterator[Row]:
    case, codes = file.case, file.definition.codes
    if case.accepted_at is None:
        return
    yield row({
        "办件编号": case.number, "基本编码": codes.catalog, "实施编码": codes.implementation, "事项名称": case.title,
        "受理单位名称": file.department.name, "受理单位统一社会信用代码": file.department.credit_code,
        "受理人员": file.official(file.last(*ANSWERED)), "受理时间": local(case.accepted_at),
        "受理文书编号": file.notice_number("acceptance", "deemed-acceptance"), "承诺办结时间": file.promised,
        "办件类型": words.coded(words.PROJECTS, file.definition.project), "行政区划": case.area,
    })  # fmt: skip


def handling(file: CaseFile) -> Iterator[Row]:
    for opinion in file.opinions:
        department = identity.department(opinion.department)
        yield row({
            "办件编号": file.case.number, "业务动作": deed(opinion),
            "环节名称": file.definition.process.step(opinion.step).title, "处理人": opinion.official_name,
            "处理意见": opinion.text, "开始时间": local(file.begun(opinion)), "结束时间": local(opinion.signed_at),
            "处理单位名称": department.name, "处理单位统一社会信用代码": department.credit_code, "环节办理状态": DONE,
        })  # fmt: skip


def procedure(file: CaseFile) -> Iterator[Row]:
    for one in special(file):
        yield row({
            "办件编号": one["project_no"], "特别程序种类名称": one["name"],
            "特别程序种类代码": EXTENDED if one["special_type"] == EXTENDED else OTHER, "开始时间": one["time"],
            "启动理由或依据": one["reason"], "申请人": one["applyer_user_name"], "结束时间": one.get("end_time", ""),
            "结果": one["result"],
        })  # fmt: skip


def result(file: CaseFile) -> Iterator[Row]:
    case, licence = file.case, next(iter(file.licences), None)
    if case.closed_at is None:
        return
    yield row({
        "办件编号": case.number, "办理人姓名": file.official(file.last(*ENDED)), "办结时间": local(case.closed_at),
        "结果证照名称": licence.type.title if licence else "", "结果证照编号": licence.number if licence else "",
        "办件结果描述": Outcome(case.outcome).label,
        "证照有效期限": f"{licence.valid_from} 至 {licence.valid_to or '长期'}" if licence else "",
        "发证单位": licence.type.issuer if licence else "", "行政区划": case.area,
        "是否收费": YES if file.definition.fee.charged else NO,
    })  # fmt: skip


CASE_ROWS: Mapping[str, Any] = {
    "ds05_application": application, "ds05_material": material, "ds06_acceptance": acceptance,
    "ds07_handling": handling, "ds07_special": procedure, "ds08_result": result,
}  # fmt: skip


def item(definition: Definition, owner: str) -> Row:
    """An item as it is offered (实施清单). ``owner`` is the name of the implementing body."""
    guide, limits = definition.guide, definition.limits
    return row({
        "事项名称": definition.title.zh, "基本编码": definition.codes.catalog,
        "实施编码": definition.codes.implementation, "事项类型代码": words.coded(words.KINDS, definition.kind),
        "设定依据": "；".join(str(law) for law in definition.law),
        "行使层级代码": words.coded(words.LEVELS, definition.level), "权限划分": guide.power_division,
        "行使内容": guide.power_content, "实施主体": owner,
        "实施主体性质代码": words.coded(words.DEPT_TYPES, definition.dept_type),
        **_limit("法定办结时限", limits.statute, limits.statute_note),
        **_limit("承诺办结时限", limits.promise, limits.promise_note),
        "受理条件": "；".join(guide.conditions), "办理流程": guide.flow.strip(), "承办机构": guide.handled_by,
        "中介服务": guide.intermediary, "数量限制": guide.quota, "结果名称": definition.gives.name,
        "结果样本": definition.gives.sample, "是否收费": YES if definition.fee.charged else NO,
        "收费依据": definition.fee.law, "通办范围": words.AREAS[guide.area_scope],
        "服务对象代码": _codes(words.SERVES, definition.serves), "法人主题代码": ",".join(definition.themes.company),
        "自然人主题代码": ",".join(definition.themes.person), "办理形式代码": _codes(words.CHANNELS, guide.channels),
        "特别程序": "；".join(str(one) for one in guide.special), "行政管辖代码": definition.area,
        **{name: YES if said else NO for name, said in (
            ("是否支持预约", guide.appointment), ("是否支持网上支付", guide.pay_online),
            ("是否支持物流快递", guide.express), ("是否网办", guide.online),
        )}, "网办地址": guide.url, "运行系统层级": words.SYSTEMS[guide.system],
        "办理地点": "；".join(str(one) for one in guide.places), "办理时间": guide.hours, "咨询电话": guide.phone,
        "监督电话": guide.supervision,
    })  # fmt: skip


def _codes(table: dict[str, tuple[str, str]], chosen: Any) -> str:
    return ",".join(dict.fromkeys(words.coded(table, one) for one in chosen))


def _limit(name: str, limit: Limit | None, note: str) -> dict[str, object]:
    """The three columns of a limit; one in hours or on the spot is said in the note, the units do not have it."""
    unit = {"working day": "1", "day": "2"}.get(limit.unit, "") if limit else ""
    said = "；".join(part for part in ("" if unit or not limit else limit.zh, note) if part)
    return {name: limit.amount if limit and unit else "", f"{name}单位": unit, f"{name}说明": said}
