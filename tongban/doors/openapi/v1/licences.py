"""Electronic licences (电子证照): whether one counts, for anybody who holds its code."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from tongban.doors.openapi.v1.common import refused
from tongban.kernel.errors import Refusal
from tongban.registers.licences import queries as licences

router = Router(tags=["电子证照"])


class NoSuchLicence(Refusal):
    code = "no-such-licence"
    status = 404
    sentence = "没有查到这个编码对应的证照，它可能不是本市签发的。"
    next_step = "请核对证照上的二维码或电子证照标识；仍查不到的，请联系证照上写明的发证机关。"


class LicenceVerdict(Schema):
    """证照核验结果：只含辨认证照所必需的内容，个人姓名已遮盖。"""

    code: str
    title: str
    number: str
    identifier: str = Field(description="电子证照标识（GB/T 36904）")
    holder: str
    issuer: str
    valid_from: date
    valid_to: date | None = Field(description="空为长期有效")
    status: str
    counts: bool = Field(description="今天是否有效")
    reason: str = Field(description="无效的原因")
    demo: bool = Field(description="是否演示数据")


@router.get(
    "/verify/{path:code}",
    response={200: LicenceVerdict, **refused(404)},
    operation_id="verifyLicence",
    summary="核验证照",
    auth=None,
)
def verify(request: HttpRequest, code: Annotated[str, Field(min_length=1, max_length=120)]) -> Any:
    """用证照上的二维码编码或电子证照标识核验：今天是否有效，无效的说明原因。"""
    found = licences.verify(code, demo=settings.TONGBAN.demo)
    if found is None:
        raise NoSuchLicence
    return asdict(found)
