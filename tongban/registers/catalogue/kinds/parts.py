"""The parts of an item: each a frozen value that reads itself from a cursor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.engines import clocks, codes, rules
from tongban.engines.forms import look_up
from tongban.registers.catalogue.kinds import words
from tongban.registers.catalogue.kinds.instead import SOURCES, Instead, Reach, read_instead
from tongban.registers.catalogue.kinds.marks import Cursor
from tongban.registers.catalogue.kinds.reads import Reads
from tongban.registers.catalogue.kinds.trust import Undertaking, days

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PHONE = re.compile(r"(0\d{2,3}-\d{7,8}|1\d{10}|1\d{4}|[48]00\d{7}|[48]00-\d{3}-\d{4})(转\d{1,5})?")


def slug(cursor: Cursor, code: str) -> str:
    if not _CODE.fullmatch(code) or len(code) > 60:
        raise cursor.bad("代码应为小写字母、数字和连字符，以字母开头，例如 floor-plan。")
    return code


@dataclass(frozen=True)
class Words:
    """A title in two languages."""

    zh: str
    en: str = ""

    @classmethod
    def of(cls, at: Cursor) -> Words:
        if isinstance(at.value, Mapping):
            at.knowing("zh", "en")
            return cls(at.text("zh"), at.text("en", ""))
        if not at.plain():
            raise at.bad("标题不能为空。")
        return cls(at.plain())

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en or self.zh

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True)
class Law:
    """One basis in law (设定依据): name, article, and its words where they help."""

    name: str
    article: str
    text: str = ""

    @classmethod
    def of(cls, at: Cursor) -> Law:
        if isinstance(at.value, Mapping):
            at.knowing("name", "article", "text")
            return cls(at.text("name"), at.text("article"), at.text("text", ""))
        name, _, article = at.plain().partition(" ")
        if not article:
            raise at.bad("设定依据要写明条款，例如“食品安全法 第三十五条”。")
        return cls(name, article)

    def __str__(self) -> str:
        return f"《{self.name}》{self.article}"


@dataclass(frozen=True)
class Themes:
    """Where people look for it: codes of the national themes (主题分类)."""

    person: tuple[str, ...] = ()
    company: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codes:
    """The item's codes: 12 digits in the catalogue, 31 as implemented, 33 as applied for."""

    catalog: str = ""
    implementation: str = ""
    business: str = ""

    @classmethod
    def of(cls, at: Cursor, kind: str) -> Codes:
        if at.value is None:
            return cls()
        at.knowing("catalog", "implementation", "business")
        read: dict[str, Any] = {}
        for key, layer in (("catalog", "catalogue"), ("implementation", "implementation"), ("business", "handling")):
            if key not in at:
                continue
            try:
                read[key] = codes.item_code.parse(at.text(key))
            except codes.BadCode as bad:
                raise at.bad(bad.sentence, key) from None
            if read[key].layer != layer:
                raise at.bad("位数不对：catalog 为 12 位，implementation 为 31 位，business 为 33 位。", key)
            if read[key].kind != words.coded(words.KINDS, kind):
                raise at.bad(f"代码里的事项类型是“{read[key].kind}”，与 kind 不一致。", key)
        if len({code.catalogue for code in read.values()}) > 1:
            raise at.bad("三个代码中的基本编码（12 位）应当相同。")
        return cls(**{key: code.text for key, code in read.items()})

    @property
    def implementer(self) -> str:
        """The credit code of the implementing body."""
        return self.implementation[:18]


