"""What rules may decide, they decide at once; what they may not goes to a person; and people stay above them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, Refusal
from tongban.registers.licences import queries as licences
from tongban.registers.readings import actions as readings
from tongban.registers.readings import jobs as reading
from tongban.work.approvals import queries as steps
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotSigned
from tongban.work.cases.kinds import Ruled
from tongban.work.cases.models import Case
from tongban.work.rulings import actions, jobs, queries
from tongban.work.rulings.errors import AlreadyAsked, FindingNeeded, NoSuchRuling, NoSwitch, NotAutomatic
from tongban.work.tasks import queries as tasks
from tools import pages, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
SYSTEM = Actor.system()
SHOP = {
    "trader.form": "one", "shop.name": "澜汀市望舒区小满花店", "shop.scope": ["flowers", "online"],
    "place.address.division": "999001", "place.address.detail": "月白街 6 号", "place.right": "rented",
}  # fmt: skip
TRADE, PENSION = "sole-trader-registration", people.ALLOWANCE


@pytest.fixture(autouse=True)
def posts(town: None) -> None:
    people.appoint_machines()


def shop(**said: object) -> Case:
    """禾小满 registers a flower shop and promises that the place may be used."""
    me = people.actor("hexiaoman")
    case = people.fill(me, cases.start(me, TRADE, "999001"), {**SHOP, **said})
    cases.promise(me, str(case.pk), "place-right", trust="promise")
    return people.settled(cases.submit(me, str(case.pk), promise=True))


def pension(**said: object) -> Case:
    return people.submitted(PENSION, **said)


def supervisor() -> Actor:
    return people.actor("LT0012")


def drawn() -> object:
    """The day is over, and its sample is drawn."""
    day = time.today()
    with time.held(time.now() + timedelta(days=1)):
        return actions.draw(SYSTEM, PENSION, day, seed="seed")


def test_a_shop_is_registered_by_rules_and_holds_its_licence() -> None:
    case = shop()
    assert (case.state, case.outcome) == ("closed", "granted")
    assert [one.type.code for one in licences.from_source(case.subject)] == ["business-licence"]
    assert {"receipt", "acceptance", "decision", "delivery-note"} <= {n.kind for n in case.notices.all()}


def test_the_paper_says_that_a_machine_decided_and_by_which_rules() -> None:
    case = shop()
    said = str(case.notices.get(kind="decision").facts)
    ruling = queries.of_case(case)
    assert ruling is not None
    assert "由系统依规则自动作出" in said
    assert ruling.digest[:16] in said
    assert "人工复核" in said


def test_a_ruling_keeps_rules_facts_and_sources_but_no_value_of_the_form() -> None:
    case = shop()
    ruling = queries.of_case(case)
    assert ruling is not None
    assert {"check.able", "material.place-right", "condition.lasting-right"} <= {name for name, _ in ruling.rules}
    assert {"shop.name", "place.right", "applicant.age"} <= set(ruling.facts)
    assert ["place-right", "promise", ""] in ruling.sources
    assert "小满花店" not in str(ruling.facts)
    assert queries.untouched(ruling)


def test_two_signatures_are_not_needed_where_rules_decided_and_the_steps_say_who() -> None:
    case = pension()
    assert (case.outcome, case.two_signatures, case.signed_first) == ("granted", True, "")
    lanes = steps.lanes(case)
    assert [lane.state for lane in lanes] == ["agreed", "agreed"]
    assert {o.role for lane in lanes for o in lane.opinions} == {"automatic"}


def test_what_does_not_hold_goes_to_a_person_who_reads_why_and_is_never_refused() -> None:
    case = shop(**{"shop.scope": ["catering"]})
    ruling = queries.of_case(case)
    assert ruling is not None
    assert (case.state, case.outcome, ruling.state) == ("submitted", "", "person")
    assert [code for code, _ in ruling.barriers] == ["condition.plain-trade"]
    assert [task.kind for task in tasks.open_of(case.subject)] == ["accept"]


def test_a_hundred_years_old_is_visited_by_people() -> None:
    me = people.actor("xubaisui")
    case = people.submitted(PENSION, me)
    ruling = queries.of_case(case)
    assert ruling is not None
    assert {"condition.not-a-hundred", "step.visit"} <= {code for code, _ in ruling.barriers}


def test_ruling_twice_is_refused_and_the_reaction_asks_before_it_acts() -> None:
    case = shop()
    assert not queries.may_be_ruled(case)
    with pytest.raises(NotAutomatic):
        actions.rule(SYSTEM, str(case.pk))


def test_what_is_still_being_read_is_ruled_when_it_was_read_and_not_before() -> None:
    me = people.actor("hexiaoman")
    case = people.fill(me, cases.start(me, TRADE, "999001"), SHOP)
    people.give(me, case, "place-right", "租赁合同")
    case = people.settled(cases.submit(me, str(case.pk), promise=True))
    ruling = queries.of_case(case)
    assert ruling is not None
    assert (case.state, ruling.state) == ("submitted", "waiting")
    assert (queries.may_be_ruled(case), jobs.rule_waiting()) == (True, 0)
    wanted = reading.want(rows.seen(people.fresh(case))["place-right"].material)
    lease = pages.lease("禾小满", "澜汀市月白街 6 号", time.today() + timedelta(days=400))
    readings.keep(SYSTEM, str(wanted.pk), [pages.page(lease)])
    assert jobs.rule_waiting() == 1
    ruling.refresh_from_db()
    assert ruling.state == "person"
    assert "material.place-right" in {code for code, _ in ruling.barriers}


def test_nobody_but_the_platform_rules() -> None:
    case = people.submitted(PENSION)
    with pytest.raises(NotAllowed):
        actions.rule(people.approver(PENSION), str(case.pk))


def test_the_machine_s_post_never_refuses_and_never_decides_without_rules() -> None:
    actions.stop(supervisor(), reason="试验")
    case = people.settled(cases.accept(people.clerk(), str(pension().pk)))
    machine = rows_machine(case)
    with pytest.raises(NotSigned), transaction.atomic():
        cases.decide(machine, str(case.pk), outcome="granted", signers=[machine.id, "somebody"])
    with pytest.raises(NotSigned), transaction.atomic():
        cases.decide(
            machine, str(case.pk), outcome="refused", reason="不符", law="法", signers=[machine.id],
            ruled=Ruled("d" * 64, ""),
        )


def rows_machine(case: Case) -> Actor:
    from tongban.work.rulings.posts import machine_for

    found = machine_for(case)
    assert found is not None
    return found


@pytest.mark.parametrize("change", ["automatic = ''", "outcome = 'refused'"])
def test_the_database_itself_wants_two_people_or_rules_and_no_refusal_by_rules(change: str) -> None:
    case = pension()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update cases_case set {change} where id = %s", [case.pk])


def test_one_switch_stops_everything_at_once_and_says_why() -> None:
    actions.stop(supervisor(), reason="发现登记数据有误")
    case = pension()
    ruling = queries.of_case(case)
    assert ruling is not None
    assert [[code, said] for code, said in ruling.barriers] == [["switch", "智能审批已停用：发现登记数据有误"]]
    actions.resume(supervisor(), reason="数据已更正")
    assert shop().outcome == "granted"


def test_an_item_may_be_stopped_alone() -> None:
    actions.stop(supervisor(), PENSION, reason="津贴标准待核")
    assert pension().state == "submitted"
    assert shop().outcome == "granted"


def test_who_neither_runs_nor_supervises_the_city_cannot_switch() -> None:
    with pytest.raises(NoSwitch):
        actions.stop(people.clerk(), reason="想停")
    with pytest.raises(Refusal):
        actions.stop(supervisor(), reason="  ")


def test_a_sample_is_drawn_and_can_be_computed_again() -> None:
    case = pension()
    row = drawn()
    ruling = queries.of_case(case)
    assert ruling is not None
    assert queries.recomputed(row) == [ruling.pk]  # type: ignore[arg-type]
    assert [task.kind for task in tasks.open_of(case.subject, "sample")] == ["sample"]


def test_people_at_the_desk_judge_the_sample_and_others_never_see_it() -> None:
    case = pension()
    drawn()
    sample = queries.of_case(case).sample  # type: ignore[union-attr]
    with pytest.raises(NoSuchRuling):
        actions.judge_sample(people.clerk(), str(sample.pk), finding="agree", text="看过")
    with pytest.raises(FindingNeeded):
        actions.judge_sample(people.reviewer(PENSION), str(sample.pk), finding="wrong", text="年龄不对", rule="")
    done = actions.judge_sample(people.reviewer(PENSION), str(sample.pk), finding="agree", text="户籍和年龄一致。")
    assert done.finding == "agree"
    assert not tasks.open_of(case.subject, "sample")


def test_too_many_wrong_ones_stop_the_item_by_itself() -> None:
    day = time.today()
    for who in ("henainai", "wenruyu"):
        pension(me=people.actor(who))
    with time.held(time.now() + timedelta(days=1)):
        row = actions.draw(SYSTEM, PENSION, day, seed="0")
        assert row.samples.count() == 1
        assert queries.stopped(PENSION) is None
    with time.held(time.now() + timedelta(days=2)):
        case = pension(me=people.actor("lubuyuan"))
        actions.draw(SYSTEM, PENSION, time.today(), seed="0")
        for sample in [*row.samples.all(), queries.of_case(case).sample]:  # type: ignore[union-attr]
            actions.judge_sample(
                people.reviewer(PENSION), str(sample.pk), finding="wrong", text="户籍已迁出", rule="check.of-this-city"
            )
        stopped = queries.stopped(PENSION)
        assert stopped is not None
        assert "2 件有误" in stopped.reason
        assert [f.error_rate for f in queries.figures(day, time.today()) if f.item == PENSION] == [100.0]


def test_the_applicant_may_ask_for_a_person_once_and_gets_an_answer() -> None:
    case = pension()
    me = people.grandmother()
    with pytest.raises(Refusal):
        actions.ask_review(people.owner(), str(case.pk), reason="我想看")
    review = actions.ask_review(me, str(case.pk), reason="想请人看看发放的档次")
    with pytest.raises(AlreadyAsked):
        actions.ask_review(me, str(case.pk), reason="再看看")
    assert review.due_on > time.today()
    actions.answer_review(people.reviewer(PENSION), str(review.pk), finding="agree", text="78 周岁，按 150 元发放。")
    assert not tasks.open_of(case.subject, "human-review")


def test_what_people_decided_is_not_reviewed_as_a_machine_s() -> None:
    actions.stop(supervisor(), reason="试验")
    case = people.settled(cases.accept(people.clerk(), str(pension().pk)))
    with pytest.raises(NotAutomatic):
        actions.ask_review(people.grandmother(), str(case.pk), reason="请人看看")


def test_the_figures_say_per_item_how_many_and_why_people_looked() -> None:
    pension()
    pension(me=people.actor("xubaisui"))
    today = time.today()
    found = {f.item: f for f in queries.figures(today, today)}
    mine = found[PENSION]
    assert (mine.submitted, mine.automatic, mine.person, mine.share) == (2, 1, 1, 50)
    assert mine.why["condition.not-a-hundred"] == 1
    assert found[TRADE].submitted == 0
