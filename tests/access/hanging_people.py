"""A row in each table that says by another name whose it is: mandates, visits, what officials keep, accounts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Model

from tongban.kernel import time
from tongban.kernel.ids import uuid7
from tongban.registers.entrances.models import Entrance, Link
from tongban.registers.identity import queries as identity
from tongban.registers.mandates.models import Mandate
from tongban.registers.openings.models import Opening
from tongban.registers.signin.models import Authenticator, Device, Passkey, RecoveryCode, Release, Sitting
from tongban.registers.sso.models import Access, Code, Grant, Party
from tongban.registers.sso.models import Visit as Stay
from tongban.registers.visits.models import Assent, Confirmation, Visit
from tongban.work.approvals.models import Phrase
from tongban.work.cases.models import Case
from tongban.work.concerns.models import Concern
from tongban.work.help.models import Help
from tongban.work.mergers.models import Merger
from tongban.work.tasks.models import Delegation, Recusal, View
from tools import people


def everything(case: Case) -> dict[str, Model]:
    """By table: of the grandmother, or of the account of hers; of the examiner LT0101, or of his desk."""
    rows = [*_of_person(), *_of_official(case), *_of_account()]
    return {row._meta.db_table: row for row in rows}


def account(name: str) -> Any:
    return identity.account_by_name(name)


def _of_person() -> list[Any]:
    now, day = time.now(), time.today()
    me = people.grandmother()
    visit = Visit.objects.create(
        official=people.actor("LT0003").id, department="service-centre", person_id=me.id, shown="card", began_at=now,
        until=now + timedelta(hours=1),
    )  # fmt: skip
    return [
        Help.objects.create(
            way="family", draft=uuid7(), item=people.ALLOWANCE, area="999001", applicant=me.applicant,
            asked_by=me.principal, digest="h", asked_at=now, until=now + timedelta(hours=1),
        ),
        Assent.objects.create(
            official=people.actor("LT0003").id, department="service-centre", person_id=me.id, attempt="a",
            found_at=now, until=now + timedelta(minutes=9),
        ),
        visit, Confirmation.objects.create(visit=visit, about="case/1", digest="d", way="screen", at=now),
        Mandate.objects.create(
            giver_id=me.id, taker_id=people.actor("moyun").id, items=[people.ALLOWANCE], given_at=now, confirmed_at=now,
            until=day + timedelta(days=9),
        ),
        Concern.objects.create(
            code="CODE1", kind="guide", title="指南", place="other", words="写错了", raiser=me.applicant,
            raiser_name="何", department="civil-affairs", desk="welfare", area="999001", opened_at=now, due_on=day,
        ),
    ]  # fmt: skip


def _of_official(case: Case) -> list[Any]:
    now, day = time.now(), time.today()
    mine, other = (people.actor(name) for name in ("LT0101", "LT0102"))
    return [
        View.objects.create(official=mine.id, name="我的", asks="", kept_at=now),
        Delegation.objects.create(
            official=mine.id, official_name=mine.name, deputy=other.id, deputy_name=other.name, desk="food-licensing",
            since=day, until=day, reason="休假", given_at=now,
        ),
        Recusal.objects.create(
            subject=case.subject, official=people.actor("LT0702").id, official_name="某", ground="interest", reason="r",
            by=mine.id, by_name=mine.name, at=now,
        ),
        Phrase.objects.create(official=mine.id, verdict="agree", text="同意", by_name=mine.name, changed_at=now),
        Opening.objects.create(
            subject="case/1", label="1", title="t", holder="person/1", area="999001", official=mine.id,
            official_name=mine.name, ground="life", reason="r", basis="法", minutes=5, asked_at=now,
        ),
    ]  # fmt: skip


def _of_account() -> list[Any]:
    now, mine = time.now(), account("henainai")
    party = Party.objects.first() or Party.objects.create(
        code="party", title="t", department_id="civil-affairs", purpose="p", serves=["person"], redirects=[], keys=[]
    )
    entrance = Entrance.objects.first() or Entrance.objects.create(
        code="entrance", title="t", issuer="https://e.example", client_id="c"
    )
    grant = Grant.objects.create(account=mine, party=party, given_at=now)
    stay = Stay.objects.create(grant=grant, level=2, signed_in=1, at=now)
    soon = now + timedelta(minutes=1)
    return [
        Authenticator.objects.update_or_create(account=mine, defaults={"secret": "S"})[0],
        RecoveryCode.objects.create(account=mine, digest="d"),
        Device.objects.create(account=mine, digest="d", seen=now),
        Passkey.objects.create(account=mine, credential="KEY1", made=now),
        Release.objects.create(account=mine, reason="r", asked_by="a", asked_name="a", asked_at=now),
        Sitting.objects.create(account=mine, session="SESSION1", device="手机", begun=now, seen=now),
        grant, stay, Code.objects.create(digest="c", visit=stay, redirect="r", challenge="c", ends_at=soon),
        Access.objects.create(digest="a", visit=stay, ends_at=soon),
        Link.objects.create(account=mine, entrance=entrance, subject="SUBJECT1", made_at=now, used_at=now),
        Merger.objects.create(kept=mine, left=account("axixi"), moved={}, at=now, until=now),
    ]
