"""What may happen to a licence after it was given: every verb in every state, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from tongban.engines.codes import licence_identifier
from tongban.kernel import storage, time
from tongban.kernel.errors import NotAllowed
from tongban.registers.licences import actions, jobs, queries
from tongban.registers.licences.errors import NoSuchField, NothingChanged, NotInForce, NotYourLicence, ReasonNeeded
from tongban.registers.licences.models import Licence
from tongban.registers.licences.states import MOVES, OWED, STATES, VERBS, allowed
from tongban.registers.licences.tests.test_licences import issue
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LAW, OFFICE, CASE = "行政许可法 第六十九条", "market-supervision", "case/another"
SAID = {"reason": "经营项目变化", "law": "行政许可法 第四十九条"}


def run_out() -> Licence:
    return issue(valid_from=time.today() - timedelta(99), valid_to=time.today() - timedelta(1))


def again(licence: Licence) -> Licence:
    return Licence.objects.select_related("type").get(pk=licence.pk)


def by_issuer(verb: Callable[..., Licence]) -> Callable[[Licence], Licence]:
    return lambda one: verb(people.approver(), str(one.pk), issuer_department=OFFICE, **SAID)


VERB: Mapping[str, Callable[[Licence], Licence]] = {
    "change": lambda one: actions.change(people.SYSTEM, str(one.pk), fields={"kinds": "糕点"}, source=CASE, **SAID),
    "renew": lambda one: actions.renew(
        people.SYSTEM, str(one.pk), valid_from=time.today(), valid_to=time.today() + timedelta(900), source=CASE, **SAID
    ),
    "replace": lambda one: actions.replace(people.SYSTEM, str(one.pk), source=CASE, **SAID),
    "deem_renewed": lambda one: actions.deem_renewed(people.SYSTEM, str(one.pk), source=CASE),
    "rectify": lambda one: actions.rectify(
        people.approver(), str(one.pk), fields={"name": "晚来香面馆（更正）"}, issuer_department=OFFICE, **SAID
    ),
    "cancel": by_issuer(actions.cancel), "revoke": by_issuer(actions.revoke), "withdraw": by_issuer(actions.withdraw),
}  # fmt: skip
IN: Mapping[str, Callable[[], Licence]] = {
    "valid": issue, "expired": run_out, "deemed": lambda: VERB["deem_renewed"](run_out()),
    "superseded": lambda: _old(VERB["change"](issue())), "revoked": lambda: VERB["revoke"](issue()),
    "cancelled": lambda: VERB["cancel"](issue()), "withdrawn": lambda: VERB["withdraw"](issue()),
}  # fmt: skip


def _old(licence: Licence) -> Licence:
    assert licence.follows is not None
    return licence.follows


@pytest.mark.parametrize("verb", sorted(VERBS))
@pytest.mark.parametrize("state", sorted(IN))
def test_a_verb_does_what_the_table_says_and_is_refused_where_it_says_nothing(state: str, verb: str) -> None:
    licence = again(IN[state]())
    assert licence.state == state
    if (state, verb) in MOVES:
        VERB[verb](licence)
        assert again(licence).state == MOVES[state, verb].to
        return
    with pytest.raises(NotInForce) as refused:
        VERB[verb](licence)
    assert STATES[state] in refused.value.sentence
    assert again(licence).state == state


def test_the_table_names_only_what_exists() -> None:
    assert {move.verb for move in MOVES.values()} == set(VERBS) == set(VERB)
    assert {state for move in MOVES.values() for state in (move.source, move.to)} <= set(STATES)
    assert allowed("revoked") == allowed("cancelled") == allowed("superseded") == []


@pytest.mark.parametrize("verb", sorted(OWED))
def test_no_official_ends_or_corrects_a_licence_without_serving_his_decision(verb: str) -> None:
    licence = issue()
    VERB[verb](licence)
    [decision] = queries.decisions_on(licence)
    assert decision.kind == OWED[verb]
    said = "".join(decision.facts["paragraphs"])
    assert SAID["reason"] in said
    assert SAID["law"] in said
    assert [value for _, value in decision.facts["rows"]][1] == licence.number
    assert decision.facts["agency"] == "澜汀市市场监督管理局"
    assert ("行政复议" in decision.facts.get("remedies", "")) == (verb != "rectify")


@pytest.mark.parametrize("verb", sorted(OWED))
def test_what_owes_a_decision_and_cannot_serve_it_does_not_happen(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no words")

    licence = issue()
    monkeypatch.setattr("tongban.registers.licences.deciding.serve", broken)
    with pytest.raises(RuntimeError):
        VERB[verb](licence)
    assert again(licence).state == "valid"
    assert not queries.decisions_on(licence)


def test_decisions_are_numbered_in_the_year_and_sealed_once() -> None:
    first, second = issue(), issue()
    VERB["revoke"](first)
    VERB["revoke"](second)
    [one], [two] = queries.decisions_on(first), queries.decisions_on(second)
    assert one.number.endswith("〕1号")
    assert two.number.endswith("〕2号")
    assert jobs.make_decisions() == 2
    assert jobs.make_decisions() == 0
    assert storage.read(queries.decisions_on(first)[0].paper).startswith(b"%PDF")


def test_a_decision_is_shown_to_its_holder_alone_and_its_code_says_only_that_it_is_real() -> None:
    licence = issue(holder=people.owner().applicant)
    VERB["revoke"](licence)
    [decision] = queries.decisions_on(licence)
    assert queries.decision_for(people.owner(), str(decision.pk)) == decision
    for other in (people.grandmother(), people.clerk()):
        with pytest.raises(NotYourLicence):
            queries.decision_for(other, str(decision.pk))
    assert queries.decision_by_code(decision.code.lower()) == decision


def test_a_clerical_error_is_corrected_on_a_new_version_and_only_where_the_licence_has_the_field() -> None:
    before = issue()
    after = VERB["rectify"](before)
    assert (after.fields["name"], after.version, after.valid_to) == ("晚来香面馆（更正）", 2, before.valid_to)
    said = {"issuer_department": OFFICE, **SAID}
    with pytest.raises(NoSuchField):
        actions.rectify(people.approver(), str(after.pk), fields={"owner": "x"}, **said)
    with pytest.raises(NothingChanged):
        actions.rectify(people.approver(), str(after.pk), fields={"name": " 晚来香面馆（更正） "}, **said)
    after.fields = {**after.fields, "kinds": None}
    after.save()
    with pytest.raises(NothingChanged):  # nothing written where nothing stood
        actions.rectify(people.approver(), str(after.pk), fields={"kinds": ""}, **said)
    assert again(after).state == "valid"


def test_a_changed_licence_keeps_number_and_validity_and_says_something_new() -> None:
    before = issue()
    after = VERB["change"](before)
    assert (after.number, after.valid_from, after.valid_to) == (before.number, before.valid_from, before.valid_to)
    assert after.fields == {**before.fields, "kinds": "糕点"}
    assert after.code != before.code
    assert licence_identifier.check(after.identifier)
    assert after.identifier.split(".")[-2:-1] == ["002"]
    assert [one.version for one in queries.versions(after)] == [2, 1]


def test_the_old_papers_code_says_that_there_is_a_newer_one() -> None:
    before = issue()
    after = VERB["change"](before)
    old, new = queries.verify(before.code), queries.verify(after.code)
    assert old is not None
    assert new is not None
    assert (old.counts, old.newer, new.counts, new.newer) == (False, after.code, True, "")
    assert "换发新证" in old.reason


def test_what_spares_a_document_is_the_newest_version() -> None:
    after = VERB["change"](issue())
    assert queries.held("person/1", "food-business") == after
    assert queries.mine("person/1", "food-business") == [after]
    assert queries.one_of("person/1", "food-business", after.number) == after
    assert queries.one_of("person/2", "food-business", after.number) is None


def test_a_renewed_licence_has_a_validity_of_its_own() -> None:
    after = VERB["renew"](IN["deemed"]())
    assert (after.valid_from, after.valid_to) == (time.today(), time.today() + timedelta(900))
    assert (after.state, after.deemed_on) == ("valid", None)


def test_a_replaced_licence_says_what_the_lost_one_said() -> None:
    before = issue()
    after = VERB["replace"](before)
    assert (after.fields, after.valid_to, after.act) == (before.fields, before.valid_to, "replace")


def test_one_that_is_deemed_renewed_counts_and_says_why() -> None:
    licence = run_out()
    assert not licence.counts_on(time.today())
    VERB["deem_renewed"](licence)
    found = queries.verify(licence.code)
    assert found is not None
    assert found.counts
    assert "视为准予延续" in found.status
    assert "第五十条" in found.reason
    assert queries.held("person/1", "food-business") is not None


@pytest.mark.parametrize("verb", ["cancel", "revoke", "withdraw"])
def test_how_it_ended_is_said_with_day_and_reason(verb: str) -> None:
    licence = issue()
    VERB[verb](licence)
    found = queries.verify(licence.code)
    assert found is not None
    assert not found.counts
    assert VERBS[verb] in found.reason
    assert f"{time.today().year}年" in found.reason
    assert SAID["reason"] in found.reason


@pytest.mark.parametrize("account", ["LT0003", "LT0101", "LT0402", "linwan"])
@pytest.mark.parametrize("verb", [actions.cancel, actions.withdraw])
def test_only_an_approver_of_the_department_that_issued_it_ends_it(
    verb: Callable[..., Licence], account: str
) -> None:
    with pytest.raises(NotAllowed):
        verb(people.actor(account), str(issue().pk), issuer_department=OFFICE, **SAID)


def test_nobody_changes_renews_or_replaces_by_hand() -> None:
    licence, me = issue(), people.approver()
    with pytest.raises(NotAllowed):
        actions.change(me, str(licence.pk), fields={}, source=CASE, **SAID)
    with pytest.raises(NotAllowed):
        actions.renew(me, str(licence.pk), valid_from=time.today(), valid_to=None, source=CASE, **SAID)
    with pytest.raises(NotAllowed):
        actions.replace(me, str(licence.pk), source=CASE, **SAID)
    with pytest.raises(NotAllowed):
        actions.deem_renewed(me, str(licence.pk), source=CASE)


def test_a_change_that_changes_nothing_is_none() -> None:
    licence = issue()
    with pytest.raises(NothingChanged):
        actions.change(people.SYSTEM, str(licence.pk), fields=dict(licence.fields), source=CASE, **SAID)


@pytest.mark.parametrize("lacking", ["reason", "law"])
def test_no_move_without_reason_and_law(lacking: str) -> None:
    with pytest.raises(ReasonNeeded):
        actions.replace(people.SYSTEM, str(issue().pk), source=CASE, **{**SAID, lacking: " "})


def test_who_supervises_sees_the_same_day_what_was_given_and_what_ended() -> None:
    issuer = issue().type.issuer_code
    given, ended = issue(source="case/1"), issue(source="case/2", valid_from=time.today() - timedelta(400))
    Licence.objects.filter(pk=ended.pk).update(issued_at=time.now() - timedelta(400))
    VERB["revoke"](ended)
    found = queries.newly([issuer])
    assert {given, ended} <= set(found)
    assert queries.newly(["nobody"]) == []


def test_those_whose_last_day_has_passed_are_found() -> None:
    over, still = run_out(), issue()
    assert over in queries.run_out()
    assert still not in queries.run_out()
