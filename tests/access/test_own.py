"""What I ask for as mine is mine: nothing of somebody else is among it, even where the database would show it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.access.refusing import let_in
from tongban.kernel import time
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.registers.codes import actions as codes
from tongban.registers.codes import queries as code_rows
from tongban.registers.codes.errors import NoCode
from tongban.registers.credentials import actions as credentials
from tongban.registers.credentials import queries as showings
from tongban.registers.credentials.errors import NotShown
from tongban.registers.favourites import actions as favourites
from tongban.registers.favourites import queries as kept
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.materials import queries as materials
from tongban.registers.signin import actions as signin
from tongban.registers.signin.kinds import Asked
from tongban.registers.signin.models import Sitting
from tongban.registers.sources import queries as data
from tongban.registers.sso import queries as sso
from tongban.watch.messages import actions as messages_acts
from tongban.watch.messages import queries as messages
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as found
from tongban.work.concerns import actions as concerns
from tongban.work.concerns import queries as raised
from tongban.work.letters import actions as letters
from tongban.work.objections import queries as objections
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.actions.viewing import MOST
from tongban.work.tasks.errors import BadView
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_list_of_mine_holds_nothing_of_anybody_else() -> None:
    hers, me, clerk = people.grandmother(), people.owner(), people.clerk()
    case = people.submitted(people.ALLOWANCE, hers)
    cases.look(clerk, str(case.number))
    favourites.keep(hers, people.FOOD)
    concerns.report_guide(hers, people.FOOD, part="fee", words="不对")
    asked = credentials.ask_for_data(
        clerk, hers.applicant, "identity-card", ["f_name"], purpose="核对", law="行政许可法 第三十一条",
        until=time.today() + timedelta(1),
    )  # fmt: skip
    use = next(data.every_use(hers))
    for mine in (
        list(data.every_use(me)), kept.of_holder(me), raised.of_raiser(me), showings.asked_of(me),
        objections.of_applicant(me), showings.asked_by(people.approver()), data.asked_of(me),
    ):  # fmt: skip
        assert mine == []
    assert [one.pk for one in showings.asked_of(hers)] == [asked.pk]
    assert kept.of_holder(hers)
    assert raised.of_raiser(hers)
    assert data.use_of(hers, str(use.pk))
    assert data.use_of(me, str(use.pk)) is None
    assert not kept.is_kept(me, people.FOOD)
    favourites.drop(me, people.FOOD)
    assert kept.is_kept(hers, people.FOOD)
    assert {one.holder for one in licences.of_holder(me)} <= {me.applicant}
    people.draft(me=me)
    assert {one.holder for one in materials.of_holder(me, 50)} == {me.applicant}
    assert materials.of_holder(hers) == []
    with pytest.raises(NotYours):
        letters.write(me, str(case.number), words="请问")


def test_a_code_and_a_showing_of_mine_are_nobody_elses() -> None:
    hers, me = people.grandmother(), people.owner()
    code = codes.open_code(hers)
    mine = codes.open_code(me)
    assert code.pk != mine.pk
    codes.withdraw_code(me)
    assert code_rows.code_of(hers.applicant) == code
    with pytest.raises(NoCode):
        codes.prepare_offline(me, "手机")
    licence = next(iter(licences.of_holder(hers)))
    row = credentials.show_licence(hers, str(licence.pk), ["number"])
    assert showings.showings_of(me, licence.pk) == []
    assert showings.showing_for(hers, row.code)
    with pytest.raises(NotShown):
        showings.showing_for(me, row.code)
    scan = codes.scan(people.clerk(), code_rows.show(code).text, purpose="咨询")
    assert code_rows.scan_for(people.clerk(), scan.pk)
    with pytest.raises(NoCode):
        code_rows.scan_for(people.approver(), scan.pk)


def test_what_somebody_signs_in_with_is_set_by_himself_alone() -> None:
    me, account = people.actor("linwan"), identity.account_by_name("henainai")
    assert account is not None
    asked, now = Asked("challenge", "localhost", "http://localhost"), time.now()
    sitting = Sitting.objects.create(account=account, session="S", device="手机", begun=now, seen=now)
    tries: dict[str, Callable[[], object]] = {
        "begin": lambda: signin.begin_binding(me, account.pk), "bind": lambda: signin.bind(me, account.pk, "000000"),
        "codes": lambda: signin.make_recovery_codes(me, account.pk),
        "take": lambda: signin.take_authenticator(me, account.pk, "丢失"),
        "prove": lambda: signin.prove(me, account.pk, "000000"),
        "passkey": lambda: signin.add_passkey(me, account.pk, "{}", asked, name="手机"),
        "by passkey": lambda: signin.prove_by_passkey(me, account.pk, "{}", asked),
        "end": lambda: signin.end(me, sitting.pk), "release": lambda: signin.ask_release(me, account.pk, "丢失"),
        "others": lambda: signin.end_others(me, account), "grants": lambda: sso.grants_of(me, account.pk),
    }  # fmt: skip
    assert let_in(tries, NotAllowed) == []


def test_cases_and_drafts_are_listed_to_whose_they_are() -> None:
    hers, me = people.grandmother(), people.owner()
    case, draft = people.submitted(people.ALLOWANCE, hers), people.draft(people.ALLOWANCE, hers)
    assert case not in found.of_applicant(me)
    assert draft not in found.drafts_of(me)
    with pytest.raises(NotYours):
        found.draft_for(me, str(draft.pk))
    assert case in found.of_applicant(hers)
    assert draft in found.drafts_of(hers)
    cases.trash(people.SYSTEM, str(draft.pk))
    assert found.trash_of(me) == []
    assert found.trash_of(hers) == [draft]


def test_messages_and_kept_views_are_one_s_own() -> None:
    hers, me = people.grandmother(), people.owner()
    case = people.submitted(people.ALLOWANCE, hers)
    sent = {str(one.pk) for one in messages.inbox(hers)}
    assert sent
    assert not sent & {str(one.pk) for one in messages.inbox(me)}
    messages_acts.read_all(me)
    assert messages.unread(hers) == len(sent)
    clerk, other = people.clerk(), people.actor("LT0005")
    view = tasks.keep_view(other, "本周到期", f"q={case.number}")
    assert task_lists.views_of(clerk) == []
    assert task_lists.views_of(other) == [view]
    with pytest.raises(BadView):
        tasks.drop_view(clerk, str(view.pk))
    for place in range(MOST - 1):
        tasks.keep_view(other, f"视图{place}", "")
    assert tasks.keep_view(clerk, "我的", "").name == "我的", "another's views are not counted as mine"
