"""What is asked from outside holds of lives lived by the verbs, and each promise is broken by what it forbids."""

import json

import pytest
from django.conf import settings
from django.db import connection

from bench.faults.invariants import Looked
from bench.faults.invariants.__main__ import PROMISES
from bench.faults.invariants.lives import fold
from tongban.kernel import jobs, time
from tongban.registers.identity import queries as identity
from tongban.registers.signin import actions as signin
from tongban.watch.messages.models import Message
from tools import golden, people

CASE = "(select id from cases_case where state = 'closed' limit 1)"
BROKEN = {
    "I1": "delete from ledger_answered where key = 'outside-key'",
    "I2": "insert into ledger_answered (principal, verb, key, fingerprint, result, at) "
    "select principal || 'x', verb, 'another key', fingerprint, result, at from ledger_answered "
    "where key = 'outside-key'",
    "I3": 'update ledger_fact set line = replace(line, \'"outcome":"granted"\', \'"outcome":"refused"\') '
    "where kind = 'cases.CaseDecided'",
    "I4": f"update cases_case set state = 'accepted' where id = {CASE}",
    "I5": "delete from kernel_errand where reaction = 'tell_applicant' and kind = 'cases.CaseAccepted'",
    "I6": "update inbox_message set seq = 0 where template = 'accepted'",
    "I9": f"update cases_notice set paper = repeat('0', 64) where case_id = {CASE} and kind = 'decision'",
    "I11": "update cases_case set due_on = due_on + 1 where due_on is not null",
    "I12": "delete from ledger_fact where seq = (select max(seq) from ledger_fact "
    "where kind = 'approvals.OpinionSigned')",
    "I13": "insert into procrastinate_jobs (queue_name, task_name, args, status) "
    "values ('default', 'tongban.hint', '{\"subject\": \"case/nobody\"}', 'failed')",
}


@pytest.fixture
def lived(town, tmp_path, monkeypatch):
    """A granted application, one that waits for the window, one that was stopped, and what a client wrote down."""
    from tongban.work.cases import actions

    people.closed(people.ALLOWANCE)
    people.paused(people.ALLOWANCE)
    people.incomplete(people.FOOD)
    me, draft = people.grandmother(), people.draft(people.ALLOWANCE)
    number = actions.submit(me, str(draft.pk), promise=True, key="outside-key").number
    people.settled(draft)
    said = {"draft": str(draft.pk), "key": "outside-key", "acknowledged": True, "number": number}
    (tmp_path / "outside.jsonl").write_text(json.dumps(said) + "\n")
    for folder in ("files", "keys"):
        (tmp_path / folder).symlink_to(settings.TONGBAN.home / folder)
    return tmp_path


def wrong(home):
    """The codes of the promises that do not hold, and why."""
    looked = Looked(connection.connection, home, time.now())
    return {held.code: held.wrong for held in (promise(looked) for promise in PROMISES) if held.wrong}


@pytest.mark.parametrize("name", sorted(golden.LIVES))
def test_every_recorded_life_folds_to_the_state_it_had(name):
    facts = []
    for turn in golden.recorded(name)["turns"]:
        facts += [(fact["kind"], fact["body"]) for fact in turn["facts"]]
        standing = fold(facts)
        assert (standing.state, standing.outcome, standing.unlawful) == (turn["state"], turn["outcome"], "")


@pytest.mark.django_db
def test_every_promise_holds_of_what_the_verbs_wrote(lived):
    assert wrong(lived) == {}


@pytest.mark.django_db
def test_a_device_that_is_new_is_told_of_even_when_it_is_gone_again(lived):
    """Whoever opens somebody's account and leaves at once is as strange as who stays."""
    account = identity.account_by_name("henainai")
    me = identity.actor_for(account, door="portal")
    for session in ("known", "strange", "gone"):
        signin.begin(me, account, session, agent="Mozilla Windows Chrome/140", address="10.1.2.3")
    signin.left(me, "gone")
    jobs.run_owed(f"account/{account.pk}")
    told = Message.objects.filter(template="new-device")
    assert told.count() == 2
    assert wrong(lived) == {}
    told.delete()
    assert any("tell_of_sign_in" in said for said in wrong(lived)["I6"])


@pytest.mark.django_db
@pytest.mark.parametrize("code", sorted(BROKEN))
def test_a_database_that_breaks_a_promise_is_found(lived, code):
    with connection.cursor() as cursor:
        cursor.execute("set constraints all deferred; set session_replication_role = replica")
        cursor.execute(BROKEN[code])
        cursor.execute("set session_replication_role = origin")
    assert code in wrong(lived)


def test_a_number_that_stands_twice_is_found():
    """The database itself refuses it, so the question is asked of rows that never were in one."""
    from bench.faults.invariants.keys import numbers_once

    class Twice:
        def ask(self, question):
            return [("LT-1",), ("LT-1",)]

        def one(self, question):
            return 0

    assert "LT-1 stands 2 times among case numbers" in numbers_once(Twice()).wrong  # type: ignore[arg-type]
