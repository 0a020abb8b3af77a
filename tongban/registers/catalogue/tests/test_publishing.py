"""Publishing: who may, what follows, and that an edition never changes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import Error, connection, transaction

from tongban.kernel import storage, time
from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.catalogue import actions, queries
from tongban.registers.catalogue.errors import (
    BadItem,
    NoSuchEdition,
    NoSuchItem,
    NothingToDo,
    NotOffered,
    SameEdition,
    TooEarly,
)  # fmt: skip
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.catalogue.models import Edition, Item
from tongban.registers.catalogue.tests.town import SMALL, small
from tongban.registers.ledger import queries as ledger

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system()
OPERATOR = Actor("official", "1", "苏衡", posts=(Post("catalogue", "service-centre", "", "operator"),), proved=True)
CLERK = Actor("official", "2", "周济", posts=(Post("window", "service-centre", "", "clerk"),))


def louder(n: int) -> dict[str, object]:
    return small(alias=[f"叫法{n}"])


def test_publishing_makes_an_edition_and_leaves_a_trace() -> None:
    edition = actions.publish(SYSTEM, small(), note="首次发布", source="revision/1")
    assert (edition.number, edition.in_force_from, edition.published_by) == (1, time.today(), "system/")
    assert queries.edition_in_force("street-musician").pk == edition.pk
    assert queries.item("street-musician").current == edition
    facts = ledger.timeline("item/street-musician")
    assert [fact.kind for fact in facts] == ["catalogue.EditionPublished"]
    assert (facts[0].body["digest"], facts[0].body["source"]) == (edition.digest, "revision/1")


def test_what_was_published_comes_back_as_it_was() -> None:
    definition = Definition.of(small())
    edition = queries.edition(actions.publish(SYSTEM, definition).pk)
    assert edition.digest == definition.digest
    assert [step.name for step in edition.definition.process] == ["look", "hear", "decide"]
    assert edition.law == "《街头演艺管理办法》第三条"


@pytest.mark.parametrize("actor", [OPERATOR, CLERK, Actor.nobody()])
def test_nobody_publishes_suspends_or_resumes_alone(actor: Actor) -> None:
    with pytest.raises(NotAllowed, match="另一人审核"):
        actions.publish(actor, small())
    assert not Item.objects.exists()
    actions.publish(SYSTEM, small())
    with pytest.raises(NotAllowed):
        actions.withdraw_item(actor, "street-musician", manner="cancel", reason="不办了")
    with pytest.raises(NotAllowed):
        actions.resume_item(actor, "street-musician", reason="又办了")


def test_the_same_content_is_refused_gently() -> None:
    actions.publish(SYSTEM, small())
    with pytest.raises(SameEdition, match="第 1 版"):
        actions.publish(SYSTEM, small())


def test_a_failing_example_cannot_be_published() -> None:
    with pytest.raises(BadItem, match="不成立"):
        actions.publish(SYSTEM, small(examples__quiet__expect={"failed": ["quiet"]}))
    assert not Item.objects.exists()


def test_a_new_edition_ends_the_one_before_on_the_day_it_begins() -> None:
    first = actions.publish(SYSTEM, small())
    day = time.today() + timedelta(days=10)
    second = actions.publish(SYSTEM, louder(1), day)
    assert queries.edition_in_force("street-musician").pk == first.pk
    assert queries.edition_in_force("street-musician", day - timedelta(days=1)).pk == first.pk
    assert queries.edition_in_force("street-musician", day).pk == second.pk
    assert [e.number for e in queries.editions_of("street-musician")] == [2, 1]
    assert queries.editions_of("street-musician")[1].in_force_to == day


def test_on_any_day_at_most_one_edition_is_in_force() -> None:
    start = time.today()
    for n, days in enumerate([0, 0, 5, 5, 9]):
        actions.publish(SYSTEM, louder(n), start + timedelta(days=days))
    for offset, number in {0: 2, 4: 2, 5: 4, 8: 4, 9: 5, 99: 5}.items():
        day = start + timedelta(days=offset)
        in_force = [e.number for e in queries.editions_of("street-musician") if _covers(e, day)]
        assert in_force == [number]
        assert queries.edition_in_force("street-musician", day).number == number


def _covers(edition: Edition, day: date) -> bool:
    return edition.in_force_from <= day and (edition.in_force_to is None or day < edition.in_force_to)


def test_nothing_begins_before_the_edition_it_follows() -> None:
    actions.publish(SYSTEM, small(), time.today() + timedelta(days=3))
    with pytest.raises(TooEarly, match="第 1 版"):
        actions.publish(SYSTEM, louder(1), time.today())


@pytest.mark.parametrize(
    "statement",
    [
        "update catalogue_edition set content = '{}'",
        "update catalogue_edition set digest = 'x'",
        "update catalogue_edition set number = 9",
        "update catalogue_edition set in_force_from = '2020-01-01'",
        "update catalogue_edition set note = 'x'",
        "delete from catalogue_edition",
    ],
)
def test_the_database_itself_refuses_to_change_an_edition(statement: str) -> None:
    actions.publish(SYSTEM, small())
    with pytest.raises(Error, match="refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_end_of_an_edition_is_set_once() -> None:
    first = actions.publish(SYSTEM, small())
    actions.publish(SYSTEM, louder(1), time.today() + timedelta(days=3))
    with pytest.raises(Error, match="refused"), transaction.atomic():
        Edition.objects.filter(pk=first.pk).update(in_force_to=time.today() + timedelta(days=9))


def test_a_suspended_item_cannot_be_applied_for_until_it_is_resumed() -> None:
    actions.publish(SYSTEM, small())
    actions.withdraw_item(SYSTEM, "street-musician", manner="suspend", reason="场地维修")
    with pytest.raises(NotOffered, match="场地维修"):
        queries.edition_in_force("street-musician")
    assert queries.items() == []
    with pytest.raises(NothingToDo):
        actions.withdraw_item(SYSTEM, "street-musician", manner="suspend", reason="再来")
    actions.resume_item(SYSTEM, "street-musician", reason="维修完成")
    assert queries.edition_in_force("street-musician").number == 1
    kinds = [fact.kind for fact in ledger.timeline("item/street-musician")]
    assert kinds == ["catalogue.EditionPublished", "catalogue.ItemSuspended", "catalogue.ItemResumed"]


def test_withdrawing_needs_a_reason_and_an_item() -> None:
    actions.publish(SYSTEM, small())
    with pytest.raises(Invalid):
        actions.withdraw_item(SYSTEM, "street-musician", manner="cancel", reason=" ")
    with pytest.raises(NoSuchItem):
        actions.withdraw_item(SYSTEM, "nothing", manner="cancel", reason="不办了")


def test_what_does_not_exist_is_refused_in_a_sentence() -> None:
    for wrong in ("x", "", "0190e3a2-0000-7000-8000-000000000000"):
        with pytest.raises(NoSuchEdition):
            queries.edition(wrong)
    with pytest.raises(NoSuchItem):
        queries.edition_in_force("nothing")


def test_an_item_that_begins_later_is_not_offered_yet() -> None:
    day = time.today() + timedelta(days=2)
    actions.publish(SYSTEM, small(), day)
    with pytest.raises(NotOffered):
        queries.edition_in_force("street-musician")
    assert queries.items() == []
    assert queries.edition_in_force("street-musician", day).number == 1


def test_a_difference_is_shown_by_what_things_are_called() -> None:
    before = actions.publish(SYSTEM, small())
    changed = small(limits__promise="1 working day", guide__conditions=["年满 16 周岁"], materials__photo=None)
    changed["examples"]["quiet"]["expect"] = changed["examples"]["loud"]["expect"] = {"failed": []}
    changed["examples"]["loud"]["given"]["act"]["loud"] = 80
    after = actions.publish(SYSTEM, changed)
    found = {c.label: (c.how, c.before, c.after) for c in queries.diff(before, after)}
    assert found["时限 › 承诺"] == ("changed", "2 个工作日", "1 个工作日")
    assert found["办事指南 › 受理条件"] == ("changed", "年满 18 周岁", "年满 16 周岁")
    assert found["材料“演出照片” › 名称"] == ("removed", "演出照片", "")
    assert queries.diff(after, after) == []


def test_publishing_a_folder_keeps_its_forms(tmp_path: Path) -> None:
    (tmp_path / "item.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "空白表.pdf").write_bytes(b"%PDF-1")
    edition = actions.publish_folder(SYSTEM, tmp_path)
    assert storage.read(edition.definition.attachments["空白表.pdf"]) == b"%PDF-1"