@dataclass(frozen=True)
class Limits:
    """How long it may take: by statute (法定), as promised (承诺), and to supply what is missing (补正)."""

    statute: clocks.Limit | None
    promise: clocks.Limit
    supply: clocks.Limit | None = None
    extension: clocks.Limit | None = None
    statute_note: str = ""
    promise_note: str = ""
    reason: str = ""

    @classmethod
    def of(cls, at: Cursor, project: str) -> Limits:
        at.knowing("statute", "promise", "supply", "extension", "statute_note", "promise_note", "reason")
        statute, promise = at.limit("statute"), at.limit("promise")
        if promise is None:
            raise at.bad("缺少承诺时限 promise。")
        if statute is None and not at.text("reason", ""):
            raise at.bad("没有法定时限的，请在 reason 写明原因。")
        try:
            if statute is not None and promise > statute:
                raise at.bad(f"承诺时限 {promise.zh}长于法定时限 {statute.zh}，承诺时限不能更长。", "promise")
        except clocks.BadLimit as bad:
            raise at.bad(bad.sentence, "promise") from None
        if (project == "instant") != (promise.unit == "on the spot"):
            raise at.bad("即办件的承诺时限应为 on the spot（当场办结），承诺件不能写当场办结。", "promise")
        return cls(
            statute, promise, at.limit("supply"), at.limit("extension"),
            at.text("statute_note", ""), at.text("promise_note", ""), at.text("reason", ""),
        )  # fmt: skip


@dataclass(frozen=True)
class Material:
    """One document (材料): where it comes from, when it is needed, how it must look."""

    code: str
    title: str
    source: str = "applicant"
    licence: str = ""
    when: rules.Expression | None = None
    need: int = 1
    material_type: int = 3
    material_format: int = 3
    formats: tuple[str, ...] = ("pdf", "jpg", "png")
    originals: int = 1
    copies: int = 0
    issuer: str = ""
    issued_within: str = ""
    where: str = ""
    usage: str = ""
    accept_standard: str = ""
    fill_notes: str = ""
    common_mistakes: str = ""
    law: str = ""
    blank_form: str = ""
    sample_form: str = ""
    remark: str = ""
    undertaking: Undertaking | None = None
    deferred: clocks.Limit | None = None
    instead: tuple[Instead, ...] = ()
    reads: Reads | None = None

    TEXTS = (
        "issuer", "issued_within", "where", "usage", "accept_standard", "fill_notes", "common_mistakes", "law",
        "blank_form", "sample_form", "remark",
    )  # fmt: skip

    @classmethod
    def of(cls, at: Cursor, code: str, scope: rules.Scope, reach: Reach) -> Material:
        at.knowing(
            "title", "from", "licence", "instead", "when", "need", "material_type", "material_format", "formats",
            "originals", "copies", "undertaking", "deferred", "reads", *cls.TEXTS,
        )  # fmt: skip
        source, licence, instead = cls._spared(at, reach)
        if source == "department" and not instead and "reads" in at:  # else the paper may be handed in after all
            raise at.bad("由部门核验的材料没有可以识读的文件。", "reads")
        formats = at.texts("formats") or cls.formats
        for one in formats:
            if one not in words.FILES:
                raise at.bad(f"不支持“{one}”格式，可用：{'、'.join(words.FILES)}。", "formats")
        return cls(
            code=slug(at, code), title=at.text("title"), source=source, licence=licence, when=at.rule("when", scope),
            need=int(at.choice("need", words.NEED, "1")),
            material_type=int(at.choice("material_type", words.MATERIAL_TYPES, "3")),
            material_format=int(at.choice("material_format", words.MATERIAL_FORMATS, "3")),
            formats=formats, originals=at.count("originals", 1), copies=at.count("copies"),
            undertaking=Undertaking.of(at.at("undertaking")) if "undertaking" in at else None,
            deferred=days(at, "deferred"), instead=instead,
            reads=Reads.of(at.at("reads"), reach.scope) if "reads" in at else None,
            **{key: at.text(key, "") for key in cls.TEXTS},
        )  # fmt: skip

    @staticmethod
    def _spared(at: Cursor, reach: Reach) -> tuple[str, str, tuple[Instead, ...]]:
        """Who has it, as which licence, and the ways it need not be handed in; the older keys say one way."""
        licence, instead = at.text("licence", ""), read_instead(at.at("instead"), reach)
        if instead and licence:
            raise at.bad("已经写了 instead 的，把证照类型也写在 instead 里，例如 {licence: 证照类型}。", "licence")
        own = next((one.licence for one in instead if one.way == "licence" and not one.of), "")
        usual = ("registers" if own else "department") if any(one.way != "earlier" for one in instead) else "applicant"
        source = at.choice("from", words.SOURCES, usual)
        if source == "registers" and not (licence or own):
            raise at.bad("由证照库提供的材料，要在 licence 写明证照类型。", "from")
        trusted = [key for key in ("undertaking", "deferred") if key in at]
        if source != "applicant" and trusted and not instead:
            raise at.bad("免于提交的材料不需要承诺或者后补。", trusted[0])
        if licence:
            instead = (Instead("licence", licence=licence),)
        return source, licence or own, instead

    @property
    def need_zh(self) -> str:
        return words.NEED[str(self.need)]

    @property
    def held(self) -> bool:
        """Whether the city should hold it already, so that nobody is asked for it (免于提交)."""
        return self.source != "applicant"

    @property
    def unproved(self) -> bool:
        """Whether the department looks it up by itself, as older items say: nothing here can show that it did."""
        return self.source == "department" and not self.instead

    def spared_by(self, way: Instead, facts: Mapping[str, Any]) -> bool:
        """Whether a way is expected to answer with these facts; what they are silent about is taken to be in order."""
        if not way.applies(facts):
            return False
        if way.way == "licence":
            find = look_up(facts, "applicant.licence")
            return bool(way.of) or not callable(find) or bool(find(way.licence))
        said = look_up(facts, f"{SOURCES}.{way.source}") if way.way == "data" else None
        return way.way == "request" or (way.way == "data" and (said is None or way.answers(facts, said)))


