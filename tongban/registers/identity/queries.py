"""Questions to identity: who acts, for whom he may, who the applicant is, who holds a desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet, Value

from tongban.engines.codes import masking
from tongban.kernel import time
from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import SignInFirst
from tongban.kernel.once import once
from tongban.registers.identity.accounts import account as account
from tongban.registers.identity.accounts import account_by_name as account_by_name
from tongban.registers.identity.accounts import account_by_phone as account_by_phone
from tongban.registers.identity.accounts import accounts_of as accounts_of
from tongban.registers.identity.errors import NotRegistered, NotYourMandate
from tongban.registers.identity.finding import answering as answering
from tongban.registers.identity.finding import called as called
from tongban.registers.identity.finding import find_organisation as find_organisation
from tongban.registers.identity.finding import find_person as find_person
from tongban.registers.identity.finding import id_index as id_index
from tongban.registers.identity.finding import known_as as known_as
from tongban.registers.identity.finding import name_index as name_index
from tongban.registers.identity.finding import phone_index as phone_index
from tongban.registers.identity.kinds import REAL_NAME, Applicant, DepartmentNode, same_name
from tongban.registers.identity.listing import read_recruits as read_recruits
from tongban.registers.identity.models import (
    Account,
    Department,
    Desk,
    Holding,
    Membership,
    Official,
    Organisation,
    Person,
)
from tongban.registers.identity.purposes import HEADER as PURPOSE  # noqa: F401
from tongban.registers.identity.purposes import calling_for as calling_for
from tongban.registers.identity.purposes import purposes as purposes
from tongban.registers.identity.rows import one
from tongban.registers.identity.seats import seats_of as seats_of
from tongban.registers.identity.staff import STAFF_PAGE as STAFF_PAGE
from tongban.registers.identity.staff import account_of_official as account_of_official
from tongban.registers.identity.staff import staff as staff
from tongban.registers.identity.staff import who_are as who_are
from tongban.registers.identity.tokens import client_for as client_for
from tongban.registers.identity.tokens import systems as systems
from tongban.registers.identity.tokens import token_of as token_of
from tongban.registers.identity.tokens import tokens_of as tokens_of

Id = UUID | str
OFFICIAL_STRENGTH = 2  # employed on sight of his papers
TAIL = 4  # signs of a number that prove one knows whose case it is


def actor_for(account: Account, *, door: str, on_behalf: str = "") -> Actor:
    """Who acts through this account, with the posts he holds today, for himself or for whom he may act today.

    ``on_behalf`` is "organisation/<id>" or "person/<id>"; without a valid mandate it raises `NotYourMandate`.
    """
    if not account.is_active:
        raise SignInFirst("这个账号已经停用。", next_step="请联系本单位管理员，或持有效证件到政务服务大厅窗口核实。")
    if account.official_id:
        if on_behalf:
            raise NotYourMandate("工作人员账号不能代表申请人办事。", next_step="请用个人账号登录后再切换办事身份。")
        return _official_actor(official(account.official_id), door)
    holder = one(Person, account.person_id or "")
    acting = person_actor(holder, door=door)
    return behalf_of(acting, on_behalf) if on_behalf and on_behalf != holder.subject else acting


def person_actor(person: Person, *, door: str) -> Actor:
    """A person as he acts for himself."""
    return Actor("person", str(person.pk), person.name, door=door, strength=min(person.level, REAL_NAME))


def behalf_of(acting: Actor, on_behalf: str) -> Actor:
    """The same person acting for "organisation/<id>"; raises `NotYourMandate`."""
    if not may_act_for(acting.id, on_behalf):
        raise NotYourMandate
    target = _organisation(on_behalf)
    items, rights = reach_of(acting.id, target.pk)
    return replace(
        acting, on_behalf=on_behalf, behalf_name=target.name, items=items, rights=rights, documents=bool(items)
    )


def official_actor(official_id: Id, *, door: str) -> Actor:
    """An official as an actor without an account: a department's system that acts from a post (系统对接岗).

    The signature under its message is its proof.
    """
    return _official_actor(official(official_id), door).with_proof()


def _official_actor(official: Official, door: str) -> Actor:
    posts = posts_of(official.pk)
    return Actor(
        "official", str(official.pk), official.name, posts=posts, reads=below(posts), door=door,
        strength=OFFICIAL_STRENGTH, number=official.number,
        oneself=f"person/{official.person_id}" if official.person_id else "",
    )  # fmt: skip


def below(posts: Iterable[Post]) -> tuple[Post, ...]:
    """What a head reads of the departments below his own (下级机构), down to the last, within his area.

    No desk is his there, and the role is none that any verb asks for.
    """
    heads = [post for post in posts if post.role == "head" and post.department]
    if not heads:
        return ()
    children: dict[str, list[str]] = {}
    for code, parent in Department.objects.exclude(parent=None).values_list("code", "parent_id"):
        children.setdefault(str(parent), []).append(code)
    found: dict[tuple[str, str, tuple[str, ...]], None] = {}
    waiting = [(child, post.area, post.items) for post in heads for child in children.get(post.department, ())]
    while waiting:
        department, area, items = waiting.pop()
        if (department, area, items) not in found:
            found[department, area, items] = None
            waiting += [(child, area, items) for child in children.get(department, ())]
    return tuple(Post("-", department, area, "reader", items) for department, area, items in found)


def posts_of(official_id: Id) -> tuple[Post, ...]:
    """The posts an official holds today."""
    rows = _today(Holding.objects.filter(official_id=official_id)).select_related("desk").order_by("since", "id")
    return tuple(Post(row.desk_id, row.desk.department_id, row.area, row.role, tuple(row.items)) for row in rows)


def organisations_of(person_id: Id) -> QuerySet[Organisation]:
    """The organisations a person may act for today, by name."""
    mandates = _valid(Membership.objects.filter(person_id=person_id))
    return Organisation.objects.filter(pk__in=mandates.values("organisation")).order_by("name")


def members_of(organisation_id: Id) -> QuerySet[Membership]:
    """The mandates of an organisation that are valid today."""
    return _valid(Membership.objects.filter(organisation_id=organisation_id)).select_related("person").order_by("id")


def roles_in(person_id: Id, organisation_id: Id) -> frozenset[str]:
    """In which roles a person may act for an organisation today."""
    rows = _valid(Membership.objects.filter(person_id=person_id, organisation_id=organisation_id))
    return frozenset(rows.values_list("role", flat=True))


def may_empower(actor: Actor, organisation_id: Id, role: str = "handler") -> bool:
    """Whether he may let others act for it: who represents it, and for handlers also who administers it."""
    if actor.kind != "person" or not actor.id:
        return False
    mine = roles_in(actor.id, organisation_id)
    return "legal" in mine or (role == "handler" and "administrator" in mine)


def reach_of(person_id: Id, organisation_id: Id) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """In which items, and with which rights, a person may act for an organisation today; () is without limit."""
    rows = list(_valid(Membership.objects.filter(person_id=person_id, organisation_id=organisation_id)))
    # Who represents or administers it is not limited by being its operator as well.
    return (tuple(rows[0].items), tuple(rows[0].may)) if len(rows) == 1 else ((), ())


def may_act_for(person_id: Id, subject: str) -> bool:
    """Whether a person may act today for "person/<id>" (only himself) or "organisation/<id>"."""
    kind, _, key = subject.partition("/")
    if kind == "person":
        return key == str(person_id)
    if kind != "organisation" or not _is_uuid(key):
        return False
    return bool(roles_in(person_id, key))


@once
def applicant(subject: str) -> Applicant:
    """The person or organisation behind ``subject`` ("person/<id>" or "organisation/<id>")."""
    kind, _, key = subject.partition("/")
    if kind == "person":
        return _person_applicant(one(Person, key, "没有找到申请人的登记信息。"))
    return _organisation_applicant(_organisation(subject))


def applicant_facts(subject: str) -> dict[str, Any]:
    """What conditions of items may ask about an applicant: kind, name, code, phone, address, area, age, legal_name.

    What is not known is absent.
    """
    return applicant(subject).facts()


def _person_applicant(person: Person) -> Applicant:
    return Applicant(
        subject=person.subject, kind="person", name=person.name, code=person.id_number,
        masked_code=masking.number(person.id_number), phone=person.phone, masked_phone=masking.phone(person.phone),
        address=person.address, area=person.area, birth=person.birth, age=_age(person.birth), id_type=person.id_type,
    )  # fmt: skip


def _organisation_applicant(row: Organisation) -> Applicant:
    return Applicant(
        subject=row.subject, kind=row.kind, name=row.name, code=row.credit_code,
        masked_code=masking.number(row.credit_code), phone=row.phone, masked_phone=masking.phone(row.phone),
        address=row.address, area=row.area, legal_name=row.legal_name,
        legal=f"person/{row.legal_id}" if row.legal_id else "",
    )  # fmt: skip


def person(person_id: Id) -> Person:
    """A person by his id."""
    return one(Person, person_id, "没有找到这个人的登记信息。")


def callers(name: str, phone: str) -> list[str]:
    """Whom a caller may speak of, by his name and the phone he is registered with: "person/<id>" and those he acts for.

    Both must fit; a name alone or a phone alone finds nobody.
    """
    name, number = name.strip(), "".join(phone.split())
    if not name or not number:
        return []
    found = [p for p in Person.objects.filter(phone_index=phone_index(number)) if same_name(p.name, name)]
    return [who for p in found for who in (f"person/{p.pk}", *(f"organisation/{o.pk}" for o in organisations_of(p.pk)))]


@once
def department(code: str) -> Department:
    """A department by its code."""
    return one(Department, code, f"没有找到部门“{code}”。")


def department_names(codes: Iterable[str]) -> dict[str, str]:
    """Departments by their names, in one question; those the register does not know are absent."""
    return dict(Department.objects.filter(code__in=list(codes)).values_list("code", "name"))


def officials_by_id(ids: Iterable[Id]) -> dict[str, Official]:
    """Officials with their departments, in one question."""
    known = [one for one in ids if _is_uuid(str(one))]
    rows = Official.objects.select_related("department").filter(pk__in=known) if known else ()
    return {str(row.pk): row for row in rows}


def department_by_credit_code(code: str) -> Department | None:
    """The department with this credit code, as licences name their issuer."""
    return Department.objects.filter(credit_code=code).first() if code else None


def departments() -> tuple[DepartmentNode, ...]:
    """All departments as trees, in the order of their codes; one query."""
    below: dict[str | None, list[Department]] = {}
    for row in Department.objects.all():
        below.setdefault(row.parent_id, []).append(row)

    def grow(parent: str | None) -> tuple[DepartmentNode, ...]:
        return tuple(DepartmentNode(row, grow(row.code)) for row in below.get(parent, []))

    return grow(None)


@once
def desk(code: str) -> Desk:
    """A desk with its department."""
    found = Desk.objects.select_related("department").filter(code=code).first()
    if found is None:
        raise NotRegistered(f"没有找到岗位“{code}”。")
    return found


def desks_by_code(codes: Iterable[str]) -> dict[str, Desk]:
    """Several desks with their departments, in one question; a code nobody registered is absent."""
    return {row.code: row for row in Desk.objects.select_related("department").filter(code__in=set(codes))}


def desk_exists(code: str) -> bool:
    return Desk.objects.filter(code=code).exists()


def desks(department: str = "") -> QuerySet[Desk]:
    """All desks, or those of one department."""
    rows = Desk.objects.select_related("department")
    return rows.filter(department=department) if department else rows


def holders(desk: str, area: str = "", roles: Iterable[str] = (), item: str = "") -> list[Official]:
    """Who holds a desk today for matters of ``area``, in any of ``roles`` by staff number.

    When empty, everybody but the machine that decides by rules: nobody hands it a task. Nor does one get it whose post
    is held to other items than ``item``.
    """
    rows = _today(Holding.objects.filter(desk=desk)).annotate(asked=Value(area, output_field=CharField()))
    rows = rows.filter(asked__startswith=F("area"))
    if item:
        rows = rows.filter(Q(items=[]) | Q(items__contains=[item]))
    if wanted := tuple(roles):
        rows = rows.filter(role__in=wanted)
    else:
        rows = rows.exclude(role="automatic")
    return list(Official.objects.filter(pk__in=rows.values("official")).select_related("department"))


def experts() -> list[Official]:
    """Everybody on the list of experts today (专家库), officials and others, by staff number."""
    rows = _today(Holding.objects.filter(role="expert"))
    return list(Official.objects.filter(pk__in=rows.values("official")).select_related("department"))


def holdings_today() -> QuerySet[Holding]:
    """Every holding in force today, by desk and staff number."""
    rows = _today(Holding.objects.all()).select_related("official__department", "desk")
    return rows.order_by("desk_id", "official__number", "id")


def holdings_of(official_id: Id) -> QuerySet[Holding]:
    """Every holding of an official, past and future ones included, newest first."""
    return Holding.objects.filter(official_id=official_id).select_related("desk__department").order_by("-since", "-id")


def officials_of(department: str) -> QuerySet[Official]:
    """Who works for a department, by staff number."""
    return Official.objects.filter(department=department).select_related("department")


@once
def official(official_id: Id) -> Official:
    """An official by his id, with his department."""
    return one(Official, official_id, "没有找到这位工作人员。", beside=("department",))


def official_by_number(number: str) -> Official | None:
    """An official by his staff number."""
    return Official.objects.select_related("department").filter(number=number).first()


def _today(rows: QuerySet[Holding]) -> QuerySet[Holding]:
    return _valid(rows).filter(since__lte=time.today())


def _valid(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(Q(until=None) | Q(until__gte=time.today()))


def _organisation(subject: str) -> Organisation:
    kind, _, key = subject.partition("/")
    if kind != "organisation":
        raise NotRegistered("没有找到申请人的登记信息。")
    return one(Organisation, key, "没有找到申请单位的登记信息。")


def _age(birth: date | None) -> int | None:
    if birth is None:
        return None
    today = time.today()
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def ends_with(subject: str, tail: str) -> bool:
    """Whether the last four signs of the applicant's document number or telephone are these."""
    tail, known = tail.strip().upper(), applicant(subject)
    ends = [text[-TAIL:].upper() for text in (known.code, known.phone) if len(text) >= TAIL]
    return len(tail) == TAIL and any(compare_digest(end.encode(), tail.encode(errors="replace")) for end in ends)


def subjects_of(holder: str) -> list[str]:
    """A person and his accounts, as the ledger calls them."""
    if not holder.startswith("person/"):
        return [holder]
    accounts = Account.objects.filter(person__pk=UUID(holder.removeprefix("person/"))).values_list("pk", flat=True)
    return [holder, *(f"account/{pk}" for pk in accounts)]
