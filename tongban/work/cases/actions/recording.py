"""Records of what was done outside the office: on site (现场勘验笔录), and in special procedures (特别程序记录)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity import queries as identity
from tongban.registers.ledger import queries as ledger
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import filling, notices
from tongban.work.cases.actions.turning import fitting
from tongban.work.cases.errors import AskedAlready, NotNow, RecordNeeded
from tongban.work.cases.events import CaseHandedUp, ProcedureRecorded, SiteVisitRecorded
from tongban.work.cases.kinds import RECORDED, GapSpec, Special
from tongban.work.cases.models import Case, Pause
from tongban.work.cases.queries import locked

PARTS = {"at": "时间", "place": "地点", "by": "承担机构或者人员", "findings": "经过和情况"}


@action
def record_visit(
    actor: Actor, case_id: str, *, step: str, officers: Sequence[str], findings: str, conclusion: str,
    at: datetime | None = None, place: str = "", present: Sequence[str] = (),
) -> Case:
    """Make the record of a visit by two officers (现场勘验笔录, 行政许可法 第三十四条): a paper of the case.

    Whoever signs the step calls this with his signature. Raises `RecordNeeded` without what was found.
    """
    case = locked(case_id)
    if not (actor.is_official or actor.kind == "client"):
        raise NotAllowed
    if case.state != "accepted":
        raise NotNow("只有审查中的办件可以制作现场勘验笔录。")
    if not findings.strip():
        raise RecordNeeded("请写明现场勘验的情况，会写入现场勘验笔录。")
    notice = notices.serve(case, "site-visit-record", {
        "at": time.zh_moment(at or time.now()), "place": fitting(place, "勘验地点"), "officers": list(officers),
        "present": [name.strip() for name in present if name.strip()], "findings": fitting(findings, "勘验情况", 5000),
        "conclusion": conclusion, "official": actor.name,
    })  # fmt: skip
    record(actor, SiteVisitRecorded(case.subject, step, str(notice.pk)))
    return case


@action
def hand_up(
    actor: Actor, case_id: str, *, step: str, department: str, opinion: str, conclusion: str, within: str
) -> Case:
    """Hand the case up with the opinion of the first instance and every document (初审报送, 行政许可法 第四十三条).

    Whoever signs the step calls this with his signature. The deciding authority does not ask the applicant again for
    what he has handed in (`accepting.ask_for_more`).
    """
    case = locked(case_id)
    if not (actor.is_official or actor.kind == "client"):
        raise NotAllowed
    if case.state != "accepted":
        raise NotNow("只有审查中的办件可以报送。")
    notice = notices.serve(case, "first-instance", {
        "examined_by": identity.department(department).name, "handed_to": identity.department(case.department).name,
        "opinion": opinion.strip() or conclusion, "conclusion": conclusion, "within": within,
        "materials": [f"{case.title}申请表", *(slot.title for slot in filling.slots(case) if slot.filled)],
        "official": actor.name,
    })  # fmt: skip
    record(actor, CaseHandedUp(case.subject, step, str(notice.pk)))
    return case


def record_procedure(actor: Actor, case: Case, pause: Pause, said: Mapping[str, str], result: str) -> None:
    """Serve the record of a special procedure that ends. Raises `RecordNeeded` where one is owed and a part is missing.

    Those of 第四十五条 owe one, and a site visit and a publication; a hearing that was asked for has its own.
    """
    if pause.kind not in RECORDED:
        return
    most = {"findings": 3000}
    parts = {name: fitting(said.get(name, ""), what, most.get(name, 200)) for name, what in PARTS.items()}
    if lacking := [PARTS[name] for name, text in parts.items() if not text]:
        raise RecordNeeded(f"{Special(pause.kind).label}应当有记录，请写明{'、'.join(lacking)}。")
    pause.record = parts
    pause.save(update_fields=["record"])
    notice = notices.serve(case, "procedure-record", {
        **parts, "what": Special(pause.kind).label, "begun": time.zh_moment(pause.started_at), "result": result,
        "officers": pause.officers, "official": actor.name,
    })  # fmt: skip
    record(actor, ProcedureRecorded(case.subject, str(pause.kind), str(notice.pk)))


def not_again(case: Case, wanted: Sequence[GapSpec]) -> Sequence[GapSpec]:
    """The gaps; what a lower authority handed up is not asked again (第四十三条). Raises `AskedAlready`."""
    if not any(row.kind == "cases.CaseHandedUp" for row in ledger.timeline(case.subject)):
        return wanted
    there = set(case.given.filter(current=True).values_list("code", flat=True))
    if again := [gap.title for gap in wanted if gap.target in there]:
        raise AskedAlready(f"“{'、'.join(again)}”已由初审机关随案报送，不能要求申请人重复提供。")
    return wanted
