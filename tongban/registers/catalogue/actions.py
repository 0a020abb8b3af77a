"""Verbs of the catalogue: publish an edition, suspend, cancel or resume an item; only the platform calls them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from tongban.kernel import storage, time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.registers.catalogue import examples, folder, package_folder, packaging, permits, searching
from tongban.registers.catalogue.errors import NoSuchItem, NothingToDo, SameEdition, TooEarly
from tongban.registers.catalogue.events import EditionPublished, ItemCancelled, ItemResumed, ItemSuspended
from tongban.registers.catalogue.kinds import Definition, Package
from tongban.registers.catalogue.models import Edition, Item
from tongban.registers.ledger.actions import action, record


@action
def publish(
    actor: Actor, definition: Definition | Mapping[str, Any], in_force_from: date | None = None, note: str = "", *,
    ends_on: date | None = None, source: str = "",
) -> Edition:  # fmt: skip
    """Publish an edition of an item (发布事项版本), in force from a day on.

    ``ends_on`` is the first day on which the item is not offered any more. ``source`` names what it came
    of, "revision/<id>": people publish through `work.revisions`, which asks a second person.
    Raises `BadItem`, `SameEdition`, `TooEarly`.
    """
    permits.require_publish(actor)
    if not isinstance(definition, Definition):
        definition = Definition.of(definition)
    if problems := examples.check(definition):
        raise problems[0]
    return _publish(actor, definition, in_force_from, note, ends_on, source)


@action
def publish_package(actor: Actor, package: Package, in_force_from: date | None = None, note: str = "") -> Edition:
    """Publish an edition of a package (发布一件事), joined with its items as they are in force; like `publish`."""
    permits.require_publish(actor)
    joined = packaging.join(package, in_force_from or time.today())
    if problems := package_folder.check(joined):
        raise problems[0]
    return _publish(actor, package, in_force_from, note)


def _publish(
    actor: Actor, definition: Definition | Package, in_force_from: date | None, note: str,
    ends_on: date | None = None, source: str = "",
) -> Edition:  # fmt: skip
    item = _item_for(definition)
    start = in_force_from or time.today()
    newest = item.editions.order_by("-number").first()
    _require_new(item, definition, newest, start)
    if newest is not None and newest.in_force_to is None:
        Edition.objects.filter(pk=newest.pk).update(in_force_to=start)
    edition = Edition.objects.create(
        item=item, number=newest.number + 1 if newest else 1, content=definition.json, digest=definition.digest,
        law=definition.law_text, note=note.strip(), in_force_from=start, published_at=time.now(),
        published_by=actor.principal,
    )
    item.ends_on = ends_on
    _describe(item, definition, edition)
    day = start.isoformat()
    record(actor, EditionPublished(item.subject, str(edition.id), edition.number, edition.digest, day, note, source))
    return edition


def publish_package_folder(
    actor: Actor, path: Path | str, in_force_from: date | None = None, note: str = ""
) -> Edition:
    """Publish a package from its folder; like `publish_package`."""
    return publish_package(actor, package_folder.load(Path(path)), in_force_from, note)


def publish_folder(actor: Actor, path: Path | str, in_force_from: date | None = None, note: str = "") -> Edition:
    """Publish an item from its folder, and keep its forms and samples; like `publish`."""
    permits.require_publish(actor)
    definition = folder.load(path)
    keep_files(path)
    return publish(actor, definition, in_force_from, note)


def keep_files(path: Path | str) -> None:
    """Keep the forms and samples of a folder by their digests; nothing is published."""
    for file in folder.files(Path(path)):
        storage.keep(file.read_bytes())


@action
def withdraw_item(
    actor: Actor, code: str, *, manner: str, reason: str, successors: Sequence[str] = (), source: str = ""
) -> Item:
    """Offer an item no longer: for now (``manner="suspend"``, 暂停) or for good (``"cancel"``, 取消).

    Running cases go on. ``successors`` are the items that people ask for instead (拆分、合并).
    """
    permits.require_publish(actor)
    item = _locked(code)
    item.successors = list(successors)
    state, fact = {"suspend": ("2", ItemSuspended), "cancel": ("3", ItemCancelled)}[manner]
    return _move(actor, item, state, reason, fact, source)


@action
def resume_item(actor: Actor, code: str, *, reason: str, source: str = "") -> Item:
    """Offer a suspended or cancelled item again (恢复)."""
    permits.require_publish(actor)
    item = _locked(code)
    item.successors, item.ends_on = [], None
    return _move(actor, item, "1", reason, ItemResumed, source)


def _move(actor: Actor, item: Item, state: str, reason: str, fact: Any, source: str) -> Item:
    if item.state == state:
        raise NothingToDo
    if not reason.strip():
        raise Invalid("请写明原因，它会显示在事项页面上。")
    item.state, item.state_reason = state, reason.strip() if state != "1" else ""
    item.save(update_fields=["state", "state_reason", "successors", "ends_on"])
    record(actor, fact(item.subject, reason.strip(), source))
    return item


def _locked(code: str) -> Item:
    item = Item.objects.select_for_update().filter(code=code).first()
    if item is None:
        raise NoSuchItem
    return item


def _item_for(definition: Definition | Package) -> Item:
    """The item's row, locked; made at its first publication, also when two publish at once."""
    try:
        item = _locked(definition.code)
    except NoSuchItem:
        try:
            with transaction.atomic():
                Item.objects.create(
                    code=definition.code, owner_code=definition.owner, title=definition.title.zh, area=definition.area
                )
        except IntegrityError:
            pass  # somebody else published it first at the same moment; his row is the row
        item = _locked(definition.code)
    if item.kind and (item.kind == "package") != isinstance(definition, Package):
        raise Invalid(f"代码“{item.code}”已经用于{'一件事' if item.kind == 'package' else '事项'}，请换一个代码。")
    return item


def _require_new(item: Item, definition: Definition | Package, newest: Edition | None, start: date) -> None:
    before = item.editions.filter(digest=definition.digest).first()
    if before is not None:
        sentence = f"这份内容与第 {before.number} 版完全相同，没有任何变化，不需要再发布。"
        raise SameEdition(sentence, number=before.number)
    if newest is None:
        return
    if start < newest.in_force_from:
        raise TooEarly(f"生效日期不能早于第 {newest.number} 版的生效日期 {newest.in_force_from:%Y-%m-%d}。")


def _describe(item: Item, definition: Definition | Package, edition: Edition) -> None:
    """What lists and search know of an item is what its newest edition says."""
    themes = [f"person:{one}" for one in definition.themes.person]
    themes += [f"company:{one}" for one in definition.themes.company]
    item.owner_code, item.kind, item.area = definition.owner, definition.kind, definition.area
    item.title, item.title_en = definition.title.zh, definition.title.en
    if isinstance(definition, Definition):  # a package has no place of its own in the national list
        item.catalog_code, item.task_code = definition.codes.catalog, definition.codes.implementation
        item.online, item.visits = definition.guide.online, definition.guide.visits
        item.charged, item.minutes = definition.fee.charged, definition.limits.promise.minutes
    item.alias, item.serves, item.themes = list(definition.alias), list(definition.serves), themes
    item.audiences, item.current = list(definition.audiences), edition
    item.search, item.search_words = searching.text(definition), searching.words(definition)
    item.situation_words = searching.situation_words(definition)
    item.save()