@dataclass(frozen=True)
class Check:
    """One point of examination (审查要点) that a machine can decide and a person can read."""

    code: str
    title: str
    that: rules.Expression
    say: str
    law: str
    otherwise: str

    @classmethod
    def of(cls, at: Cursor, code: str, scope: rules.Scope) -> Check:
        at.knowing("title", "that", "say", "law", "else")
        if "that" not in at:
            raise at.bad("缺少“that”（应当满足的条件）。")
        say = at.text("say")
        return cls(
            slug(at, code), at.text("title", "") or say, at.at("that").expression(scope), say, at.text("law", ""),
            at.choice("else", ("refuse", "correct", "review"), "review"),
        )  # fmt: skip


@dataclass(frozen=True)
class CheckResult:
    """What came of a check: pass, fail, or unknown because something is not known yet."""

    check: Check
    outcome: str
    sentence: str
    law: str

    @property
    def ok(self) -> bool:
        return self.outcome == "pass"


@dataclass(frozen=True)
class Fee:
    """What it costs (收费): nothing, or so much by which law, with which reductions."""

    charged: bool = False
    standard: str = "不收费"
    law: str = ""
    reductions: str = ""
    amount: rules.Expression | None = None
    pay: tuple[str, ...] = ()

    @classmethod
    def of(cls, at: Cursor, scope: rules.Scope) -> Fee:
        if at.value is None:
            return cls()
        at.knowing("charged", "standard", "law", "reductions", "amount", "pay")
        charged = at.flag("charged")
        if charged and not (at.text("standard", "") and at.text("law", "") and "amount" in at):
            raise at.bad("收费事项要写明收费标准 standard、依据 law 和金额 amount。")
        return cls(
            charged, at.text("standard", "不收费"), at.text("law", ""), at.text("reductions", ""),
            at.rule("amount", scope), at.texts("pay"),
        )  # fmt: skip


@dataclass(frozen=True)
class Remedy:
    """Where one turns who disagrees (救济途径)."""

    kind: str
    text: str
    within: str = ""
    where: str = ""
    law: str = ""

    @classmethod
    def of(cls, at: Cursor) -> Remedy:
        at.knowing("kind", "text", "within", "where", "law")
        kind = at.choice("kind", words.REMEDIES)
        return cls(kind, at.text("text"), at.text("within", ""), at.text("where", ""), at.text("law", ""))

    @property
    def title(self) -> str:
        return words.REMEDIES[self.kind]


def phone(at: Cursor, key: str) -> str:
    """A telephone number as it is dialled."""
    number = at.text(key)
    if not _PHONE.fullmatch(number):
        raise at.bad("电话应写成 0000-1234567、1234 5 位短号或手机号码的形式，可加“转分机”。", key)
    return number
