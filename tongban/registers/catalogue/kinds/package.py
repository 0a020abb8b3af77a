"""A one-thing package (一件事) as it is written: which items belong to it, when, and what of theirs is one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from tongban.engines import clocks, rules
from tongban.engines.forms import BadForm, Form
from tongban.registers.catalogue.kinds import words
from tongban.registers.catalogue.kinds.guide import Example, Question
from tongban.registers.catalogue.kinds.marks import Cursor, Marks, Path, near
from tongban.registers.catalogue.kinds.parts import Law, Themes, Words, phone, slug

KEYS = (
    "code", "title", "alias", "owner", "serves", "themes", "law", "promise", "guide", "questions", "members",
    "materials", "by", "examples",
)  # fmt: skip
GUIDE = ("summary", "conditions", "phone", "supervision", "hours", "places", "visits", "visit_reason", "faq")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class Member:
    """One item of a package (联办事项): when it belongs to the run, after which others, and how its form is joined."""

    name: str
    item: str
    when: rules.Expression | None = None
    after: tuple[str, ...] = ()
    founded_by: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, rules.Expression] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    note: str = ""

    @classmethod
    def of(cls, at: Cursor, name: str, before: tuple[str, ...], scope: rules.Scope) -> Member:
        at.knowing("item", "when", "after", "for", "same", "given", "apart", "note")
        if not _NAME.fullmatch(name):
            raise at.bad("成员的名称只能用小写字母、数字和下划线，以字母开头。")
        after, founder = at.texts("after"), at.text("for", "")
        for key, named in (("after", after), ("for", (founder,) if founder else ())):
            for one in named:
                if one not in before:
                    raise at.bad(f"“{one}”没有写在它前面，成员只能等写在前面的成员。{near(one, before)}", key)
        if founder and founder not in after:
            raise at.bad(f"以“{founder}”设立的主体的名义办理，就要写在 after 里。", "for")
        entries = at.at("same").entries() if "same" in at else []
        given = at.at("given").entries() if "given" in at else []
        return cls(
            name, slug(at.at("item"), at.text("item")), at.rule("when", scope), after, founder,
            {own: shared.plain() for own, shared in entries},
            {own: one.expression(scope.plus({"results": "any"})) for own, one in given},
            at.texts("apart"), at.text("note", ""),
        )  # fmt: skip


@dataclass(frozen=True)
class PackageGuide:
    """What people read before they begin (办事指南)."""

    summary: str
    conditions: tuple[str, ...]
    phone: str
    supervision: str
    hours: str
    places: tuple[str, ...]
    visits: int
    visit_reason: str
    faq: tuple[Question, ...]

    @classmethod
    def of(cls, at: Cursor) -> PackageGuide:
        at.knowing(*GUIDE)
        visits = at.count("visits", 0, 9)
        if visits and not at.text("visit_reason", ""):
            raise at.bad("需要到现场的，要写明原因 visit_reason。", "visits")
        return cls(
            at.text("summary"), at.texts("conditions"), phone(at, "phone"), phone(at, "supervision"), at.text("hours"),
            at.texts("places"), visits, at.text("visit_reason", ""),
            tuple(Question.of(one) for one in at.at("faq").elements()),
        )  # fmt: skip


@dataclass(frozen=True)
class PackageExample(Example):
    """A promise of the package about itself: given these answers, these members, questions, materials, savings."""

    EXPECTS: ClassVar[tuple[str, ...]] = (
        "members", "waves", "asked", "left_out", "materials", "failed", "saved", "fee",
    )


@dataclass(frozen=True)
class Package:
    """A one-thing package (一件事): one application over several items, each of which stays its own case."""

    code: str
    title: Words
    alias: tuple[str, ...]
    owner: str
    serves: tuple[str, ...]
    themes: Themes
    law: tuple[Law, ...]
    promise: clocks.Limit
    guide: PackageGuide
    questions: Form | None
    members: tuple[Member, ...]
    same_materials: Mapping[str, str]
    by: tuple[str, ...]
    examples: tuple[PackageExample, ...]
    json: str = field(repr=False)
    digest: str
    marks: Marks = field(default_factory=Marks, repr=False, compare=False)
    kind: str = "package"
    area: str = ""

    @classmethod
    def of(cls, mapping: Mapping[str, Any], where: Marks | str = "package.yaml") -> Package:
        """Read a package, or refuse it (`BadItem`) with file, line and one sentence."""
        return _read(mapping, where if isinstance(where, Marks) else Marks(where))

    @classmethod
    def from_json(cls, text: str, digest: str) -> Package:
        """The package an edition keeps; parsed once per digest, since neither can change."""
        if digest not in _parsed:
            read = cls.of(json.loads(text), Marks(f"edition {digest[:12]}"))
            _parsed[digest] = replace(read, json=text, digest=digest)
        return _parsed[digest]

    @property
    def law_text(self) -> str:
        return "、".join(str(one) for one in self.law)

    @property
    def audiences(self) -> tuple[str, ...]:
        found = ["person"] if "person" in self.serves else []
        return tuple(found + (["company"] if set(self.serves) - {"person"} else []))

    def member(self, name: str) -> Member:
        return next(one for one in self.members if one.name == name)


def _read(mapping: Mapping[str, Any], marks: Marks) -> Package:
    from tongban.registers.catalogue.kinds.definition import canonical, digest_of

    at = Cursor(mapping, marks).knowing(*KEYS)
    text = canonical({key: mapping[key] for key in KEYS if key in mapping}, marks)
    questions = _questions(at.at("questions"))
    scope = rules.Scope({**words.APPLICANT, "today": "date"})
    scope = scope.plus(questions.scope()) if questions else scope
    promise = at.limit("promise")
    if promise is None:
        raise at.bad("缺少整件事的承诺时限 promise。")
    laws = tuple(Law.of(one) for one in at.at("law").elements())
    if not laws:
        raise at.bad("缺少依据 law。")
    themes = at.at("themes").knowing("person", "company")
    package = Package(
        code=slug(at.at("code"), at.text("code")), title=Words.of(at.at("title")), alias=at.texts("alias"),
        owner=at.text("owner"), serves=_known(at, "serves", words.SERVES), law=laws, promise=promise,
        themes=Themes(themes.texts("person"), themes.texts("company")), guide=PackageGuide.of(at.at("guide")),
        questions=questions, members=_members(at, scope),
        same_materials={code: one.plain() for code, one in at.at("materials").entries()} if "materials" in at else {},
        by=_known(at, "by", words.HAND_OVER), examples=_examples(at), json=text, digest=digest_of(text), marks=marks,
    )  # fmt: skip
    if not package.examples:
        raise at.bad("没有例子。一件事至少要有一个例子（given、expect）才能发布。")
    return package


def _examples(at: Cursor) -> tuple[PackageExample, ...]:
    named = at.at("examples").entries() if "examples" in at else []
    return tuple(PackageExample.of(one, title) for title, one in named)  # type: ignore[misc]


def _known(at: Cursor, key: str, known: Mapping[str, Any]) -> tuple[str, ...]:
    given = at.texts(key)
    if not given:
        raise at.bad(f"缺少“{key}”这一项。")
    for one in given:
        if one not in known:
            raise at.bad(f"不认识“{one}”，可用：{'、'.join(known)}。", key)
    return given


def _members(at: Cursor, scope: rules.Scope) -> tuple[Member, ...]:
    found: list[Member] = []
    for name, one in at.at("members").entries():
        found.append(Member.of(one, name, tuple(m.name for m in found), scope))
    if len(found) < 2:
        raise at.bad("一件事至少要有两个成员事项。", "members")
    return tuple(found)


def _questions(at: Cursor) -> Form | None:
    if at.value is None:
        return None
    try:
        return Form.of(at.value, at.marks.file, {**words.APPLICANT, "today": "date"})
    except BadForm as bad:
        path: Path = tuple(part for part in (bad.field, bad.key) if part)
        raise at.bad(f"{bad.message}。", *path) from None


_parsed: dict[str, Package] = {}
