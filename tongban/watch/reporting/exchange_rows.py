"""A case as rows of the five national exchange tables and of 好差评."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from tongban.engines.clocks import Limit
from tongban.engines.tables import Row
from tongban.engines.tables.table import written
from tongban.registers.catalogue.kinds import words
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import CITIZEN_CARD
from tongban.registers.places import queries as places
from tongban.watch.reporting.casefile import CaseFile, local
from tongban.work.cases.kinds import Outcome, Source, Special

CREDIT_CODE = "001"
CHANNELS = {"portal": "2", "desk": "1", "kiosk": "9", "openapi": "9"}
RESULTS = {
    Outcome.GRANTED: "0", Outcome.REFUSED: "1", Outcome.TERMINATED: "2", Outcome.SENT_ON: "4", Outcome.RETURNED: "5",
    Outcome.WITHDRAWN: "5", Outcome.TURNED_AWAY: "6", Outcome.NO_PERMIT: "6", Outcome.NOT_OURS: "6",
}  # fmt: skip
EXTENDED, OTHER = "1", "2"
BEGUN = ("cases.CasePaused", "cases.HearingAsked")
PASSED, SENT_BACK, OTHERWISE = "通过", "退回", "其他"
WAYS = {Source.APPLICANT: "网上提交", Source.REGISTERS: "电子证照免交", Source.DEPARTMENT: "部门核验免交"}


def row(**values: object) -> Row:
    return {name: written(value) for name, value in values.items()}


def document(file: CaseFile) -> str:
    """The code of the kind of document the applicant is known by (GA/T 2000.156; 001 统一社会信用代码)."""
    return id_type(file.case.applicant) if file.applicant.is_person else CREDIT_CODE


def id_type(subject: str) -> str:
    if not subject.startswith("person/"):
        return ""
    return identity.person(subject.removeprefix("person/")).id_type or CITIZEN_CARD


def acceptance(file: CaseFile) -> Iterator[Row]:
    case, codes = file.case, file.definition.codes
    if case.accepted_at is None:
        return
    yield row(
        project_no=case.number, catalog_code=codes.catalog, task_code=codes.implementation, task_name=case.title,
        task_version=case.edition.number, project_type=words.coded(words.PROJECTS, file.definition.project),
        applyer_name=file.name(file.applicant), applyer_type=words.coded(words.SERVES, file.applicant.kind),
        applyer_page_type=document(file), applyer_page_code=file.code(file.applicant),
        apply_type=CHANNELS.get(case.channel, "9"), apply_date=local(case.submitted_at),
        accept_date=local(case.accepted_at), org_code=file.department.credit_code, org_name=file.department.name,
    )


def way(given: Any) -> str:
    """收取方式: how a material came, or why it need not."""
    source = Source(given.source)
    return WAYS.get(source) or str(source.label)


def deed(opinion: Any) -> str:
    """业务动作 of an opinion."""
    if opinion.verdict == "agree":
        return PASSED
    return OTHERWISE if opinion.stands else SENT_BACK


def process(file: CaseFile) -> Iterator[Row]:
    for opinion in file.opinions:
        yield row(
            project_no=file.case.number, process_name=file.definition.process.step(opinion.step).title,
            event_name=deed(opinion), handle_explain=opinion.text, handle_user_name=opinion.official_name,
            event_start_time=local(file.begun(opinion)), event_end_time=local(opinion.signed_at),
        )


def special(file: CaseFile) -> Iterator[Row]:
    for pause in file.pauses:
        began = next((f for f in file.facts if f.kind in BEGUN and _same(f.at, pause.started_at)), None)
        yield row(
            project_no=file.case.number, special_type=OTHER, name=Special(pause.kind).label,
            time=local(pause.started_at), reason=f"{pause.reason}（{pause.law}）" if pause.law else pause.reason,
            applyer_user_name=file.asked_by(began), end_time=local(pause.ended_at), result=pause.result,
        )
    for fact in file.facts:
        if fact.kind == "cases.CaseExtended":
            yield row(
                project_no=file.case.number, special_type=EXTENDED, name="延长审批", time=local(fact.at),
                reason="行政许可法 第四十二条", applyer_user_name=file.official(fact),
                result=Limit.parse(fact.body["by"]).zh,
            )


def _same(at: datetime, moment: datetime) -> bool:
    """Whether both were written by one verb."""
    return abs(at - moment) < timedelta(minutes=1)


def result(file: CaseFile) -> Iterator[Row]:
    case = file.case
    if case.closed_at is None:
        return
    licence, outcome = next(iter(file.licences), None), Outcome(case.outcome)
    yield row(
        project_no=case.number, result_type=RESULTS[outcome],
        result_explain="：".join(part for part in (str(outcome.label), case.reason) if part),
        result_date=local(case.closed_at), result_cetr_name=licence.type.title if licence else "",
        result_cetr_no=licence.number if licence else "",
        # A.8 counts from very satisfied to very dissatisfied, our five levels the other way.
        satisfaction=6 - file.rating.level if file.rating else "",
    )


def materials(file: CaseFile) -> Iterator[Row]:
    titles = {material.code: material.title for material in file.definition.materials}
    for given in file.given:
        yield row(
            project_no=file.case.number, material_name=titles.get(given.code, given.code),
            get_type=way(given), get_num=1, material_attach_name=given.name,
        )


def evaluation(file: CaseFile) -> Iterator[Row]:
    case, rating, codes = file.case, file.rating, file.definition.codes
    if rating is None:
        return
    division = places.division(case.area)
    named = not rating.anonymous
    yield row(
        areaCode=case.area, areaName=division.name if division else "", deptCode=file.department.credit_code,
        taskCode=codes.implementation, taskHandleItem=codes.business, taskName=case.title, projectNo=case.number,
        proStatus="3" if case.closed_at else "2", proDepartCode=file.department.credit_code,
        proDepart=file.department.name, pf="1" if rating.channel == "portal" else "",
        certkeyGOV=file.code(file.applicant) if named else "", userName=file.name(file.applicant) if named else "",
        userProp="1" if file.applicant.is_person else "2", satisfaction=rating.level,
        evalDetail=",".join(rating.tags), writingEvaluation=rating.text, assessTime=local(rating.rated_at),
        assessNumber="1", promiseTime=file.definition.limits.promise.zh, acceptDate=local(case.accepted_at),
        anonymityFlag="1" if rating.anonymous else "0",
    )


ROWS: Mapping[str, Any] = {
    "up_pro_accept": acceptance, "up_pro_process": process, "up_pro_special_procedure": special,
    "up_pro_result": result, "up_pro_material": materials, "evaluation": evaluation,
}  # fmt: skip
