"""A text held against the schema, its examples, the kind of change it belongs to, and the city as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import BadItem, Definition, near
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.places import queries as places
from tongban.work.revisions.kinds import Judged, Kind
from tongban.work.revisions.models import ItemText, Revision

FILE = "事项内容"


def judge(revision: Revision, texts: Sequence[ItemText]) -> list[Judged]:
    """What is wrong with each text of a revision, and what could be better; nothing is written."""
    found = []
    read: list[tuple[int, Definition]] = []
    for row in texts:
        judged = catalogue.judge_text(row.text, FILE if len(texts) == 1 else f"{FILE} {row.place}")
        problems = list(judged.problems)
        if judged.definition is not None:
            problems += _out_of_kind(revision, judged.definition, {one.code: place for place, one in read})
            problems += unknown_to_city(judged.definition)
            read.append((row.place, judged.definition))
        found.append(Judged(row.place, judged.definition, tuple(problems), judged.advice))
    return found


def unknown_to_city(definition: Definition) -> Iterator[BadItem]:
    """What the city does not have: nobody would do the work, nobody could come, nothing could be issued."""
    bad = definition.marks.bad
    named = list(desks_of(definition))
    known = identity.desks_by_code(code for _, code in named)
    for path, code in named:
        if code not in known:
            meant = near(code, [desk.code for desk in identity.desks()])
            yield bad(path, f"没有登记岗位“{code}”，办件到了这里没有人办。{meant}")
    departments = known_departments()
    if definition.owner not in departments:
        yield bad(("owner",), f"没有登记部门“{definition.owner}”。{near(definition.owner, departments)}")
    outlets = places.outlets_by_code(definition.guide.places)
    for code in definition.guide.places:
        if code not in outlets:
            yield bad(("guide", "places"), f"没有登记网点“{code}”，办事人找不到地方。")
    wanted = definition.gives.licence
    if wanted and licences.type_of(wanted) is None:
        meant = near(wanted, [one.code for one in licences.types()])
        yield bad(("gives", "licence"), f"没有登记证照类型“{wanted}”，准予以后发不出证。{meant}")


def desks_of(definition: Definition) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every desk an item sends work to, and where it says so."""
    for step in definition.process:
        yield ("process", step.name, "desk"), step.desk
    for one in definition.materials:
        if one.undertaking is not None:
            yield ("materials", one.code, "undertaking", "desk"), one.undertaking.desk


def known_departments() -> frozenset[str]:
    found, waiting = set(), list(identity.departments())
    while waiting:
        node = waiting.pop()
        found.add(node.department.code)
        waiting += node.children
    return frozenset(found)


def _out_of_kind(revision: Revision, definition: Definition, before: Mapping[str, int]) -> Iterator[BadItem]:
    """What a text may be about follows from what the revision does."""
    code, place = definition.code, ("code",)
    if code in before:
        yield definition.marks.bad(place, f"代码“{code}”与第 {before[code]} 份内容相同，每个事项要有自己的代码。")
    if revision.kind == Kind.CHANGE and code not in revision.items:
        sentence = f"变更的是“{revision.items[0]}”，代码不能改成“{code}”；换代码请用新增和取消。"
        yield definition.marks.bad(place, sentence)
    if revision.kind in (Kind.SPLIT, Kind.MERGE) and code in revision.items:
        yield definition.marks.bad(place, f"“{code}”将结束，拆分或合并后的事项要用新的代码。")
    if revision.kind in (Kind.ADD, Kind.SPLIT) and _exists(code):
        yield definition.marks.bad(place, f"已经有代码为“{code}”的事项；要修改它请用变更。")


def _exists(code: str) -> bool:
    return bool(catalogue.titles([code]))


def areas(found: Iterable[Judged], revision: Revision) -> list[str]:
    """Every area the revision concerns: who drafts and who reviews must serve them all."""
    return [revision.area, *(one.definition.area for one in found if one.definition is not None)]
