"""What the guide tells people (办事指南), the situations it asks about, and the examples it keeps its word with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from tongban.registers.catalogue.kinds import words
from tongban.registers.catalogue.kinds.marks import Cursor, Path
from tongban.registers.catalogue.kinds.parts import phone, slug


@dataclass(frozen=True)
class Question:
    """A question people ask, and its answer (常见问题)."""

    ask: str
    answer: str

    @classmethod
    def of(cls, at: Cursor) -> Question:
        at.knowing("ask", "answer")
        return cls(at.text("ask"), at.text("answer"))


@dataclass(frozen=True)
class Guide:
    """The words of the guide, in the order in which people ask for them."""

    conditions: tuple[str, ...]
    hours: str
    phone: str
    supervision: str
    summary: str = ""
    not_accepted: tuple[str, ...] = ()
    quota: str = "无数量限制"
    prohibitions: tuple[str, ...] = ()
    flow: str = ""
    special: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    visits: int = 0
    visit_reason: str = ""
    online_depth: tuple[str, ...] = ()
    url: str = ""
    mobile_url: str = ""
    channels: tuple[str, ...] = ("window", "web", "mobile")
    area_scope: str = "city"
    system: str = "city"
    partners: tuple[str, ...] = ()
    handled_by: str = ""
    intermediary: str = "无"
    power_division: str = ""
    power_content: str = ""
    agency: bool = True
    trust_promise: str = ""
    express: bool = False
    appointment: bool = False
    self_service: bool = False
    pay_online: bool = False
    after: tuple[str, ...] = ()
    faq: tuple[Question, ...] = ()
    prose: str = ""

    @classmethod
    def of(cls, at: Cursor) -> Guide:
        at.knowing(*(f.name for f in fields(cls)))
        for key in ("conditions", "places"):
            if not at.texts(key):
                raise at.bad("不能为空：办事人要知道能不能办、去哪里办。", key)
        depth = at.texts("online_depth")
        for one in depth:
            if one not in words.DEPTHS:
                raise at.bad(f"网办深度代码“{one}”不在 1 到 8 之间。", "online_depth")
        visits = at.count("visits", 0, 9)
        if visits and not at.text("visit_reason", ""):
            raise at.bad("需要到现场的，要写明原因 visit_reason。", "visits")
        channels = at.texts("channels") or cls.channels
        for one in channels:
            if one not in words.CHANNELS:
                raise at.bad(f"不认识办理形式“{one}”，可用：{'、'.join(words.CHANNELS)}。", "channels")
        given: dict[str, Any] = {key: at.text(key, getattr(cls, key)) for key in _TEXTS}
        given |= {key: at.texts(key) for key in _LISTS}
        given |= {key: at.flag(key, getattr(cls, key)) for key in _FLAGS}
        return cls(
            hours=at.text("hours"), phone=phone(at, "phone"), supervision=phone(at, "supervision"), visits=visits,
            channels=channels, area_scope=at.choice("area_scope", words.AREAS, "city"),
            system=at.choice("system", words.SYSTEMS, "city"),
            faq=tuple(Question.of(one) for one in at.at("faq").elements()), **given,
        )  # fmt: skip

    @property
    def online(self) -> bool:
        """Whether one can apply on line (网办): the depth reaches acceptance."""
        return any(one in self.online_depth for one in ("4", "5"))


_TEXTS = (
    "summary", "quota", "flow", "visit_reason", "url", "mobile_url", "handled_by", "intermediary", "power_division",
    "power_content", "trust_promise", "prose",
)  # fmt: skip
_LISTS = ("conditions", "not_accepted", "prohibitions", "special", "places", "online_depth", "partners", "after")
_FLAGS = ("agency", "express", "appointment", "self_service", "pay_online")


@dataclass(frozen=True)
class Option:
    """One answer to a question of the guide: what it makes known, what follows, and whether it leads elsewhere."""

    label: str
    set: Mapping[str, Any]
    then: str = ""
    stop: bool = False


@dataclass(frozen=True)
class Situation:
    """A question that makes the guide personal (情形): its options set facts, and the lists follow."""

    code: str
    ask: str
    options: tuple[Option, ...]
    hint: str = ""

    @classmethod
    def of(cls, at: Cursor, code: str) -> Situation:
        at.knowing("ask", "hint", "options")
        options = []
        for one in at.at("options").elements():
            one.knowing("label", "set", "then", "stop")
            given = one.at("set").value or {}
            if not isinstance(given, Mapping):
                raise one.bad("这里应写成“字段: 值”的对照表。", "set")
            options.append(Option(one.text("label"), given, one.text("then", ""), one.flag("stop")))
        if len(options) < 2:
            raise at.bad("情形问题至少要有两个选项。", "options")
        return cls(slug(at, code), at.text("ask"), tuple(options), at.text("hint", ""))


@dataclass(frozen=True)
class Example:
    """A promise of the item about itself: given these facts, expect this."""

    title: str
    given: Mapping[str, Any]
    expect: Mapping[str, Any]
    path: Path

    EXPECTS: ClassVar[tuple[str, ...]] = (
        "materials", "asked", "steps", "failed", "unknown", "fields", "fee", "amount", "licence", "valid", "days",
    )  # fmt: skip

    @classmethod
    def of(cls, at: Cursor, title: str) -> Example:
        at.knowing("given", "expect")
        for key in ("given", "expect"):
            at.at(key).entries()
        at.at("expect").knowing(*cls.EXPECTS)
        if not at.at("expect").value:
            raise at.bad("例子要写明期望的结果。", "expect")
        return cls(title, at.value["given"], at.value["expect"], at.path)
