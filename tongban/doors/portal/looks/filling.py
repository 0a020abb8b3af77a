"""An application as its task list shows it: pages, materials, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.doors.parts.asking import asking, pages, values
from tongban.engines.forms import Page, look_up
from tongban.work.cases import queries as cases

__all__ = ["Asked", "Task", "after", "asking", "pages", "step_words", "tasks", "values"]


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    title: str
    address: str
    state: str
    tone: str
    note: str = ""


def tasks(case: Any) -> list[Task]:
    """The pages, the materials, each with its state in a word."""
    facts = cases.facts_of(case)
    found = [_page_task(case, page, facts) for page in pages(case, facts)]
    slots = cases.slots(case)
    open_slots = [s for s in slots if (s.required and not s.filled) or s.gap]
    free = sum(1 for s in slots if s.free)
    state, tone = ("已完成", "ok") if not open_slots else (f"还差 {len(open_slots)} 份", "warn")
    note = f"共 {len(slots)} 份，其中 {free} 份免交" if free else f"共 {len(slots)} 份"
    return [
        *found,
        Task("申请材料", f"/apply/{case.pk}/materials/", state, tone, note if slots else "这个事项不需要材料"),
    ]


def _page_task(case: Any, page: Page, facts: Mapping[str, Any]) -> Task:
    address = f"/apply/{case.pk}/p/{page.name}/"
    filled = len([f for f in page.fields if look_up(case.data, f.name) is not None])
    problems = cases.page_problems(case, page.name)
    if page.name not in case.saved_pages:
        note = f"已为您预填 {filled} 项，请核对" if filled else ""
        return Task(
            page.title, address, "请核对" if filled and not problems else "未开始", "brand" if filled else "", note
        )
    if problems:
        return Task(page.title, address, f"还差 {len(problems)} 处", "warn")
    return Task(page.title, address, "已完成", "ok")


def after(case: Any, page: str) -> str:
    """Where one goes when a page is done: the next page, then the materials."""
    names = [p.name for p in pages(case)]
    position = names.index(page) if page in names else len(names)
    following = names[position + 1 : position + 2]
    return f"/apply/{case.pk}/p/{following[0]}/" if following else f"/apply/{case.pk}/materials/"


def step_words(case: Any, page: str) -> str:
    """第 2 步，共 5 步: the pages, the materials, the check."""
    names = [p.name for p in pages(case)]
    return f"第 {names.index(page) + 1} 步，共 {len(names) + 2} 步" if page in names else ""


@dataclass(frozen=True)
class Asked:
    """One entry of the list of what is missing, with where it is answered."""

    gap: Any
    slot: Any = None  # a material to hand in
    offered: tuple[Any, ...] = ()
    address: str = ""  # a page of the form to correct


def gaps(case: Any, *, reuse: bool = True) -> list[Asked]:
    """What is missing, settled entries included, in the order in which it was told; ``reuse`` offers documents."""
    slots = {s.code: s for s in cases.slots(case)}
    latest = case.gaps.order_by("-round").values_list("round", flat=True).first()
    found = []
    for gap in case.gaps.filter(round=latest).order_by("id"):
        field = case.definition.form.fields.get(gap.target)
        if gap.target in slots:
            slot = slots[gap.target]
            offered = cases.reusable(case, gap.target) if reuse and not gap.settled_at else ()
            found.append(Asked(gap, slot, tuple(offered)))
        elif field is not None:
            found.append(Asked(gap, address=f"/apply/{case.pk}/p/{field.page}/"))
        else:
            found.append(Asked(gap))
    return found
