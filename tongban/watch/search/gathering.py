"""What the registers have that can be found: items, packages, questions of their guides, departments, help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.registers.knowledge import queries as knowledge
from tongban.registers.knowledge.kinds import KINDS, Page
from tongban.watch.search.kinds import ARTICLE, DEPARTMENT, ITEM, PACKAGE, QUESTION, Said


def everything() -> Iterator[Said]:
    """Every text as it should be kept now."""
    owners = set()
    for item in catalogue.findable():
        owners.add(item.owner_code)
        yield from of_item(item)
    for tree in identity.departments():
        yield from _departments(tree, owners)
    for page in written():
        yield of_page(page)


def of_item(item: Any) -> Iterator[Said]:
    """An item or a package, and each question of its guide."""
    what = item.current.package if item.kind == "package" else item.current.definition
    common: dict[str, Any] = {
        "audiences": tuple(item.audiences), "themes": tuple(item.themes), "owner": item.owner_code, "area": item.area,
        "days": what.promise.amount if item.kind == "package" else what.limits.promise.amount,
        "shown_from": item.first_day, "shown_until": item.ends_on,
    }  # fmt: skip
    place = "packages" if item.kind == "package" else "services"
    told = [*item.situation_words, *what.guide.conditions, *(one.ask for one in what.guide.faq)]
    if item.kind != "package":
        told += [one.title for one in what.materials]
    yield Said(
        PACKAGE if item.kind == "package" else ITEM, item.code, item.title, f"/{place}/{item.code}/",
        names=(*item.alias, *([item.title_en] if item.title_en else [])), told="\n".join(told),
        summary=what.guide.summary, **common,
    )  # fmt: skip
    for n, one in enumerate(what.guide.faq):
        yield Said(
            QUESTION, f"{item.code}/{n}", one.ask, f"/{place}/{item.code}/#faq", told=item.title, summary=one.answer,
            **common,
        )  # fmt: skip


def written() -> Iterator[Page]:
    """What the city wrote for its people: statements and articles that help."""
    for kind in KINDS:
        yield from knowledge.pages(kind)


def of_page(page: Page) -> Said:
    """An article, by its title, what people call it, and what it tells."""
    names = (*page.names, *([page.english.title] if page.english else []))
    return Said(
        ARTICLE, page.code, page.chinese.title, page.address, names=names, told=page.chinese.body,
        summary=page.chinese.summary,
    )  # fmt: skip


def _departments(node: Any, owners: set[str]) -> Iterator[Said]:
    one = node.department
    if one.code in owners:
        yield Said(
            DEPARTMENT, one.code, one.name, f"/services/?department={one.code}", names=(one.short,), owner=one.code,
            area=one.area,
        )  # fmt: skip
    for child in node.children:
        yield from _departments(child, owners)
