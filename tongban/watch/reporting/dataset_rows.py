"""A case, and what lies around it, as rows of the data sets of GB/T 39046-2020. What we do not know stays empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from tongban.engines import tables
from tongban.engines.codes import masking
from tongban.engines.tables import Row, meaning
from tongban.engines.tables.table import MOMENT, MOMENTS, written
from tongban.registers.catalogue.kinds import words
from tongban.registers.identity import queries as identity
from tongban.registers.seals import queries as seals
from tongban.watch.reporting.casefile import ANSWERED, ENDED, CaseFile, local
from tongban.watch.reporting.exchange_rows import CHANNELS, EXTENDED, OTHER, deed, document, id_type, special, way
from tongban.work.cases.kinds import Outcome, Source

DONE = "2"  # 环节办理状态代码: 已办
YES, NO = "1", "0"
# Free text that the standard holds shorter than we do: its end is cut, and seen to be cut. All else must fit whole.
CUT = frozenset({
    "设定依据", "权限划分", "中介服务", "数量限制", "办理地点", "办理时间", "常见问题", "共同实施部门", "出具时间要求",
    "材料办理说明", "材料办理地点", "材料使用说明", "通讯地址", "环节处理意见", "办件结果描述", "监察结果描述",
    "督办内容",
})  # fmt: skip
# Of these half is worth nothing: they are whole or empty.
WHOLE = frozenset({"网办地址", "咨询电话", "监督电话", "投资项目编号"})
CHANNEL_WORDS = {"portal": "PC端、移动服务端", "desk": "政务大厅平板电脑", "kiosk": "政务大厅其他终端"}


def row(name: str, values: Mapping[str, object]) -> Row:
    """The values as the columns of a data set write them: moments in the standard's form, long free text cut."""
    return {column: _fitting(tables.table(name).column(column), value) for column, value in values.items()}


def _fitting(column: tables.Column, value: object) -> str:
    if column.type in MOMENTS and isinstance(value, str) and value:
        value = datetime.strptime(value, MOMENT)  # noqa: DTZ007  the wall clock of another table
    text = written(value, column.type)
    width = int(column.type.partition("..")[2] or 0)
    if not width or len(text) <= width or column.name not in CUT | WHOLE:
        return text
    return text[: width - 1] + "…" if column.name in CUT else ""


def application(file: CaseFile) -> Iterator[Row]:
    case, who = file.case, file.applicant
    project = file.definition.project
    yield row("ds05_application", {
        "办件编号": case.number, "实施编码": file.definition.codes.implementation, "事项名称": case.title,
        "办件类型": words.said(words.PROJECTS, project), "办件类型代码": words.coded(words.PROJECTS, project),
        "申请者名称": file.name(who), "申请者证件类型代码": document(file), "申请者证件号码": file.code(who),
        "联系人/代理人姓名": file.name(file.handler), "联系人/代理人证件类型代码": id_type(case.handler),
        "联系人/代理人证件号码": file.code(file.handler), "联系人手机号码": file.phone(file.handler or who),
        "通讯地址": who.address if not who.is_person else file.private(who.address),
        "法定代表人": file.private(who.legal_name, masking.name), "申报来源代码": CHANNELS.get(case.channel, "9"),
        "申请时间": local(case.submitted_at), "投资项目编号": case.project, "行政区划": case.area,
    })  # fmt: skip


def material(file: CaseFile) -> Iterator[Row]:
    titles = {one.code: one.title for one in file.definition.materials}
    for given in file.given:
        yield row("ds05_material", {
            "办件编号": file.case.number, "材料名称": titles.get(given.code, given.code),
            "是否收取": YES if given.source == Source.APPLICANT else NO, "收取方式": way(given),
            "收取数量": 1, "收取时间": local(given.given_at), "附件实体": given.name,
        })  # fmt: skip


def acceptance(file: CaseFile) -> Iterator[Row]:
    case, codes, project = file.case, file.definition.codes, file.definition.project
    if case.accepted_at is None:
        return
    yield row("ds06_acceptance", {
        "办件编号": case.number, "基本编码": codes.catalog, "实施编码": codes.implementation, "事项名称": case.title,
        "受理单位名称": file.department.name, "受理单位统一社会信用代码": file.department.credit_code,
        "受理人员": file.official(file.last(*ANSWERED)), "受理时间": local(case.accepted_at),
        "受理文书编号": file.notice_number("acceptance", "deemed-acceptance"), "承诺办结时间": file.promised,
        "办件类型": words.said(words.PROJECTS, project), "办件类型代码": words.coded(words.PROJECTS, project),
        "行政区划": case.area,
    })  # fmt: skip


