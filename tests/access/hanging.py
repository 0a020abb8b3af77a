"""A row of the noodle shop's in every table that says whose it is: written plainly, so that each can be looked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Model

from tongban.kernel import time
from tongban.kernel.ids import uuid7
from tongban.registers.answers.models import Answer as Kept
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.codes.models import Batch, Code, Scan
from tongban.registers.credentials.models import DataRequest, Showing
from tongban.registers.credit.models import Bar, Entry
from tongban.registers.favourites.models import Favourite
from tongban.registers.licences.models import Decision, Licence
from tongban.registers.materials.models import Material
from tongban.registers.sources.models import Answer, Authorisation, Use
from tongban.watch.messages.models import Mailbox, Message, Preference
from tongban.watch.ratings.models import Invitation, Rating
from tongban.watch.supervision.models import Card
from tongban.work.approvals.models import Consultation, Opinion, Viewer
from tongban.work.cases.models import (
    Case,
    CaseMaterial,
    Correction,
    Gap,
    Hearing,
    Notice,
    Overruling,
    Pause,
    PreReview,
    Signature,
    Unmasking,
)
from tongban.work.handovers.models import Handover
from tongban.work.letters.models import Letter
from tongban.work.objections.models import Objection
from tongban.work.packages.models import Branch, Run, RunMaterial
from tongban.work.rulings.models import Draw, Review, Ruling, Sample
from tongban.work.undertakings.models import Undertaking
from tools import people

ELSEWHERE = "reviewing-elsewhere"  # a desk that has nothing to do with the shop: only a row's own desk opens the row


def everything(case: Case) -> dict[str, Model]:
    """By table: a row of whoever applied for ``case``, or hanging on it."""
    official = people.actor("LT0101").id
    rows = [
        *_of_case(case), *_filed(case), *_said_for(case), *_of_holder(case.applicant, official), *_of_run(case),
        *_kept(case.applicant),
    ]  # fmt: skip
    return {row._meta.db_table: row for row in rows}


def _of_case(case: Case) -> list[Any]:
    now, day = time.now(), time.today()
    ruling = Ruling.objects.create(
        case=case, item_code=case.item_code, title=case.title, department=case.department, area=case.area,
        desk=ELSEWHERE, state="granted", edition=1, digest="d", law="法", at=now,
    )
    draw = Draw.objects.create(item_code=case.item_code, day=day, seed="s", share=5, population=1, digest="d", at=now)
    opinion = Opinion.objects.filter(case=case).first()
    invitation, _ = Invitation.objects.get_or_create(case=case, defaults={"invited_at": now})
    return [
        ruling, opinion, invitation,
        Letter.objects.create(case=case, kind="note", words="请看", by="official/1", by_name="a", at=now),
        Signature.objects.create(case=case, name="林晚", read="r", digest="d", by="person/1", at=now),
        Sample.objects.create(draw=draw, ruling=ruling, due_on=day),
        Review.objects.create(ruling=ruling, reason="请人工看", asked_at=now, due_on=day),
        Consultation.objects.create(
            case=case, step="check", desk=ELSEWHERE, question="可否", due_on=day, asked_by="a", asked_name="a",
            asked_at=now,
        ),
        Viewer.objects.create(case=case, official="a", name="a", at=now),
        Rating.objects.create(
            case=case, department=case.department, item_code=case.item_code, level=5, channel="portal", rated_at=now
        ),
        Card.objects.create(
            case=case, rule="overdue", colour="red", sentence="逾期", department=case.department, desk=ELSEWHERE,
            area=case.area, issued_at=now,
        ),
        Undertaking.objects.create(
            case=case, code="x", title="承诺", trust="promise", says="一", consequence="二", holder=case.applicant,
            desk=ELSEWHERE, area=case.area, limit="5 working days", opened_at=now,
        ),
    ]  # fmt: skip


def _filed(case: Case) -> list[Any]:
    now = time.now()
    told: dict[str, Any] = {"case": case, "official": "a", "official_name": "a", "at": now}
    return [
        case, Notice.objects.filter(case=case).first(),
        CaseMaterial.objects.create(case=case, code="m", source="applicant", name="图", given_at=now),
        PreReview.objects.create(case=case, at=now, decided=1, failed=0, full=True),
        Overruling.objects.create(point="p", outcome="pass", machine="fail", reason="r", **told),
        Gap.objects.create(case=case, target="x", title="x", sentence="x", told_at=now),
        Correction.objects.create(page="p", before={}, after={}, **told),
        Pause.objects.create(case=case, reason="r", law="法", started_at=now),
        Hearing.objects.create(case=case, reason="r", told_at=now, ask_by=time.today()),
        Unmasking.objects.create(ground="call", until=now + timedelta(minutes=1), **told),
    ]  # fmt: skip


def _kept(holder: str) -> list[Any]:
    now = time.now()
    return [
        Kept.objects.create(
            applicant=holder, element="e", label="l", text="t", sealed="1", source="case/1", title="t",
            given_on=time.today(),
        ),
        Material.objects.create(
            holder=holder, kind="k", name="图.png", sha256="0" * 64, media_type="image/png", size=1, kept_at=now,
            kept_by="a",
        ),
        Message.objects.create(recipient=holder, about="case/1", template="t", title="t", body="b", at=now),
        Mailbox.objects.create(recipient=holder, address="a@b.example", asked=""),
    ]  # fmt: skip


def _said_for(case: Case) -> list[Any]:
    now, day = time.now(), time.today()
    return [
        Answer.objects.create(
            subject=case.subject, source="company", query="q", day=day, sealed='{"a": 1}', digest="d", at=now
        ),
        Authorisation.objects.create(
            subject=case.subject, code="m", kind="data", what="company", what_title="营业执照", title=case.title,
            holder=people.actor("axixi").applicant, department=case.department, asked_name="店", state="asked",
            asked_at=now,
        ),
        Objection.objects.create(
            case=case, applicant=case.applicant, applicant_name="店", title=case.title, area=case.area, field="f",
            label="f", type="text", source="登记", shown="a", claim="b", reason="c", department="civil-affairs",
            desk=ELSEWHERE, opened_at=now, due_on=day,
        ),
    ]  # fmt: skip


def _of_holder(holder: str, official: str) -> list[Any]:
    now, day = time.now(), time.today()
    code = Code.objects.create(holder=holder, opened_at=now)
    licence = Licence.objects.filter(holder=holder).latest("pk")
    return [
        code,
        Decision.objects.create(licence=licence, kind="k", title="t", number="N1", facts={}, served_at=now),
        Batch.objects.create(code=code, device="手机", begins=now, ends=now + timedelta(hours=1)),
        Scan.objects.create(
            code=code, number="NUMBER1", official=official, department="market-supervision", purpose="办事", at=now
        ),
        Showing.objects.create(
            licence=licence, holder=holder, fields=["number"], credential="x", place=77, begins=now,
            ends=now + timedelta(minutes=5),
        ),
        DataRequest.objects.create(
            holder=holder, type_code="t", type_title="t", purpose="办事", law="法", until=day, state="asked",
            department="market-supervision", official=official, asked_at=now,
        ),
        Bar.objects.create(
            holder=holder, holder_name="店", scope="trust", reason="r", law="法", department="transport", since=day
        ),
        Entry.objects.create(holder=holder, word="kept", source="undertaking/1", what="w", at=now),
        Favourite.objects.create(holder=holder, item=people.FOOD, kept_at=now),
        Preference.objects.create(recipient=holder),
        Use.objects.create(
            holder=holder, kind="data", what="company", what_title="营业执照", subject="scan/1", title="办事",
            department="market-supervision", by="某人", basis="法", evidence="e", at=now,
        ),
    ]  # fmt: skip


def _of_run(case: Case) -> list[Any]:
    now, code = time.now(), next(iter(one.code for one in catalogue.packages()))
    run = Run.objects.create(
        number="LT-RUN-1", edition=catalogue.package_in_force(code), item_code=code, title="一件事", area=case.area,
        department=case.department, applicant=case.applicant, applicant_name="店", handler=people.owner().applicant,
        handler_name="林晚", state="open", created_at=now, saved_at=now, submitted_at=now,
    )  # fmt: skip
    return [
        run,
        RunMaterial.objects.create(run=run, code="m", source="applicant", name="图", given_at=now),
        Branch.objects.create(
            run=run, name="one", item_code=case.item_code, title=case.title, position=1, state="filed", case=case
        ),
        Handover.objects.create(
            id=uuid7(), digest="DIGEST1", draft=run.pk, material="m", applicant=case.applicant, account="1",
            opened_at=now, until=now + timedelta(minutes=10),
        ),
    ]  # fmt: skip
