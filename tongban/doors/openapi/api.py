"""The interface as a whole: its modules, its description, and how it answers."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder

from tongban.doors.openapi import problems
from tongban.doors.openapi.v1 import cases, exchange, items, licences, own
from tongban.registers.identity.queries import PURPOSE, purposes

DESCRIPTION = (
    "通办的开放接口。事项和证照核验对所有人开放；办件接口需要令牌，只能读取令牌所属部门的办件；"
    "单位可以在企业专属网页为自己的系统发放令牌，只读取本单位的办件和证照，每次读取本单位都看得到。"
    "被拒绝的请求一律以 problem+json（RFC 9457）说明发生了什么、依据和接下来怎么办。时间为 ISO 8601，东八区。"
)
SYSTEMS = "/api/v1/cases"


class Json(BaseRenderer):
    """JSON with Chinese left readable."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        return json.dumps(data, cls=NinjaJSONEncoder, ensure_ascii=False)


class Api(NinjaAPI):
    """Ninja with refusals described as what they are."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix="/api/v1/", path_params=path_params)
        for path, operations in schema["paths"].items():
            for operation in operations.values():
                _describe(operation["responses"])
                if path.startswith(SYSTEMS):
                    operation.setdefault("parameters", []).append(_purpose())
        schema["components"]["schemas"] |= exchange.shapes()
        return schema


def _purpose() -> dict[str, Any]:
    """The header in which a department's system says what it calls for."""
    words = "、".join(f"{code}（{name}）" for code, name in purposes().items())
    return {
        "in": "header", "name": PURPOSE, "required": True, "schema": {"type": "string", "enum": list(purposes())},
        "description": f"数据使用目的，只能写接入时登记的：{words}。申请人会看到。",
    }  # fmt: skip


def _describe(responses: dict[Any, Any]) -> None:
    for status, answer in responses.items():
        answer["description"] = "成功" if int(status) < 400 else problems.TITLES.get(int(status), "拒绝")
        if int(status) >= 400:
            answer["content"] = {"application/problem+json": answer["content"].pop("application/json")}


api = Api(
    title="通办开放接口",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="openapi-v1",
    renderer=Json(),
)
for _kind in (Exception, *api._exception_handlers):
    api.add_exception_handler(_kind, problems.of_exception)  # type: ignore[arg-type]
api.add_router("items", items.router)
api.add_router("cases", cases.router)
api.add_router("licences", licences.router)
api.add_router("own", own.router)
api.add_router("exchange", exchange.router)