def handling(file: CaseFile) -> Iterator[Row]:
    for opinion in file.opinions:
        department = identity.department(opinion.department)
        yield row("ds07_handling", {
            "办件编号": file.case.number, "业务动作": deed(opinion),
            "环节名称": file.definition.process.step(opinion.step).title, "环节处理人": opinion.official_name,
            "环节处理意见": opinion.text, "环节开始时间": local(file.begun(opinion)),
            "环节结束时间": local(opinion.signed_at), "处理单位名称": department.name,
            "处理单位统一社会信用代码": department.credit_code, "环节办理状态代码": DONE,
        })  # fmt: skip


def procedure(file: CaseFile) -> Iterator[Row]:
    for one in special(file):
        yield row("ds07_special", {
            "办件编号": one["project_no"], "特别程序种类名称": one["name"],
            "特别程序种类代码": EXTENDED if one["special_type"] == EXTENDED else OTHER, "特别程序开始时间": one["time"],
            "特别程序启动理由或依据": one["reason"], "申请人": one["applyer_user_name"],
            "特别程序结束时间": one.get("end_time", ""), "特别程序结果": one["result"],
            "办理单位名称": file.department.name, "办理单位统一社会信用代码": file.department.credit_code,
        })  # fmt: skip


def result(file: CaseFile) -> Iterator[Row]:
    case, licence = file.case, next(iter(file.licences), None)
    if case.closed_at is None:
        return
    yield row("ds08_result", {
        "办件编号": case.number, "办理人姓名": file.official(file.last(*ENDED)), "办结时间": local(case.closed_at),
        "结果证照名称": licence.type.title if licence else "", "结果证照编号": licence.number if licence else "",
        "办件结果描述": Outcome(case.outcome).label,
        "证照有效期限": f"{licence.valid_from} 至 {licence.valid_to or '长期'}" if licence else "",
        "发证/盖章单位": licence.type.issuer if licence else "", "行政区划": case.area,
        "是否收费": YES if file.definition.fee.charged else NO,
    })  # fmt: skip


def evaluation(file: CaseFile) -> Iterator[Row]:
    """What the applicant said of it; without his name where he did not want it told."""
    if (rating := file.rating) is None:
        return
    level = str(6 - rating.level)  # A.8 counts from very satisfied to very dissatisfied, our five levels the other way
    yield row("ds09_evaluation", {
        "办件编号": file.case.number, "评价渠道": CHANNEL_WORDS.get(rating.channel, ""),
        "评价人": "" if rating.anonymous else file.name(file.applicant), "评价时间": local(rating.rated_at),
        "评价次数": 1, "满意度": meaning("A8_satisfaction", level), "满意度代码": level, "文字评价": rating.text,
        "行政区划": file.case.area,
    })  # fmt: skip


def supervision(file: CaseFile) -> Iterator[Row]:
    """Every yellow and red card that stands or was answered; one that was taken back says so."""
    for card in file.cards:
        department = identity.department(card.department)
        said = "：".join(part for part in (card.get_answer_display(), card.answer_text, card.withdrawn_reason) if part)
        yield row("ds11_supervision", {
            "办件编号": file.case.number, "督办内容": card.sentence, "机构名称": department.name,
            "事项类型代码": words.coded(words.KINDS, file.definition.kind), "督办发出时间": local(card.issued_at),
            "监察编号": card.pk.hex[-20:], "监察规则编号": card.rule,
            "状态产生时间": local(card.withdrawn_at or card.answered_at or card.issued_at),
            "监察结果描述": "，".join(
                part for part in (card.get_colour_display(), card.get_state_display(), said) if part
            ), "责任部门": department.name,
        })  # fmt: skip


def sealed(file: CaseFile) -> Iterator[Row]:
    """Each paper that carries the department's seal, and since when."""
    seal, at = seals.seal(file.case.department), file.sealed_at
    for notice in file.case.notices.all():
        if str(notice.pk) in at:
            yield row("ds13_seal", {
                "办件编号": file.case.number, "文书编号": notice.number, "签章人": file.department.name,
                "签章时间": local(at[str(notice.pk)]), "印章名称": seal.title if seal else "",
                "制作日期": local(seal.made_at) if seal else None,
            })  # fmt: skip


CASE_ROWS: Mapping[str, Any] = {
    "ds05_application": application, "ds05_material": material, "ds06_acceptance": acceptance,
    "ds07_handling": handling, "ds07_special": procedure, "ds08_result": result, "ds09_evaluation": evaluation,
    "ds11_supervision": supervision, "ds13_seal": sealed,
}  # fmt: skip
