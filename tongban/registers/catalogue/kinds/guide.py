"""What the guide tells people (办事指南), the situations it asks about, and the examples it keeps its word with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from tongban.engines.guidance import normal
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


HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class English:
    """What somebody who reads no Chinese asks first, in English (英文要点); what is missing is shown in Chinese."""

    what: str = ""
    who: str = ""
    fee: str = ""
    where: str = ""

    @classmethod
    def of(cls, at: Cursor) -> English:
        if at.value is None:
            return cls()
        names = [f.name for f in fields(cls)]
        at.knowing(*names)
        said = {name: at.text(name, "") for name in names}
        for name, text in said.items():
            if HAN.search(text):
                raise at.bad("英文要点里不能有汉字；还没有翻译的，不写这一项，页面会显示中文并说明。", name)
        return cls(**said)


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
    english: English = English()

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
            faq=tuple(Question.of(one) for one in at.at("faq").elements()),
            english=English.of(at.at("english")), **given,
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
    words: tuple[str, ...] = ()  # everyday words that choose it, in the comparing form of a search


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
            one.knowing("label", "set", "then", "stop", "words")
            given = one.at("set").value or {}
            if not isinstance(given, Mapping):
                raise one.bad("这里应写成“字段: 值”的对照表。", "set")
            words_of = _words(one)
            options.append(Option(one.text("label"), given, one.text("then", ""), one.flag("stop"), words_of))
        if len(options) < 2:
            raise at.bad("情形问题至少要有两个选项。", "options")
        _judge_words(at, options)
        return cls(slug(at, code), at.text("ask"), tuple(options), at.text("hint", ""))


def _words(at: Cursor) -> tuple[str, ...]:
    """The everyday words of an option; a single character would be heard in everything."""
    found = tuple(normal(word) for word in at.texts("words"))
    for word in found:
        if len(word) < 2:
            raise at.bad(f"日常说法“{word}”太短，至少两个字，否则什么话里都会有它。", "words")
    return found


def _judge_words(at: Cursor, options: list[Option]) -> None:
    """One word chooses one option of a question."""
    seen: dict[str, str] = {}
    for one in options:
        for word in one.words:
            if word in seen:
                raise at.bad(f"“{word}”同时写在“{seen[word]}”和“{one.label}”里，选不出是哪一个。", "options")
            seen[word] = one.label


@dataclass(frozen=True)
class Example:
    """A promise of the item about itself: given these facts, expect this."""

    title: str
    given: Mapping[str, Any]
    expect: Mapping[str, Any]
    path: Path
    words: str = ""  # what somebody says, where the example is about which situation that chooses

    EXPECTS: ClassVar[tuple[str, ...]] = (
        "materials", "asked", "steps", "failed", "unknown", "fields", "fee", "amount", "licence", "valid", "days",
        "situation", "automatic",
    )  # fmt: skip

    @classmethod
    def of(cls, at: Cursor, title: str) -> Example:
        at.knowing("given", "expect", "words")
        if not at.text("words", ""):
            at.at("given").entries()
        elif "situation" not in at.at("expect"):
            raise at.bad("写了 words 的例子，要在 expect 里写 situation：这些话选了哪些选项。", "expect")
        at.at("expect").entries()
        at.at("expect").knowing(*cls.EXPECTS)
        if not at.at("expect").value:
            raise at.bad("例子要写明期望的结果。", "expect")
        return cls(title, at.value.get("given") or {}, at.value["expect"], at.path, at.text("words", ""))
