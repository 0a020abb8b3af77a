"""Packages as they are in force (一件事), joined with their items as they stand."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from tongban.kernel import time
from tongban.registers.catalogue.errors import BadItem, NoSuchItem, NotOffered
from tongban.registers.catalogue.kinds import Definition, Joined, Package
from tongban.registers.catalogue.models import Edition, Item


def items_of(package: Package, on: date | None = None) -> dict[str, Edition]:
    """The editions of its items that are in force, by code; an item that is not offered is absent."""
    day = on or time.today()
    rows = Edition.objects.filter(item__code__in={m.item for m in package.members}, item__state="1")
    rows = rows.filter(in_force_from__lte=day).filter(Q(in_force_to=None) | Q(in_force_to__gt=day))
    # A package's form is looked up at every turn: what an edition says is fetched only where it is not known yet.
    return {row.item.code: row for row in rows.select_related("item").defer("content").order_by("number")}


def join(package: Package, on: date | None = None) -> Joined:
    """A package with its items as they stand on a day; refuses with `BadItem`."""
    found = {code: row.definition for code, row in items_of(package, on).items()}
    if package.marks.places:  # read from files just now: its sentences name lines
        return Joined.of(package, found)
    return _joined(package.digest, package, tuple(sorted(found.items())))


def _joined(digest: str, package: Package, items: tuple[tuple[str, Definition], ...]) -> Joined:
    """Joined once for each composition of editions, since none of them can change."""
    key = (digest, tuple(one.digest for _, one in items))
    if key not in _known:
        if len(_known) > 64:
            _known.clear()
        _known[key] = Joined.of(package, dict(items))
    return _known[key]


_known: dict[tuple[str, tuple[str, ...]], Joined] = {}


def joined(edition: Edition, on: date | None = None) -> Joined:
    """What a package's edition asks for now; raises `NotOffered` while its items do not go together."""
    try:
        return join(edition.package, on)
    except BadItem:
        raise NotOffered(
            f"“{edition.package.title.zh}”里有事项刚刚调整，暂时不能一起办。",
            next_step="请稍后再试，或者逐个办理其中的事项。",
        ) from None


def is_package(code: str) -> bool:
    """Whether a code names a package and not an item."""
    return Item.objects.filter(code=code, kind="package").exists()


def package_item(code: str) -> Item:
    """A package, offered or not; raises `NoSuchItem`."""
    found = Item.objects.select_related("current").filter(code=code, kind="package").first()
    if found is None:
        raise NoSuchItem("没有找到这件事。", next_step="请从“一件事”列表中重新选择。")
    return found


def package_in_force(code: str, on: date | None = None) -> Edition:
    """The edition of a package one applies under on a day; raises `NoSuchItem`, `NotOffered`."""
    item, day = package_item(code), on or time.today()
    rows = item.editions.filter(in_force_from__lte=day).filter(Q(in_force_to=None) | Q(in_force_to__gt=day))
    edition = rows.select_related("item").order_by("-number").first()
    if edition is None or not item.offered:
        raise NotOffered(item.state_reason and f"这件事目前不能办理：{item.state_reason}")
    return edition
