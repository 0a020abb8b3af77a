"""The life of a change: drafted, reviewed by somebody else, published on its day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import yaml
from django.db import IntegrityError, transaction

from tongban.journey import revisions as journey
from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.errors import NothingToDo, NotOffered, TooEarly
from tongban.registers.ledger import queries as ledger
from tongban.work.revisions import actions, queries
from tongban.work.revisions.errors import (
    NoSuchRevision,
    NotNow,
    NotReady,
    Outdated,
    ReasonNeeded,
    SavedMeanwhile,
    SecondPerson,
    Unchanged,
)
from tongban.work.revisions.kinds import Plan
from tongban.work.revisions.models import Revision
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = pytest.mark.usefixtures("town")
CODE = "old-age-allowance"
TODAY = Plan(reason="群众反映名称太长", note="加俗称")


def drafter() -> Actor:
    return people.actor("LT0011")


def second() -> Actor:
    return people.actor("LT0015")


def changed(**content: Any) -> str:
    return queries.yaml_of({**yaml.safe_load(queries.source_text(CODE)[0]), **content})


def begun(kind: str = "change", items: tuple[str, ...] = (CODE,), *texts: str, plan: Plan = TODAY) -> Revision:
    revision = actions.begin(drafter(), kind, items, texts=texts)
    return actions.plan(drafter(), str(revision.pk), plan)


def sent(*args: Any, **kwargs: Any) -> str:
    return str(actions.send(drafter(), str(begun(*args, **kwargs).pk)).pk)


def fresh(key: str) -> Revision:
    return queries.revision_for(drafter(), key)


def test_a_change_is_drafted_by_one_and_published_by_the_word_of_another() -> None:
    key = sent("change", (CODE,), changed(alias=["敬老金"]))
    revision = actions.approve(second(), key, opinion="同意")
    assert (revision.state, revision.decided_name) == ("published", "章若水")
    edition = catalogue.edition_in_force(CODE)
    assert (edition.number, edition.definition.alias, edition.note) == (2, ("敬老金",), "加俗称")
    kinds = [fact.kind.partition(".")[2] for fact in ledger.timeline(f"revision/{key}")]
    assert kinds == ["RevisionBegun", "RevisionPlanned", "RevisionSent", "RevisionApproved", "RevisionPublished"]
    assert ledger.timeline(f"item/{CODE}")[-1].body["source"] == f"revision/{key}"


def test_nobody_approves_or_sends_back_what_he_wrote() -> None:
    key = sent("change", (CODE,), changed(alias=["敬老金"]))
    with pytest.raises(SecondPerson):
        actions.approve(drafter(), key)
    with pytest.raises(SecondPerson):
        actions.send_back(drafter(), key, reason="再想想")
    assert fresh(key).state == "reviewing"


def test_who_only_helped_with_the_text_is_an_author_too() -> None:
    post = Post("catalogue", "service-centre", "", "operator")
    helper = Actor("official", second().id, "章若水", posts=(post,), proved=True)
    revision = begun("change", (CODE,), changed(alias=["敬老金"]))
    actions.save(helper, str(revision.pk), 1, changed(alias=["敬老金", "老年补贴"]), 1)
    key = str(actions.send(drafter(), str(revision.pk)).pk)
    with pytest.raises(SecondPerson):
        actions.approve(second(), key)


@pytest.mark.parametrize("by", ["", "drafter", "helper"])
def test_the_database_itself_knows_the_second_person(by: str) -> None:
    revision = begun("change", (CODE,), changed(alias=["敬老金"]))
    who = {"": "", "drafter": revision.drafted_by, "helper": "helper"}[by]
    rows = Revision.objects.filter(pk=revision.pk)
    rows.update(authors=[revision.drafted_by, "helper"])
    with pytest.raises(IntegrityError, match="revision_second_person"), transaction.atomic():
        rows.update(state="approved", decided_by=who)
    assert rows.update(state="approved", decided_by="another") == 1


def test_a_text_is_kept_as_typed_even_while_it_is_wrong() -> None:
    revision = begun()
    row = actions.save(drafter(), str(revision.pk), 1, "code: [半句话\r\n", 1)
    assert (row.text, row.version) == ("code: [半句话\n", 2)
    with pytest.raises(NotReady, match="YAML"):
        actions.send(drafter(), str(revision.pk))
    assert queries.text_at(fresh(str(revision.pk)), 1).text == "code: [半句话\n"
    with pytest.raises(Unchanged):
        actions.save(drafter(), str(revision.pk), 1, "code: [半句话\n", 2)


def test_two_editors_do_not_write_over_each_other() -> None:
    key = str(begun().pk)
    actions.save(drafter(), key, 1, "code: a\n", 1)
    with pytest.raises(SavedMeanwhile, match=r"苏衡在 .* 保存过") as refused:
        actions.save(drafter(), key, 1, "code: b\n", 1)
    assert (refused.value.details["version"], refused.value.details["text"]) == (2, "code: a\n")
    assert queries.text_at(fresh(key), 1).text == "code: a\n"


def test_the_review_is_a_task_that_ends_with_it() -> None:
    key = sent("change", (CODE,), changed(alias=["敬老金"]))
    jobs.run_owed(f"revision/{key}")
    (task,) = tasks.open_of(f"revision/{key}")
    assert (task.desk, task.title) == ("catalogue", f"审核事项变更 · {catalogue.item(CODE).title}")
    assert tasks.task_for(second(), str(task.pk))
    actions.send_back(second(), key, reason="俗称不准确")
    jobs.run_owed(f"revision/{key}")
    assert not tasks.open_of(f"revision/{key}")
    assert (fresh(key).state, fresh(key).finding) == ("sent_back", "俗称不准确")


def test_what_was_sent_back_is_mended_and_sent_again() -> None:
    key = sent("change", (CODE,), changed(alias=["敬老金"]))
    with pytest.raises(ReasonNeeded):
        actions.send_back(second(), key, reason=" ")
    actions.send_back(second(), key, reason="俗称不准确")
    actions.save(drafter(), key, 1, changed(alias=["尊老金"]), 1)
    actions.send(drafter(), key)
    assert actions.approve(second(), key).state == "published"
    assert catalogue.edition_in_force(CODE).definition.alias == ("尊老金",)


def test_it_waits_for_its_day_and_the_clock_publishes_it() -> None:
    day = time.today() + timedelta(days=3)
    key = sent("change", (CODE,), changed(alias=["敬老金"]), plan=Plan("原因", "", day))
    assert actions.approve(second(), key).state == "approved"
    assert journey.publish_due() == 0
    assert catalogue.edition_in_force(CODE).number == 1
    with time.held(time.now() + timedelta(days=3)):
        assert journey.publish_due() == 1
        assert (catalogue.edition_in_force(CODE).number, catalogue.edition_in_force(CODE).in_force_from) == (2, day)
        assert journey.publish_due() == 0


def test_what_the_catalogue_refuses_on_its_day_goes_back_with_the_reason() -> None:
    day = time.today() + timedelta(days=3)
    text = changed(alias=["敬老金"])
    key = sent("change", (CODE,), text, plan=Plan("原因", "", day))
    actions.approve(second(), key)
    from tongban.registers.catalogue import actions as direct

    direct.publish(people.SYSTEM, yaml.safe_load(text))
    with time.held(time.now() + timedelta(days=3)):
        journey.publish_due()
    assert fresh(key).state == "sent_back"
    assert "完全相同" in fresh(key).finding


def test_an_item_ends_on_its_day_and_is_not_offered_before_the_clock_says_so() -> None:
    last = time.today() + timedelta(days=30)
    key = sent("change", (CODE,), changed(alias=["敬老金"]), plan=Plan("试行", "", None, last))
    actions.approve(second(), key)
    assert catalogue.edition_in_force(CODE, last - timedelta(days=1))
    with time.held(time.now() + timedelta(days=30)):
        with pytest.raises(NotOffered, match="办理到"):
            catalogue.edition_in_force(CODE)
        assert CODE not in {one.code for one in catalogue.offered()}
        assert (journey.end_items(), journey.end_items()) == (1, 0)
        assert catalogue.item(CODE).state == "3"


def test_who_drafts_looks_at_the_newest_edition_before_it_is_reviewed() -> None:
    revision = begun("change", (CODE,), changed(alias=["敬老金"]))
    actions.approve(second(), sent("change", (CODE,), changed(alias=["另一个"])))
    with pytest.raises(Outdated, match="第 2 版"):
        actions.send(drafter(), str(revision.pk))
    actions.move_base(drafter(), str(revision.pk), 1)
    with pytest.raises(Unchanged):
        actions.move_base(drafter(), str(revision.pk), 1)
    assert actions.send(drafter(), str(revision.pk)).state == "reviewing"


def test_nothing_is_sent_without_a_reason_or_a_change_or_for_a_desk_nobody_knows() -> None:
    with pytest.raises(ReasonNeeded):
        sent("change", (CODE,), changed(alias=["敬老金"]), plan=Plan())
    with pytest.raises(NotReady, match="没有可以审核的变化"):
        sent("change", (CODE,))
    lost = yaml.safe_load(changed())
    next(iter(lost["process"].values()))["desk"] = "nowhere"
    with pytest.raises(NotReady, match="没有登记岗位“nowhere”"):
        sent("change", (CODE,), queries.yaml_of(lost))


def test_no_day_in_the_past_and_no_end_before_the_beginning() -> None:
    today = time.today()
    with pytest.raises(TooEarly, match="已经过去"):
        sent("change", (CODE,), changed(alias=["敬老金"]), plan=Plan("原因", "", today - timedelta(days=1)))
    with pytest.raises(Invalid, match="晚于生效日期"):
        begun(plan=Plan("原因", "", today + timedelta(days=5), today + timedelta(days=5)))
    with pytest.raises(Invalid, match="只有新增和变更"):
        begun("cancel", plan=Plan("原因", "", None, today + timedelta(days=5)))


def test_a_change_keeps_the_code_and_an_added_item_brings_a_new_one() -> None:
    with pytest.raises(NotReady, match="代码不能改成"):
        sent("change", (CODE,), changed(code="other-code"))
    with pytest.raises(NotReady, match="已经有代码"):
        sent("add", (), changed(alias=["敬老金"]))
    key = sent("add", (), changed(code="other-code"))
    assert fresh(key).title == catalogue.item(CODE).title
    actions.approve(second(), key)
    assert catalogue.edition_in_force("other-code").number == 1


def test_a_split_ends_one_item_and_begins_several_that_follow_it() -> None:
    texts = [changed(code="allowance-city", alias=["一"]), changed(code="allowance-town", alias=["二"])]
    key = sent("split", (CODE,), *texts)
    actions.approve(second(), key)
    assert {catalogue.edition_in_force(code).number for code in ("allowance-city", "allowance-town")} == {1}
    with pytest.raises(NotOffered) as refused:
        catalogue.edition_in_force(CODE)
    assert [code for code, _ in refused.value.details["successors"]] == ["allowance-city", "allowance-town"]
    assert "请改为申请" in refused.value.next_step


def test_a_split_into_one_or_into_twins_is_refused() -> None:
    revision = begun("split", (CODE,), changed(code="one-a"), changed(code="one-a"))
    with pytest.raises(NotReady, match="与第 1 份内容相同"):
        actions.send(drafter(), str(revision.pk))
    with pytest.raises(Invalid):
        actions.take_text(drafter(), str(revision.pk), 2)
    assert actions.add_text(drafter(), str(revision.pk)).place == 3
    actions.take_text(drafter(), str(revision.pk), 2)
    assert [row.place for row in queries.texts(fresh(str(revision.pk)))] == [1, 3]


def test_a_merge_ends_several_and_begins_one() -> None:
    both = (CODE, "outdoor-advertising")
    with pytest.raises(Invalid, match="至少要选择两个"):
        begun("merge", (CODE,))
    key = sent("merge", both, changed(code="all-in-one"))
    actions.approve(second(), key)
    assert [catalogue.item(code).successors for code in both] == [["all-in-one"], ["all-in-one"]]
    assert catalogue.item("all-in-one").offered


def test_suspending_resuming_and_cancelling_need_two_people_as_well() -> None:
    actions.approve(second(), sent("suspend"))
    assert (catalogue.item(CODE).state, catalogue.item(CODE).state_reason) == ("2", "加俗称")
    with pytest.raises(NothingToDo):
        sent("suspend")
    actions.approve(second(), sent("resume"))
    assert catalogue.item(CODE).offered
    actions.approve(second(), sent("cancel"))
    assert catalogue.item(CODE).state == "3"


def test_only_an_operator_of_the_area_drafts_and_only_the_library_reviews() -> None:
    key = sent("change", (CODE,), changed(alias=["敬老金"]))
    for name in ("LT0101", "LT0012", "linwan"):
        with pytest.raises(NotAllowed):
            actions.begin(people.actor(name), "change", (CODE,))
    with pytest.raises(NoSuchRevision):
        actions.approve(people.actor("LT0101"), key)
    with pytest.raises(NotAllowed):
        actions.approve(people.actor("LT0012"), key)
    district = Actor("official", "d", "何朗", posts=(Post("catalogue", "service-centre", "999002", "operator"),))
    with pytest.raises(NotAllowed):
        actions.begin(district, "change", (CODE,))
    assert queries.listed(district) == []
    assert [str(one.pk) for one in queries.listed(drafter(), "open")] == [key]


def test_a_dropped_one_is_over_and_a_recalled_one_goes_on() -> None:
    key = sent("change", (CODE,), changed(alias=["敬老金"]))
    with pytest.raises(NotNow, match="审核中"):
        actions.save(drafter(), key, 1, "x", 1)
    actions.recall(drafter(), key)
    actions.drop(drafter(), key, reason="不改了")
    with pytest.raises(NotNow, match="已放弃"):
        actions.send(drafter(), key)
