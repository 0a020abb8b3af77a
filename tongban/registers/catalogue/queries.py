"""Questions to the catalogue: which edition is in force, what is offered, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Case, Count, Exists, IntegerField, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from tongban.engines import process
from tongban.engines.guidance import normal
from tongban.kernel import time
from tongban.kernel.once import once
from tongban.registers.catalogue import advice, differing, folder
from tongban.registers.catalogue.conditions import Name as Name
from tongban.registers.catalogue.conditions import Read as Read
from tongban.registers.catalogue.conditions import names_of as names_of
from tongban.registers.catalogue.conditions import process_of as process_of
from tongban.registers.catalogue.conditions import read_condition as read_condition
from tongban.registers.catalogue.conditions import tried as tried
from tongban.registers.catalogue.coverage import coverage as coverage
from tongban.registers.catalogue.coverage import entries_listed as entries_listed
from tongban.registers.catalogue.coverage import items_for as items_for
from tongban.registers.catalogue.coverage import items_unlisted as items_unlisted
from tongban.registers.catalogue.coverage import tree as tree
from tongban.registers.catalogue.coverage import write_items as write_items
from tongban.registers.catalogue.differing import Change
from tongban.registers.catalogue.errors import BadItem, NoSuchEdition, NoSuchItem, NotOffered
from tongban.registers.catalogue.examples import came_of as came_of
from tongban.registers.catalogue.examples import outcomes as outcomes
from tongban.registers.catalogue.kinds import THEMES, Definition, Marks
from tongban.registers.catalogue.meaning import Meant as Meant
from tongban.registers.catalogue.meaning import meant as meant
from tongban.registers.catalogue.models import Edition, Item
from tongban.registers.catalogue.national import rows as national_rows  # noqa: F401 - a question of this room
from tongban.registers.catalogue.package_folder import judge_package, package_folders
from tongban.registers.catalogue.packaging import is_package, items_of, joined, package_in_force, package_item
from tongban.registers.catalogue.using import KINDS as USED_KINDS
from tongban.registers.catalogue.using import Lack, lacks, uses
from tongban.registers.catalogue.yaml_edit import Change as TextChange
from tongban.registers.catalogue.yaml_edit import Move, Put, Take
from tongban.registers.catalogue.yaml_edit import edited as text_with  # noqa: F401 - a question of this room
from tongban.registers.catalogue.yaml_text import read as yaml_read
from tongban.registers.catalogue.yaml_text import read_any as yaml_read_any
from tongban.registers.identity import queries as identity

__all__ = [
    "RULES",
    "USED_KINDS",
    "Change",
    "Choice",
    "Lack",
    "Move",
    "Put",
    "Take",
    "TextChange",
    "Theme",
    "arranged",
    "bpmn",
    "choices",
    "compare",
    "definition",
    "diff",
    "edition",
    "edition_in_force",
    "editions_of",
    "folders",
    "is_package",
    "item",
    "items",
    "items_by_code",
    "items_of",
    "joined",
    "judge_folder",
    "judge_package",
    "judge_text",
    "lacks",
    "offered",
    "package_folders",
    "package_in_force",
    "package_item",
    "packages",
    "score",
    "themes",
    "titles",
    "uses",
]  # fmt: skip

PAGE = 20


@dataclass(frozen=True)
class Theme:
    """A theme and how many items stand under it."""

    code: str
    name: str
    count: int


def edition_in_force(code: str, on: date | None = None) -> Edition:
    """The edition one applies under on a day; raises `NoSuchItem`, `NotOffered`."""
    rows = Edition.objects.filter(item__code=code).exclude(item__kind="package").select_related("item")
    day = on or time.today()
    edition = _in_force(rows.defer("content"), day).first()
    found = edition.item if edition else item(code)
    if not found.offered:
        raise _not_offered(found, found.state_reason and f"这个事项目前不能申请：{found.state_reason}")
    if found.ends_on is not None and found.ends_on <= day:
        raise _not_offered(found, f"这个事项办理到 {found.ends_on:%Y-%m-%d} 前为止，现在不能申请。")
    if edition is None:
        raise NotOffered("这个事项在当天没有生效的版本，暂不能申请。")
    return edition


def edition(edition_id: UUID | str) -> Edition:
    """An edition, in force or not; raises `NoSuchEdition`."""
    try:
        return Edition.objects.select_related("item").get(pk=edition_id)
    except (Edition.DoesNotExist, ValidationError, ValueError, TypeError):
        raise NoSuchEdition from None


@lru_cache(maxsize=4096)
def definition(edition_id: UUID) -> Definition:
    """What an edition says; asked once per process, since it cannot change."""
    return edition(edition_id).definition


def definitions_in_force(limit: int = 500) -> list[Definition]:
    """What every item says that one can apply for today, in one question for the editions."""
    rows = _in_force(Edition.objects.filter(item__in=offered()), time.today()).order_by("item__code", "-in_force_from")
    latest = rows.values_list("pk", flat=True).distinct("item__code")
    return [definition(key) for key in latest[:limit]]


def bpmn(definition: Definition) -> str:
    """Its process as BPMN 2.0 with the diagram (流程图文件), the desks by their titles as they are today."""
    desks = identity.desks_by_code(step.desk for step in definition.process)
    return process.bpmn(
        definition.process, code=definition.code, title=definition.title.zh,
        note=f"{definition.title.zh}；承诺 {definition.limits.promise.zh}；依据："
             + "；".join(str(law) for law in definition.law),
        desks={code: desk.title for code, desk in desks.items()},
    )  # fmt: skip


def item(code: str) -> Item:
    """An item, offered or not; raises `NoSuchItem`."""
    found = Item.objects.select_related("current").filter(code=code).exclude(kind="package").first()
    if found is None:
        raise NoSuchItem
    return found


def editions_of(code: str) -> list[Edition]:
    """Every edition of an item, newest first."""
    return list(item(code).editions.select_related("item").order_by("-number"))


def news(limit: int) -> list[Edition]:
    """The guides that changed last (事项更新), newest first: later editions only, with what changed in words."""
    rows = Edition.objects.filter(number__gt=1, in_force_from__lte=time.today()).exclude(note="").defer("content")
    return list(rows.select_related("item").order_by("-in_force_from", "-published_at")[:limit])


def items(
    audience: str = "", theme: str = "", department: str = "", q: str = "", *, area: str = "", after: str = "",
    limit: int = PAGE,
) -> list[Item]:
    """What is offered today, the best match first; ``after`` is the `page_key` of the last item of the page before."""
    rows: QuerySet[Any] = offered()
    if audience:
        rows = rows.filter(audiences__contains=[audience])
    if theme:
        rows = rows.filter(_in_theme(theme, audience))
    if department:
        rows = rows.filter(owner_code=department)
    if area:
        rows = rows.filter(area__startswith=area)
    rows = _ranked(rows, q)
    if after:
        rank, _, code = after.partition(":")
        if rank.isdigit():
            rows = rows.filter(Q(rank__gt=int(rank)) | Q(rank=int(rank), code__gt=code))
    found = list(rows.order_by("rank", "code")[: max(1, min(limit, 100))])
    for one in found:
        one.page_key = f"{one.rank}:{one.code}"
    return found


@dataclass(frozen=True)
class Choice:
    """What an item that is offered is narrowed and ordered by."""

    code: str
    title: str
    audiences: tuple[str, ...]
    themes: tuple[str, ...]
    owner: str
    area: str
    online: bool
    visits: int
    charged: bool
    minutes: int


def choices() -> list[Choice]:
    """Everything that is offered today, in the order of codes, as far as lists narrow and order it; one question."""
    columns = ("code", "title", "audiences", "themes", "owner_code", "area", "online", "visits", "charged", "minutes")
    rows = offered().order_by("code").values_list(*columns)
    return [Choice(code, title, tuple(a), tuple(t), *rest) for code, title, a, t, *rest in rows]


def arranged(q: str = "", *, after: str = "", limit: int = PAGE) -> list[Item]:
    """Every item, offered or not, in the order of codes: for those who arrange; ``after`` is the last code seen."""
    rows = Item.objects.exclude(kind="package").select_related("current").annotate(count=Count("editions"))
    if wanted := normal(q)[:100]:
        rows = rows.filter(Q(search__contains=wanted) | Q(code__startswith=q.strip().lower()))
    return list(rows.filter(code__gt=after).order_by("code")[:limit])


def titles(codes: Iterable[str], also: Any = ()) -> dict[str, str]:
    """Titles of items by code, for lists that name items; ``also``: more codes, as a question the database answers."""
    return dict(Item.objects.filter(Q(code__in=list(codes)) | Q(code__in=also)).values_list("code", "title"))


@once
def codes(audience: str) -> tuple[str, ...]:
    """The codes of everything an audience (person, company) may ask for or might have asked for, in order."""
    return tuple(Item.objects.filter(audiences__contains=[audience]).order_by("code").values_list("code", flat=True))


def items_by_code(codes: Iterable[str]) -> list[Item]:
    """Items by their codes, offered or not, in one question."""
    return list(Item.objects.select_related("current").filter(code__in=list(codes)))


def offered(on: date | None = None) -> QuerySet[Item]:
    """The items one can apply for on a day."""
    return _offered(on).exclude(kind="package")


def packages(q: str = "", audience: str = "", on: date | None = None) -> list[Item]:
    """The packages one can begin (一件事), those that match best first."""
    rows = _ranked(_offered(on).filter(kind="package"), q)
    if audience:
        rows = rows.filter(audiences__contains=[audience])
    return list(rows.order_by("rank", "code"))


def findable(code: str = "") -> QuerySet[Any]:
    """Items and packages that are in use, with the day from which one can apply, for those who make them findable."""
    rows = Item.objects.filter(state="1").exclude(current=None).select_related("current")
    if code:
        rows = rows.filter(code=code)
    return rows.annotate(first_day=Min("editions__in_force_from")).order_by("code")


def _offered(on: date | None) -> QuerySet[Item]:
    day = on or time.today()
    editions = _in_force(Edition.objects.filter(item=OuterRef("pk")), day)
    rows = Item.objects.filter(state="1").filter(Q(ends_on=None) | Q(ends_on__gt=day))
    return rows.filter(Exists(editions)).select_related("current")


def ended(limit: int = 500) -> list[Item]:
    """Items whose last day has passed and which are still in use on paper."""
    return list(Item.objects.filter(state="1", ends_on__lte=time.today()).order_by("code")[:limit])


def successors(item: Item) -> list[Item]:
    """The items that people ask for instead of one that ended, as far as they are offered."""
    found = {one.code: one for one in offered().filter(code__in=item.successors)}
    return [found[code] for code in item.successors if code in found]


def themes(audience: str) -> list[Theme]:
    """The themes of an audience (person, company) in the national order, with the number of items under each."""
    counts: dict[str, int] = {}
    for given in offered().filter(audiences__contains=[audience]).values_list("themes", flat=True):
        for one in given:
            counts[one] = counts.get(one, 0) + 1
    known = THEMES.get(audience, {})
    return [Theme(code, name, counts.get(f"{audience}:{code}", 0)) for code, name in known.items()]


def diff(before: Edition, after: Edition) -> list[Change]:
    """What changed from one edition to another, key by key."""
    return compare(before.definition, after.definition)


def compare(before: Definition, after: Definition) -> list[Change]:
    """What changes from one definition to another, by what things are called (逐项对比)."""
    return differing.compare(before.mapping, after.mapping)


RULES = advice.RULES
"""The rules by which a guide is scored, each with its weight (办事指南准确度)."""


def score(definition: Definition) -> advice.Score:
    """How complete and accurate a guide is, 0 to 100, and what is missing."""
    return advice.score(definition)


def judge_text(text: str, name: str) -> folder.Judged:
    """What is wrong with an item that is one YAML text and what could be better; nothing is written."""
    return folder.judge_text(text, name)


def content_of(text: str, name: str) -> dict[str, Any]:
    """What an item's text says, right or wrong, as one mapping; raises `BadItem` where it is no YAML of ours."""
    return yaml_read(text, name)[0]


