"""What the modules of version 1 share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from tongban.doors.openapi.problems import Problem
from tongban.kernel import time

CODE = "^[a-z][a-z0-9-]*$"


class Coded(Schema):
    """代码和名称。"""

    code: str
    title: str


class LawBasis(Schema):
    """设定依据。"""

    name: str
    article: str
    text: str = ""


class Span(Schema):
    """时限。"""

    value: str = Field(description="机器可读，如 `5 working days`")
    zh: str = Field(description="如 “5 个工作日”")


def refused(*statuses: int) -> dict[Any, Any]:
    """Documented refusals beside those every path may answer with."""
    return dict.fromkeys((*statuses, 400, 406, 414, 422, 429), Problem)


def here(moment: datetime | None) -> datetime | None:
    """An instant as it is written: ISO 8601 with +08:00."""
    return time.local(moment) if moment else None
