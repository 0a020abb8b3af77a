"""Exchange (数据交换): where departments' own systems hand in what they decided, and fetch documents."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from tongban.doors.openapi import problems
from tongban.doors.openapi.v1.common import refused
from tongban.doors.parts.audience import WIRE, declared
from tongban.journey import acts
from tongban.journey.exchange import MATERIAL_LINK
from tongban.kernel import storage, wall, webhook
from tongban.registers.exchange import queries
from tongban.registers.exchange.errors import NoSuchEndpoint, TooMuch, Unsigned
from tongban.registers.exchange.kinds import LONGEST_BODY, Act
from tongban.registers.identity import queries as identity
from tongban.registers.materials import actions as material_actions
from tongban.registers.materials import queries as materials


def shapes() -> dict[str, Any]:
    """What a department's system sends, for the description: its body is read only after its signature."""
    found = Act.model_json_schema(ref_template="#/components/schemas/{model}")
    inner = found.pop("$defs")
    return {"Act": found, **inner}


router = Router(tags=["数据交换"])
MONTH = 30 * 86400
WHY = {"missing": "缺少签名头", "id": "webhook-id 不合格", "timestamp": "时间相差太大", "signature": "签名不符"}


class Taken(Schema):
    """已采信的回执。"""

    id: str = Field(description="消息编号")
    receipt: str = Field(description="意见书编号")
    case: str = Field(description="办件编号")
    step: str = Field(description="环节")


@router.post(
    "/{code}/events", response={200: Taken, **refused(401, 404, 413)}, operation_id="giveOpinion",
    summary="部门系统回传办理意见",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/cloudevents+json": {
            "schema": {"$ref": "#/components/schemas/Act"},
        }}},
    },
)  # fmt: skip
@declared(WIRE)
def give(request: HttpRequest, code: str) -> Any:
    """一条 CloudEvents 1.0 消息，按 Standard Webhooks 签名（webhook-id、webhook-timestamp、webhook-signature）。

    同一编号重复发送，得到与第一次相同的回答。与办件不符的来件会被隔离并逐项指出字段，办件不会有任何变化。
    """
    endpoint = queries.endpoint(code)
    if len(request.body) > LONGEST_BODY:
        raise TooMuch
    try:
        key = webhook.verify(queries.secrets_of(endpoint), request.headers, request.body)
    except webhook.BadSignature as wrong:
        raise Unsigned(f"消息的签名不对（{WHY[str(wrong)]}），没有接收。") from None
    status, answer = acts.receive(endpoint, key, request.body)
    if status >= 400:
        return problems.of_answer(status, answer)
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "sort_keys": True})


@router.get(
    "/{code}/materials/{token}", response={200: None, **refused(401, 404)}, operation_id="fetchMaterial",
    summary="部门系统取材料",
)  # fmt: skip
@declared(WIRE)
def fetch(request: HttpRequest, code: str, token: str) -> HttpResponse | FileResponse:
    """环节到达事件中 materials 的 url：30 天内有效，只对该系统被告知的材料有效，每次调阅都记入留痕。

    请求按 Standard Webhooks 签名，被签名的内容是地址的路径；只有链接取不到材料。
    """
    endpoint = queries.endpoint(code)
    try:
        webhook.verify(queries.secrets_of(endpoint), request.headers, request.path.encode())
    except webhook.BadSignature as wrong:
        raise Unsigned(f"请求的签名不对（{WHY[str(wrong)]}），没有给出材料。") from None
    try:
        whose, subject, material_id = signing.loads(token, salt=MATERIAL_LINK, max_age=MONTH)
    except (signing.BadSignature, ValueError):
        raise NoSuchEndpoint("没有这份材料，或者链接已经失效。") from None
    if whose != endpoint.code:
        raise NoSuchEndpoint("没有这份材料。")
    signer = identity.official_actor(endpoint.signer, door="openapi")
    with wall.behind(signer), wall.shown(subject.removeprefix("case/")):  # the link is for whom this case was told
        row = materials.by_ids([material_id]).get(material_id)
        if row is None:
            raise NoSuchEndpoint("没有这份材料。")
        material_actions.look(signer, row, subject)
    file = storage.open_file(row.sha256)
    answer = FileResponse(file, as_attachment=True, filename=row.name, content_type=row.media_type)
    answer["Cache-Control"] = "no-store"
    return answer