def line_of(text: str, path: tuple[str, ...]) -> int:
    """The line of an item's text on which a key stands, or what it is in; 0 where the text is no YAML of ours."""
    try:
        return Marks("", yaml_read(text, "")[1]).at(path)[1]
    except BadItem:
        return 0


def yaml_value(text: str, name: str) -> Any:
    """A piece of YAML as a value, read as strictly as an item; raises `BadItem`."""
    return yaml_read_any(text, name)[0]


def judge_folder(path: Path) -> folder.Judged:
    """The same for an item's folder."""
    return folder.judge(path)


def folders(root: Path) -> list[Path]:
    """Every item folder below ``root``, in order."""
    return list(folder.folders([root])) if root.is_dir() else []


def _not_offered(item: Item, sentence: str) -> NotOffered:
    """Why not, and what to ask for instead."""
    instead = [(one.code, one.title) for one in successors(item)]
    step = f"请改为申请{'、'.join(f'“{title}”' for _, title in instead)}。" if instead else ""
    return NotOffered(sentence, next_step=step, successors=instead)


def _in_force(rows: QuerySet[Edition], on: date) -> QuerySet[Edition]:
    rows = rows.filter(in_force_from__lte=on).filter(Q(in_force_to=None) | Q(in_force_to__gt=on))
    return rows.order_by("-number")


