"""Packages, drafts, objections, bars and consents: enough for every fact of theirs to happen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Thread

from django.conf import settings
from django.test import override_settings

from tongban.journey.tests.later_lives import library
from tongban.journey.tests.test_licences import held
from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.catalogue.tests.town import small
from tongban.registers.credentials import actions as credentials
from tongban.registers.credit import actions as credit
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as accounts
from tongban.registers.identity.kinds import Recruit
from tongban.registers.knowledge import actions as knowledge
from tongban.registers.knowledge import queries as knowledge_rows
from tongban.registers.licences import actions as licences
from tongban.registers.mandates import actions as mandates
from tongban.registers.materials import actions as materials
from tongban.registers.newcomers import actions as newcomers
from tongban.registers.openings import actions as openings
from tongban.registers.openings.kinds import Asked
from tongban.registers.signin import actions as signin
from tongban.registers.vetting import simulator as clams
from tongban.registers.vetting.errors import MalwareRefused
from tongban.registers.visits import actions as visits
from tongban.watch.messages import actions as messages
from tongban.work.cases import actions as cases
from tongban.work.cases.jobs import age_drafts
from tongban.work.cases.tests.test_sparing import noodles
from tongban.work.concerns import actions as concerns
from tongban.work.letters import actions as letters
from tongban.work.objections import actions as objections
from tongban.work.packages import actions as packages
from tongban.work.packages.jobs import age_runs
from tongban.work.packages.tests import helping
from tongban.work.packages.tests.test_following import NEW
from tongban.work.rulings import actions as rulings
from tools import people

LAW = "市场主体登记管理条例 第十条"


def runs() -> None:
    """One run ends with its first item refused; in the other an item is suspended before its turn comes.

    A third is begun and grows old (`forgotten`).
    """
    me = people.actor("linwan")
    packages.start(me, helping.RESTAURANT, people.AREA)
    refused, held = helping.submitted(me=me, **NEW), helping.submitted(me=me, **NEW)
    first = helping.lane(refused, "registration").case
    cases.turn_away(people.clerk(), str(first.pk), reason="名称不符合规定", law=LAW)
    assert helping.settled(refused).state == "closed"
    library("signboard-notice")
    helping.grant(held, "registration")
    assert [helping.lane(held, name).state for name in ("food", "sign")] == ["held", "held"]


def forgotten() -> None:
    """Two drafts: one its applicant is told of, one that lies in the trash; every draft of the city ages with them."""
    for days in (23.5, 30.5):
        people.draft(people.ALLOWANCE)
        with time.held(time.now() + timedelta(days=days)):
            age_drafts()
            age_runs()
            jobs.drain()


def urgent() -> None:
    """Two urgent looks: one granted, used, ended and reviewed, one refused."""
    case = people.submitted()
    why = Asked("life", "店内燃气泄漏，需要联系负责人", "应急预案第三条", 30)
    first, second = (cases.ask_opening(people.actor("LT1701"), str(case.number), why) for _ in range(2))
    openings.grant(people.actor("LT2012"), first.pk)
    openings.look(people.actor("LT1701"), first.pk)
    openings.end(people.actor("LT1701"), first.pk)
    openings.refuse(people.actor("LT2012"), second.pk, "已经联系到负责人")
    for one in (first, second):
        jobs.run_owed(one.own)
    openings.review(people.actor("LT2013"), first.pk, "justified", "")
    jobs.run_owed(first.own)
    people.settled(cases.withdraw(people.owner(), str(case.pk)))


def gone() -> None:
    """An official is entered, and works here no more."""
    (account,) = identity.take_on(people.actor("LT2011"), [Recruit(1, "LT9901", "来去", "data-bureau")])
    signin.dismiss(people.actor("LT2012"), account.official_id, "moved")
    jobs.run_owed(f"official/{account.official_id}")


def objected() -> None:
    """What a register says is objected to, and stands."""
    case = people.draft(people.ALLOWANCE)
    one = objections.raise_objection(
        people.grandmother(), str(case.pk), "elder.name", claim="禾素芳", reason="户口簿上是芳字"
    )
    jobs.run_owed(one.subject)
    objections.answer(people.actor("LT0801"), str(one.pk), verdict="refused", reason="与户籍档案一致")
    jobs.run_owed(one.subject)


def concerned() -> None:
    """A guide is said to be wrong by who is signed in, and is mended."""
    one = concerns.report_guide(people.grandmother(), "old-age-allowance", part="fee", words="金额和公告不一样")
    jobs.run_owed(one.subject)
    concerns.answer(people.actor("LT0701"), str(one.pk), verdict="mended", reason="已按公告改正")
    jobs.run_owed(one.subject)


def written() -> None:
    """An applicant asks to hurry, and is answered."""
    case = people.submitted()
    asked = letters.hurry(people.owner(), case.number or "")
    jobs.run_owed(asked.subject)
    jobs.run_owed(letters.reply(people.clerk(), str(asked.pk), words="今天就看").subject)


def mended() -> None:
    """A bar of the owner's: its repair is refused once, then it is lifted."""
    me, boss = people.owner(), people.actor("LT0102")
    said = {"scope": "trade", "reason": "五年内被吊销许可证", "law": LAW, "department": "market-supervision"}
    bar = str(credit.impose(boss, me.applicant, **said).pk)
    for answered in (credit.keep, credit.lift):
        credit.ask_repair(me, bar, what="已按图改正")
        jobs.drain()
        answered(boss, bar, reason="经复查")
        jobs.drain()


