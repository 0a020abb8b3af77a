"""What the tests tell: applications of people in Lanting, brought to a state by the real verbs."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zlib import crc32

from django.test import Client
from PIL import Image

from tongban.kernel import jobs
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.materials import actions as materials
from tongban.work.approvals import actions as approvals
from tongban.work.cases import actions, queries
from tongban.work.cases.models import Case

CLERK, ELSEWHERE = "LT0003", "LT0005"  # 望舒区, 青屿区
REVIEWER, APPROVER, VISITOR, SECOND, COLLEAGUE = "LT0101", "LT0102", "LT0103", "LT0104", "LT0105"
FIRE = "LT0201"
ANSWERS: dict[str, Any] = {
    "business.form": "catering", "business.kinds": ["hot-food"], "business.fumes": "no",
    "premises.address.division": "999001", "premises.address.detail": "望舒区月白街 8 号", "premises.area": "86.5",
    "premises.warehouse": "no", "steward.name": "林样例", "steward.phone": "12000000021", "agent.used": "no",
}  # fmt: skip


def official(number: str) -> Actor:
    account = identity.account_by_name(number)
    assert account is not None
    return identity.actor_for(account, door="desk").with_proof()


def signed_in(number: str) -> Client:
    """A browser in which this official (or person) has signed in."""
    client = Client()
    account = identity.account_by_name(number)
    assert account is not None
    client.force_login(account)
    return client


def applicant(account: str = "linwan") -> Actor:
    """林晚, acting for her noodle shop."""
    found = identity.account_by_name(account)
    assert found is not None
    shop = identity.organisations_of(found.person_id).first()
    assert shop is not None
    return identity.actor_for(found, door="portal", on_behalf=f"organisation/{shop.pk}")


def submitted(account: str = "linwan", also: tuple[str, ...] = (), **answers: Any) -> Case:
    """An application for a food licence that lies on the window's desk, with ``also`` documents nobody must hand in."""
    me = applicant(account)
    case = actions.start(me, "food-business-licence", "999001")
    given = {**ANSWERS, **{k.replace("__", "."): v for k, v in answers.items()}}
    for part in case.definition.form.pages:
        names = [f.name for f in part.fields]
        raw = {k: v for k, v in given.items() if any(k == n or k.startswith(f"{n}.") for n in names)}
        actions.save_page(me, str(case.pk), part.name, raw)
    case = queries.draft_for(me, str(case.pk))
    for slot in queries.slots(case):
        if not slot.filled and (slot.required or slot.code in also):
            give(me, case, slot.code, slot.title)
    case = actions.submit(me, str(case.pk), promise=True)
    settle(case)
    return case


def drawing(title: str = "") -> bytes:
    """A document somebody could have drawn; no two titles on the same paper."""
    out = BytesIO()
    image = Image.new("RGB", (620, 440), "#fdfdfb")
    image.putpixel((0, 0), (*crc32(title.encode()).to_bytes(4, "big")[:3],))
    image.save(out, "PNG")
    return out.getvalue()


def give(me: Actor, case: Case, code: str, title: str) -> None:
    kept = materials.keep(me, case.applicant, code, f"{title}.png", [drawing(title)], formats=("png",))
    actions.give(me, str(case.pk), code, str(kept.pk))


def accepted(**answers: Any) -> Case:
    case = submitted(**answers)
    actions.accept(official(CLERK), str(case.pk))
    settle(case)
    return again(case)


def signed(case: Case, number: str, step: str, verdict: str = "agree", second: str = "") -> None:
    me, said = official(number), "符合要求，同意。"
    approvals.sign(me, str(case.pk), step, verdict=verdict, text=said, second_officer=second)
    settle(case)


def settle(case: Case) -> None:
    """What follows, follows at once."""
    jobs.run_owed(case.subject)


def again(case: Case) -> Case:
    return queries.by_subject(case.subject)