def _in_theme(theme: str, audience: str) -> Q:
    if audience:
        return Q(themes__contains=[f"{audience}:{theme}"])
    return Q(themes__contains=[f"person:{theme}"]) | Q(themes__contains=[f"company:{theme}"])


def _ranked(rows: QuerySet[Item], q: str) -> QuerySet[Any]:
    """Rank 0 is the name itself, 1 an everyday name, 2 the start of a name, 3 a part, 4 a name inside the question."""
    wanted = normal(q)[:100]
    if not wanted:
        if q.strip():
            return rows.none().annotate(rank=Value(9))
        return rows.annotate(rank=Value(0))
    inside = RawSQL(
        "exists (select 1 from jsonb_array_elements_text(catalogue_item.search_words) w "
        "where length(w) > 1 and strpos(%s, w) > 0)",
        [wanted],
    )
    rank = Case(
        When(search_words__contains=[wanted], then=Value(1)),
        When(search__startswith=wanted, then=Value(2)),
        When(search__contains=f"\n{wanted}", then=Value(2)),
        When(search__contains=wanted, then=Value(3)),
        When(Q(inside=True), then=Value(4)),
        default=Value(9),
        output_field=IntegerField(),
    )
    return rows.annotate(inside=inside).annotate(rank=rank).filter(rank__lt=9)