def consulted() -> None:
    """Another person is asked whether his data may be used."""
    case = noodles()
    cases.ask_holder(people.owner(), str(case.pk), "agent-id")
    jobs.drain()


def looked_at_again() -> None:
    """Who was granted by rules asks for a person, and is answered."""
    people.appoint_machines()
    case = people.submitted(people.ALLOWANCE)
    jobs.drain()
    review = rulings.ask_review(people.grandmother(), str(case.pk), reason="想知道金额怎样算出")
    jobs.drain()
    rulings.answer_review(people.actor("LT0701"), str(review.pk), finding="agree", text="金额按年龄段计算，无误")
    jobs.drain()


def corrected() -> None:
    """A licence with a clerical error is corrected."""
    said = {"fields": {"name": "晚来香面馆（更正）"}, "reason": "制证笔误", "law": "申请书和审查记录"}
    one = licences.rectify(people.actor("LT0102"), str(held().pk), issuer_department="market-supervision", **said)
    jobs.run_owed(one.follows.subject)
    jobs.drain()


def wanted() -> None:
    """An official asks somebody for fields of a licence."""
    credentials.ask_for_data(
        people.clerk(), people.grandmother().applicant, "identity-card", ["f_name"], purpose="核对姓名",
        law="行政许可法 第三十一条", until=time.today(),
    )  # fmt: skip
    jobs.drain()


def received() -> None:
    """Somebody's papers are read at a window; she has forgotten her password."""
    visit = visits.receive_by_card(people.clerk(), people.grandmother().name, people.number("henainai"))
    account = accounts.account_by_name("henainai")
    assert account is not None
    visits.reset_password(people.clerk(), str(visit.pk), str(account.pk), "111", people.number("henainai"))
    jobs.drain()


def recognised() -> None:
    """Somebody without papers is found by her answers and asked by her telephone."""
    her = accounts.person(people.grandmother().id)
    row = visits.seek(people.clerk(), her.name, her.birth)[0]
    visits.ask_assent(people.clerk(), str(row.pk))
    jobs.drain()


def cared_for() -> None:
    """A carer asks twice; a window confirms one, herself the other."""
    carer, her = people.actor("hexiaoman"), people.grandmother()
    until = time.today() + timedelta(days=30)
    for number in range(2):
        row = mandates.ask_care(carer, her.name, people.number("henainai"), [people.ALLOWANCE], until, "孙女，户口簿")
        jobs.run_owed(row.subject)
        if number:
            mandates.confirm(her, str(row.pk))
        else:
            mandates.confirm_at_window(people.clerk(), str(row.pk), "委托书原件")
        jobs.run_owed(row.subject)


def offered_again() -> None:
    """An item that is published, one that is offered no more, and again after all."""
    catalogue.publish(people.SYSTEM, small())
    catalogue.withdraw_item(people.SYSTEM, "bank-appointment", manner="cancel", reason="改由银行自行预约")
    catalogue.resume_item(people.SYSTEM, "bank-appointment", reason="恢复统一预约")


def told() -> None:
    """The city publishes an article and takes it off again."""
    knowledge.publish(people.SYSTEM, "snow", knowledge_rows.BLANK)
    knowledge.withdraw(people.SYSTEM, "snow", after=1)
    jobs.drain()


def left() -> None:
    """Somebody signs in in a browser and leaves."""
    account = accounts.account_by_name("linwan")
    assert account is not None
    signin.begin(people.actor("linwan"), account, "a-browser", agent="", address="")
    signin.left(people.actor("linwan"), "a-browser")
    jobs.drain()


def mailed() -> None:
    """Somebody wants to be told by e-mail as well."""
    messages.ask_mailbox(people.grandmother(), "henainai@example.com")
    jobs.drain()


def new_here() -> None:
    """Somebody wants an account for his telephone."""
    newcomers.ask_code(Actor.nobody(), "温知远", "12000009009")
    jobs.drain()


def came_in() -> None:
    """Somebody signs in at home, and then from a telephone the house has not seen."""
    account, me = accounts.account_by_name("henainai"), people.grandmother()
    for number, agent in enumerate(("Windows Edg/", "Android Chrome/")):
        signin.begin(me, account, f"lived-{number}", agent=agent, address="10.1.2.3")  # type: ignore[arg-type]
    jobs.drain()


def infected() -> None:
    """A document with a virus in it is handed in, and the scanner sees it."""
    clam = clams.serve(0)
    Thread(target=clam.serve_forever, args=(0.01,), daemon=True).start()
    address, me = f"tcp://127.0.0.1:{clam.server_address[1]}", people.grandmother()
    with override_settings(TONGBAN=replace(settings.TONGBAN, scanner=address)), suppress(MalwareRefused):
        materials.keep(me, me.applicant, "plan", "附件.pdf", [clams.EICAR])
    clam.shutdown()
    clam.server_close()
    jobs.drain()


def newer_lives() -> None:
    left()
    told()
    infected()
    new_here()
    came_in()
    mailed()
    wanted()
    received()
    recognised()
    runs()
    corrected()
    objected()
    concerned()
    written()
    mended()
    consulted()
    cared_for()
    offered_again()
    urgent()
    gone()
    forgotten()
