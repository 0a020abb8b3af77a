"""What is an organisation's own (本单位): its cases and licences, for its own systems, with a token it gave them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tongban.doors.openapi.access import Token
from tongban.doors.openapi.v1.cases import GapLine, NoticeLine
from tongban.doors.openapi.v1.common import here, refused
from tongban.kernel import time
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases
from tongban.work.cases.states import STATES

router = Router(tags=["本单位"])
KEY = "^([0-9T:.+-]{10,40}~[0-9a-f-]{36})?$"


class Page(Schema):
    """从哪里接着读。"""

    after: Annotated[str, Field(pattern=KEY, description="上一页的 next")] = ""
    limit: Annotated[int, Field(ge=1, le=100, description="每页条数")] = 50


class CasesWanted(Page):
    """读哪些办件。"""

    state: Annotated[
        Literal["", "open", "owed", "granted", "other"],
        Field(description="open 办理中、owed 待补正、granted 已准予、other 其他结束方式"),
    ] = ""
    item: Annotated[str, Field(pattern="^[a-z0-9-]{0,60}$", description="事项代码")] = ""
    project: Annotated[str, Field(max_length=24, description="投资项目代码")] = ""
    since: Annotated[date | None, Field(description="提交不早于")] = None
    until: Annotated[date | None, Field(description="提交不晚于")] = None


class OwnCase(Schema):
    """本单位的一个办件；不含申请表内容。"""

    number: str
    item: str
    title: str
    handler: str = Field(description="经办人姓名")
    project: str = Field(description="投资项目代码（GB/T 40058）；没有写明时为空")
    state: str
    state_zh: str
    outcome: str
    submitted_at: datetime
    accepted_at: datetime | None
    decided_at: datetime | None
    closed_at: datetime | None
    due_on: date | None = Field(description="承诺办结日期")


class OwnCasePage(Schema):
    """一页办件，新提交的在前。"""

    cases: list[OwnCase]
    next: str = Field(description="下一页的 after；没有下一页时为空")


class OwnCaseDetail(OwnCase):
    """本单位的一个办件，连同补正项和文书。"""

    gaps: list[GapLine]
    notices: list[NoticeLine]


class OwnLicence(Schema):
    """本单位的一个电子证照。"""

    title: str
    number: str
    code: str = Field(description="核验用的编码")
    identifier: str = Field(description="电子证照标识（GB/T 36904）")
    issuer: str
    status: str
    counts: bool = Field(description="今天是否有效")
    valid_from: date
    valid_to: date | None = Field(description="空为长期有效")
    issued_at: datetime


class OwnLicencePage(Schema):
    """一页证照，新签发的在前。"""

    licences: list[OwnLicence]
    next: str = Field(description="下一页的 after；没有下一页时为空")


@router.get(
    "/cases", response={200: OwnCasePage, **refused(401, 403)}, operation_id="listOwnCases", summary="本单位的办件",
    auth=Token("own-cases:read"),
)  # fmt: skip
def listed(request: HttpRequest, by: Query[CasesWanted]) -> Any:
    """本单位提交过的办件，与企业专属网页的办件台账相同；按 `next` 翻页。每次读取都会记入本单位的令牌使用记录。"""
    wanted = cases.Wanted(
        state=by.state, item=by.item, since=by.since, until=by.until, project=by.project
    )
    found = cases.ledger_of(request.actor, wanted, after=by.after, limit=by.limit)  # type: ignore[attr-defined]
    return {
        "cases": [_line(one) for one in found],
        "next": found[-1].ledger_key if len(found) == by.limit else "",  # type: ignore[attr-defined]
    }


@router.get(
    "/cases/{number}", response={200: OwnCaseDetail, **refused(401, 403, 404)}, operation_id="getOwnCase",
    summary="本单位的一个办件", auth=Token("own-cases:read"),
)  # fmt: skip
def one(request: HttpRequest, number: Annotated[str, Field(min_length=1, max_length=32)]) -> Any:
    """一个办件的进度、补正项和文书。每次读取都会记入本单位的令牌使用记录。"""
    actor = request.actor  # type: ignore[attr-defined]
    case = cases.case_for(actor, number)
    return _line(case) | {
        "gaps": [
            {name: getattr(gap, name) for name in ("target", "title", "sentence", "law")}
            | {"settled_at": here(gap.settled_at)}
            for gap in cases.gaps_of(case)
        ],
        "notices": [
            {"title": notice.title, "number": notice.number, "served_at": here(notice.served_at)}
            for notice in cases.notices_of(actor, case)
        ],
    }


@router.get(
    "/licences", response={200: OwnLicencePage, **refused(401, 403)}, operation_id="listOwnLicences",
    summary="本单位的电子证照", auth=Token("own-licences:read"),
)  # fmt: skip
def held(request: HttpRequest, by: Query[Page]) -> Any:
    """本单位持有的电子证照，每个只列最新的一版；按 `next` 翻页。每次读取都会记入本单位的令牌使用记录。"""
    found = licences.page_of(request.actor, after=by.after, limit=by.limit)  # type: ignore[attr-defined]
    return {
        "licences": [_licence(row) for row in found],
        "next": found[-1].page_key if len(found) == by.limit else "",  # type: ignore[attr-defined]
    }


def _line(case: Any) -> dict[str, Any]:
    plain = ("number", "title", "project", "state", "outcome", "due_on")
    moments = ("submitted_at", "accepted_at", "decided_at", "closed_at")
    return {name: getattr(case, name) for name in plain} | {name: here(getattr(case, name)) for name in moments} | {
        "item": case.item_code, "state_zh": STATES[case.state][0], "handler": case.handler_name,
    }  # fmt: skip


def _licence(row: Any) -> dict[str, Any]:
    plain = ("number", "code", "identifier", "valid_from", "valid_to")
    return {name: getattr(row, name) for name in plain} | {
        "title": row.type.title, "issuer": row.type.issuer, "status": row.state_zh,
        "counts": row.counts_on(time.today()), "issued_at": here(row.issued_at),
    }  # fmt: skip
