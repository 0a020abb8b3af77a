"""Cases (办件): for the systems of the department that answers for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tongban.doors.openapi.access import Token
from tongban.doors.openapi.v1.common import here, refused
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import actions, queries
from tongban.work.cases.states import STATES

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor
    from tongban.work.cases.models import Case

router = Router(tags=["办件"], auth=Token("cases:read"))


class Change(Schema):
    """办件上发生的一件事；不含申请内容。"""

    position: int = Field(description="在全程留痕总序中的位置，从 1 起，没有空缺")
    number: str = Field(description="办件编号")
    item: str
    kind: str = Field(description="事实种类，如 cases.CaseAccepted")
    at: datetime
    actor: dict[str, str] = Field(description="经办人：种类和来自哪扇门")
    body: dict[str, Any] = Field(description="事实的内容：编号和代码")


class ChangePage(Schema):
    """一页办件变化。"""

    changes: list[Change]
    next: int = Field(description="下一次的 since；没有新变化时与本次相同")


class NoticeLine(Schema):
    """已送达的文书。"""

    title: str
    number: str
    served_at: datetime


class GapLine(Schema):
    """补正项。"""

    target: str
    title: str
    sentence: str
    law: str
    settled_at: datetime | None


class CaseDetail(Schema):
    """一个办件。"""

    number: str
    item: str
    edition: int
    title: str
    department: str
    area: str
    applicant_name: str
    state: Annotated[str, Field(description="状态代码")]
    state_zh: str
    outcome: str
    submitted_at: datetime | None
    accepted_at: datetime | None
    decided_at: datetime | None
    closed_at: datetime | None
    due_on: date | None = Field(description="承诺办结日期")
    data: dict[str, Any] = Field(description="申请表内容，按事项表单的 JSON Schema")
    gaps: list[GapLine]
    notices: list[NoticeLine]


class ProofLine(Schema):
    """办件上的一件事和它的存证凭据。"""

    kind: str = Field(description="事实种类，如 cases.CaseDecided")
    at: datetime
    receipt: str = Field(description="存证凭据（C2SP tlog-proof 文本）；空为正在封存，约半分钟后再取")


class Since(Schema):
    """增量条件。"""

    since: Annotated[int, Field(ge=0, le=2**53, description="上一次回答里的 next；第一次用 0")] = 0
    limit: Annotated[int, Field(ge=1, le=500, description="最多几条")] = 100


@router.get(
    "", response={200: ChangePage, **refused(401, 403)}, operation_id="listCaseChanges", summary="办件变化（增量）"
)
def changes(request: HttpRequest, by: Query[Since]) -> Any:
    """本部门办件提交之后发生的每一件事，按总序排列，不重不漏。把 `next` 存下来，下一次作为 `since`。"""
    found, reached = queries.changes(request.actor, by.since, limit=by.limit)  # type: ignore[attr-defined]
    return {"changes": [_change(*one) for one in found], "next": reached}


@router.get(
    "/{number}", response={200: CaseDetail, **refused(401, 403, 404)}, operation_id="getCase", summary="读取办件"
)
def one(request: HttpRequest, number: Annotated[str, Field(min_length=1, max_length=32)]) -> Any:
    """读取本部门的一个办件。每次读取都会记入办件的全程留痕，申请人可以看到。"""
    return _detail(request.actor, actions.look(request.actor, number))  # type: ignore[attr-defined]


@router.get(
    "/{number}/proofs", response={200: list[ProofLine], **refused(401, 403, 404)}, operation_id="getCaseProofs",
    summary="办件的存证凭据",
)  # fmt: skip
def proofs(request: HttpRequest, number: Annotated[str, Field(min_length=1, max_length=32)]) -> Any:
    """办件上每一件事的存证凭据：不必信任本平台，用公开的核验程序和见证方的公钥就能核验。每次读取都会记入全程留痕。"""
    case = actions.look(request.actor, number)  # type: ignore[attr-defined]
    return [{"kind": row.kind, "at": here(row.at), "receipt": text} for row, text in ledger.prove(case.subject)]


def _change(position: int, row: Any, case: Case) -> dict[str, Any]:
    actor = {name: value for name, value in row.actor.items() if name in ("kind", "door")}
    return {
        "position": position, "number": case.number, "item": case.item_code, "kind": row.kind, "at": here(row.at),
        "actor": actor, "body": row.body,
    }  # fmt: skip


def _detail(actor: Actor, case: Case) -> dict[str, Any]:
    plain = ("number", "title", "department", "area", "applicant_name", "state", "outcome", "due_on", "data")
    moments = ("submitted_at", "accepted_at", "decided_at", "closed_at")
    return {name: getattr(case, name) for name in plain} | {name: here(getattr(case, name)) for name in moments} | {
        "item": case.item_code, "edition": case.edition.number, "state_zh": STATES[case.state][1],
        "gaps": [
            {name: getattr(gap, name) for name in ("target", "title", "sentence", "law")}
            | {"settled_at": here(gap.settled_at)}
            for gap in queries.gaps_of(case)
        ],
        "notices": [
            {"title": one.title, "number": one.number, "served_at": here(one.served_at)}
            for one in queries.notices_of(actor, case)
        ],
    }  # fmt: skip
