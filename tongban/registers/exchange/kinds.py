"""Values of the exchange: kinds of events, an act as a department sends it, settings of a wire, trouble on it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tongban.kernel import time

# What is sent to a department's system.
STEP_OPENED = "cn.tongban.step.opened"
STEP_RETURNED = "cn.tongban.step.returned"
STEP_CLOSED = "cn.tongban.step.closed"
TURNS = {
    "CasePaused": "cn.tongban.case.paused", "CaseResumed": "cn.tongban.case.resumed",
    "CaseExtended": "cn.tongban.case.extended", "CaseWithdrawn": "cn.tongban.case.withdrawn",
    "CaseTerminated": "cn.tongban.case.terminated", "CaseTransferred": "cn.tongban.case.transferred",
    "CaseSentOn": "cn.tongban.case.sent-on", "CaseReopened": "cn.tongban.case.reopened",
    "CaseDecided": "cn.tongban.case.decided",
}  # fmt: skip
EVENTS = {
    STEP_OPENED: "环节到达", STEP_RETURNED: "意见被退回", STEP_CLOSED: "环节办结或撤销",
    TURNS["CasePaused"]: "特别程序开始", TURNS["CaseResumed"]: "恢复办理",
    TURNS["CaseExtended"]: "延长期限", TURNS["CaseWithdrawn"]: "申请人撤回",
    TURNS["CaseTerminated"]: "终止办理", TURNS["CaseTransferred"]: "移送", TURNS["CaseSentOn"]: "转报",
    TURNS["CaseReopened"]: "重新办理", TURNS["CaseDecided"]: "作出决定",
}  # fmt: skip
# What comes back.
OPINION_GIVEN = "cn.tongban.opinion.given"

KINDS = {"rest": "网络接口", "folder": "文件夹"}
LONGEST_BODY = 64 * 2**10


class Given(BaseModel):
    """What an opinion says (办理意见)."""

    model_config = ConfigDict(
        extra="forbid", strict=True, str_strip_whitespace=True, json_schema_extra={"description": "办理意见的内容。"}
    )

    answers: str = Field(min_length=1, max_length=120, pattern=r"^[0-9A-Za-z_-]+$")
    case: str = Field(min_length=1, max_length=32)
    step: str = Field(min_length=1, max_length=80)
    verdict: Literal["agree", "disagree"]
    text: str = Field("", max_length=2000)
    law: str = Field("", max_length=300)
    officer: str = Field(min_length=1, max_length=40)
    second_officer: str = Field("", max_length=40)

    @model_validator(mode="after")
    def _two_people(self) -> Given:
        if self.second_officer and self.second_officer == self.officer:
            raise ValueError("second_officer")
        return self


class Act(BaseModel):
    """The CloudEvent in which an opinion travels; further attributes are let through, as the standard wants."""

    model_config = ConfigDict(
        extra="allow", strict=True,
        json_schema_extra={"description": "承载办理意见的 CloudEvents 事件；可以带其他属性。"},
    )  # fmt: skip

    specversion: Literal["1.0"]
    id: str = Field(min_length=1, max_length=120)
    type: Literal["cn.tongban.opinion.given"]
    source: str = Field(min_length=1, max_length=300)
    subject: str = Field("", max_length=80)
    time: str = Field("", max_length=40)
    data: Given


@dataclass(frozen=True)
class BadField:
    """Which field cannot be taken, and why."""

    field: str
    sentence: str

    def as_dict(self) -> dict[str, str]:
        return {"field": self.field, "sentence": self.sentence}


class NotAnAct(Exception):
    """What arrived cannot be read as an act; ``problems`` name the fields."""

    def __init__(self, *problems: BadField) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{one.field}: {one.sentence}" for one in problems))


def read_act(raw: str, key: str) -> Act:
    """The act in ``raw``, whose envelope must carry the id ``key`` under which it was signed; raises `NotAnAct`."""
    try:
        content = json.loads(raw)
    except ValueError:
        raise NotAnAct(BadField("body", "内容不是 JSON。")) from None
    if not isinstance(content, dict):
        raise NotAnAct(BadField("body", "内容应是一个 CloudEvents 1.0 的 JSON 对象。"))
    try:
        act = Act.model_validate(content)
    except ValidationError as wrong:
        found = wrong.errors(include_url=False, include_input=False)[:20]
        raise NotAnAct(*(_told(one) for one in found)) from None
    if act.id != key:
        raise NotAnAct(BadField("id", "与 webhook-id 不一致。"))
    return act


def _told(error: Any) -> BadField:
    name = ".".join(str(part) for part in error["loc"]) or "data"
    said = error.get("ctx", {})
    sentence = {
        "missing": "缺少这个字段。", "extra_forbidden": "没有这个字段，请检查拼写。", "string_type": "应是文本。",
        "string_too_short": "不能为空。", "string_too_long": f"最多 {said.get('max_length')} 个字符。",
        "string_pattern_mismatch": "含有不允许的字符。", "model_type": "应是一个对象。",
        "literal_error": f"只能是 {said.get('expected')}。".replace(" or ", " 或 "),
        "value_error": "另一位核查人员不能与签署人是同一人。",
    }.get(error["type"], "格式不对。")  # fmt: skip
    return BadField("data.second_officer" if error["type"] == "value_error" else name, sentence)


@dataclass(frozen=True)
class EndpointSpec:
    """How a department's system is connected (接入配置)."""

    code: str
    title: str
    department: str
    desks: tuple[str, ...]
    kind: str  # rest, folder
    address: str = ""  # URL; a folder stands in <home>/exchange/<code>
    events: tuple[str, ...] = ()  # wanted; empty = all
    fields: tuple[str, ...] = ()  # form fields and applicant's details the department may see, by prefix
    materials: tuple[str, ...] = ()  # materials it may fetch; "*" = all
    signer: str = ""  # the official's id that the system signs as
    keeper: str = "exchange"  # desk that looks after the wire
    private_ok: bool = False  # the operator allows an address inside our own network


@dataclass(frozen=True)
class Message:
    """An event to be sent: what for, and its data."""

    type: str
    subject: str  # "case/<id>"
    number: str
    step: str
    data: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Trouble:
    """What a case page says about a department whose system does not answer."""

    title: str
    since: datetime | None
    waiting: bool  # the step has not reached it yet

    @property
    def words(self) -> str:
        since = f"（{time.local(self.since):%H:%M} 起）" if self.since else ""
        if self.waiting:
            return f"{self.title}暂时联系不上{since}，这一步已排队，恢复后自动送达；其他部门照常办理。"
        return f"{self.title}暂时联系不上{since}，办理结果可能晚一些传回；其他部门照常办理。"
