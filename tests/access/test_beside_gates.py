"""What rooms around the case ask of who acts: codes for the phone, help, merged accounts, packages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import yaml

from tests.access.refusing import let_in
from tongban.journey.tests.test_undertakings import accepted, changing
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import NotEmpowered
from tongban.registers.mandates import actions as mandates
from tongban.registers.mandates.models import LicenceRule
from tongban.registers.materials.models import Material
from tongban.work.cases.errors import NotOffered
from tongban.work.handovers import actions as handovers
from tongban.work.handovers import queries as codes
from tongban.work.handovers.errors import HandoverOver
from tongban.work.help import actions as help
from tongban.work.help import permits as helping
from tongban.work.help import queries as helps
from tongban.work.help.errors import HelpOver
from tongban.work.help.models import Help
from tongban.work.mergers import actions as mergers
from tongban.work.packages import actions as packages
from tongban.work.packages import queries as listed
from tongban.work.packages.actions import submitting
from tongban.work.packages.models import Run
from tongban.work.packages.tests import helping as runs
from tongban.work.packages.tests.test_following import NEW
from tongban.work.revisions import actions as revisions
from tongban.work.revisions import queries as changes
from tongban.work.revisions.errors import NoSuchRevision
from tongban.work.revisions.kinds import Plan
from tongban.work.rulings import actions as rulings
from tongban.work.rulings.errors import NoSwitch
from tongban.work.tasks.errors import Recused
from tongban.work.tasks.models import Recusal, Task
from tongban.work.undertakings import queries as promises
from tongban.work.undertakings.errors import NoSuchUndertaking
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
PLAN, RESTAURANT = "floor-plan", "restaurant-opening"
NOBODYS = "00000000-0000-7000-8000-000000000001"


def test_a_code_for_the_phone_is_used_seen_and_ended_by_whose_draft_it_is() -> None:
    me, hers = people.owner(), people.grandmother()
    draft = str(people.draft().pk)
    row = handovers.open_handover(me, draft, PLAN, account="1")
    assert let_in({
        "hand over": lambda: handovers.hand_over(hers, codes.token_of(row), NOBODYS),
        "end": lambda: handovers.end(hers, str(row.pk)),
    }, HandoverOver) == []  # fmt: skip
    assert codes.open_of(hers, draft, PLAN) is None
    assert codes.open_of(me, draft, PLAN) == row


def test_help_is_asked_for_found_and_ended_by_the_applicant_himself() -> None:
    me, draft = people.grandmother(), people.draft(people.ALLOWANCE)
    row = help.ask(me, str(draft.pk), "family")
    assert helping.may_ask(me)
    assert helping.may_end(me, row)
    for carer in (replace(me, ground="照护代办"), replace(me, agency="organisation/1")):
        assert not helping.may_ask(carer)
        assert not helping.may_end(carer, row)
    assert not helping.may_ask(replace(me, on_behalf="person/1"))
    assert helps.of_draft(people.actor("linwan"), draft.pk) is None
    assert helps.of_draft(me, draft.pk) == row


def test_the_database_shows_a_call_for_help_to_the_desk_of_its_area_as_long_as_it_waits() -> None:
    me, helper = people.grandmother(), people.actor("LT0004")
    with time.held(datetime(2026, 11, 30, 10, 0, tzinfo=time.local(time.now()).tzinfo)):
        row = help.ask(me, str(people.draft(people.ALLOWANCE).pk), "city")

    def sees(who: Actor) -> bool:
        with wall.behind(who):
            return Help.objects.filter(pk=row.pk).exists()

    assert sees(me)
    assert not sees(replace(me, items=(people.FOOD,))), "who may act in other items only"
    (post,) = (one for one in helper.posts if one.desk == "help")
    assert sees(replace(helper, posts=(post,)))
    wrong = (replace(post, area="999009"), replace(post, desk="window"), replace(post, role="reviewer"))
    assert not any(sees(replace(helper, posts=(one,))) for one in wrong)
    for name, value in (("way", "family"), ("helper", "official/1"), ("ended_at", time.now())):
        Help.objects.filter(pk=row.pk).update(**{name: value})
        assert not sees(helper), name
        Help.objects.filter(pk=row.pk).update(way=row.way, helper="", ended_at=None)


def test_of_two_who_take_a_code_up_at_one_moment_the_second_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    row = help.ask(people.grandmother(), str(people.draft(people.ALLOWANCE).pk), "family")
    token = helps.token_of(row)
    monkeypatch.setattr(helps, "by_token", lambda actor, token: row)  # both have seen that it is free
    help.come(people.actor("zhangxiaohe"), token)
    with pytest.raises(HelpOver):
        help.come(people.actor("moyun"), token)


def test_accounts_are_named_and_merged_by_whose_they_are() -> None:
    hers: Any = identity.account_by_name("henainai")
    me = people.actor("linwan").with_proof()
    for attempt in (
        lambda: mergers.confirm_name(me, hers.pk, "林晚", people.number("linwan")),
        lambda: mergers.merge(me, hers.pk, "linwan", "word", "123456"),
    ):
        with pytest.raises(NotAllowed, match="只能由账号本人"):
            attempt()


def test_a_package_is_begun_and_written_by_who_may_apply_for_whom_it_is() -> None:
    me = people.owner()
    with pytest.raises(NotOffered, match="委托人没有授权"):
        packages.start(replace(me, items=(people.FOOD,)), RESTAURANT, people.AREA)
    run = packages.start(me, RESTAURANT, people.AREA)
    page = run.definition.form.pages[0].name
    other, key = people.actor("hexiaoman"), str(run.pk)
    assert let_in({
        "write": lambda: packages.save_page(other, key, page, {}), "discard": lambda: packages.discard(other, key),
    }, NotYours) == []  # fmt: skip
    with pytest.raises(NotEmpowered):
        packages.save_page(replace(me, rights=("see",)), key, page, {})


def test_a_package_is_handed_in_by_who_may_sign_known_well_enough_for_each_item_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    me = people.actor("linwan")
    run = runs.draft(me=me, **NEW)
    with pytest.raises(NotEmpowered):
        packages.submit(replace(me, rights=("see", "apply")), str(run.pk), promise=True)
    asked: list[str] = []
    monkeypatch.setattr(submitting.sureness, "require_sure", lambda actor, definition: asked.append(definition.code))
    run = packages.submit(me, str(run.pk), promise=True)
    waiting = {branch.item_code for branch in run.branches.all() if branch.after}
    assert waiting, "some wait for another's result, and are filed by nobody's hand"
    assert set(asked) >= waiting


def test_packages_are_listed_and_dropped_by_whose_they_are() -> None:
    me, hers = people.owner(), people.grandmother()
    draft = packages.start(me, RESTAURANT, people.AREA)
    run = runs.submitted(me=people.actor("linwan"), **NEW)
    assert run not in listed.of_applicant(hers)
    assert draft not in listed.drafts_of(hers)
    assert listed.drafts_of(me) == [draft]
    waiting = run.branches.filter(state="waiting").first()
    assert waiting is not None
    assert let_in({
        "draft": lambda: listed.draft_for(hers, str(draft.pk)),
        "drop": lambda: packages.drop(hers, str(run.pk), waiting.name),
    }, NotYours) == []  # fmt: skip


def test_a_machine_s_decision_is_looked_at_again_for_who_may_sign_by_who_does_not_stay_away() -> None:
    people.appoint_machines()
    case, me = people.submitted(people.ALLOWANCE), people.grandmother()
    with pytest.raises(NotEmpowered):
        rulings.ask_review(replace(me, rights=("see",)), str(case.pk), reason="请人看看")
    review = rulings.ask_review(me, str(case.pk), reason="请人看看")
    with time.held(time.now() + timedelta(days=1)):
        sample = rulings.draw(people.SYSTEM, people.ALLOWANCE, time.today() - timedelta(days=1), seed="0").samples.get()
    looks = people.reviewer(people.ALLOWANCE)
    stays_away(looks, case.subject)
    for _ in range(2):
        assert let_in({
            "answer": lambda: rulings.answer_review(looks, str(review.pk), finding="agree", text="无误"),
            "sample": lambda: rulings.judge_sample(looks, str(sample.pk), finding="agree", text="无误"),
        }, Recused) == []  # fmt: skip
        Task.objects.filter(subject=case.subject).update(state="dropped")  # nor once they lie nowhere
    assert let_in({"resume": lambda: rulings.resume(people.SYSTEM, reason="自动")}, NoSwitch) == []


def stays_away(official: Actor, subject: str) -> None:
    Recusal.objects.create(
        subject=subject, official=official.id, official_name=official.name, ground="own", reason="申请人是本人亲属",
        by=official.id, by_name=official.name, at=time.now(),
    )  # fmt: skip


def test_a_change_of_the_library_is_begun_sent_seen_and_judged_by_the_posts_of_its_area() -> None:
    drafter, second = people.actor("LT0011"), people.actor("LT0015")
    far = replace(drafter, posts=tuple(replace(post, area="110000") for post in drafter.posts))
    oversees = replace(drafter, id="o", posts=(Post("catalogue", "service-centre", "", "supervisor"),))
    begin = revisions.begin
    assert let_in({
        "far": lambda: begin(far, "change", (people.ALLOWANCE,)),
        "clerk": lambda: begin(people.clerk(), "change", (people.ALLOWANCE,)),
    }, NotAllowed) == []  # fmt: skip
    key = str(begin(drafter, "change", (people.ALLOWANCE,)).pk)
    plan = Plan(reason="群众反映名称太长", note="加俗称")
    assert let_in({
        "see": lambda: changes.revision_for(people.clerk(), key),
        "plan": lambda: revisions.plan(people.clerk(), key, plan),
    }, NoSuchRevision) == []  # fmt: skip
    assert let_in({"plan": lambda: revisions.plan(oversees, key, plan)}, NotAllowed) == []
    revisions.plan(drafter, key, plan)
    text = changes.yaml_of({**yaml.safe_load(changes.source_text(people.ALLOWANCE)[0]), "alias": ["敬老金"]})
    revisions.save(drafter, key, 1, text, 1)
    revisions.send(drafter, key)
    assert let_in({
        "approve": lambda: revisions.approve(oversees, key),
        "send back": lambda: revisions.send_back(oversees, key, reason="再想想"),
    }, NotAllowed) == []  # fmt: skip
    assert revisions.send_back(second, key, reason="再想想").state == "sent_back"


def test_nobody_sends_for_review_what_would_hold_in_an_area_that_is_not_his() -> None:
    mine = Post("catalogue", "service-centre", "999002", "operator")
    drafter = replace(people.actor("LT0011"), posts=(mine,))
    source = yaml.safe_load(changes.source_text(people.ALLOWANCE)[0])
    text = changes.yaml_of({**source, "area": "999001"})
    revision = revisions.begin(drafter, "add", (), texts=[text], reason="新设")
    assert revision.area == mine.area
    with pytest.raises(NotAllowed, match="只有本地区"):
        revisions.send(drafter, str(revision.pk))


def test_a_promise_is_opened_by_who_looks_into_it() -> None:
    case = accepted(changing())
    (made,) = promises.of_case(str(case.pk))
    with pytest.raises(NoSuchUndertaking):
        promises.undertaking_for(people.clerk(), str(made.pk))
    assert promises.undertaking_for(people.actor("LT0103"), str(made.pk)) == made


def test_the_database_shows_how_a_company_wants_its_licences_used_to_its_own_people() -> None:
    head = people.owner().with_proof()
    mandates.set_licence_rule(head, by_grant=True, second_yes=False)
    key = head.on_behalf.removeprefix("organisation/")
    with wall.behind(head):
        assert LicenceRule.objects.filter(pk=key).exists()
    with wall.behind(people.grandmother()):
        assert not LicenceRule.objects.filter(pk=key).exists()


def test_the_database_shows_documents_by_a_mandate_that_says_so_or_to_who_kept_them_himself() -> None:
    me = people.owner()
    material = people.give(me, people.draft(), PLAN)
    key = Material.objects.filter(holder=me.applicant).latest("kept_at").pk
    assert material
    for who, shown in ((me, True), (replace(me, id="1", items=("x",)), False),
                       (replace(me, id="1", items=("x",), documents=True), True), (replace(me, items=("x",)), True)):
        with wall.behind(who):
            assert Material.objects.filter(pk=key).exists() is shown, who


def test_the_database_shows_officials_no_package_that_is_still_a_draft() -> None:
    run = runs.submitted(me=people.actor("linwan"), **NEW)
    clerk = people.clerk()
    with wall.behind(clerk):
        assert Run.objects.filter(pk=run.pk).exists()
    Run.objects.filter(pk=run.pk).update(state="draft")
    with wall.behind(clerk):
        assert not Run.objects.filter(pk=run.pk).exists()
