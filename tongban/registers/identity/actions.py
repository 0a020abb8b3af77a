"""Verbs of identity: register, empower, employ, appoint, open accounts, sign in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import blind_index
from tongban.kernel.proof import proven
from tongban.registers.identity import checking, events, permits, queries, throttle
from tongban.registers.identity.assigning import next_code
from tongban.registers.identity.assuring import confirm_in_person as confirm_in_person
from tongban.registers.identity.assuring import confirm_name as confirm_name
from tongban.registers.identity.checking import Problems
from tongban.registers.identity.connecting import add_client as add_client
from tongban.registers.identity.connecting import end_token as end_token
from tongban.registers.identity.connecting import make_token as make_token
from tongban.registers.identity.connecting import note_use as note_use
from tongban.registers.identity.connecting import revoke_client as revoke_client
from tongban.registers.identity.employing import dismiss as dismiss
from tongban.registers.identity.employing import say_who as say_who
from tongban.registers.identity.employing import take_back as take_back
from tongban.registers.identity.employing import take_on as take_on
from tongban.registers.identity.entering import checked_newcomer as checked_newcomer
from tongban.registers.identity.entering import enter_by_phone as enter_by_phone
from tongban.registers.identity.entering import open_at_window as open_at_window
from tongban.registers.identity.entrusting import ITEM, entered
from tongban.registers.identity.entrusting import empower as empower
from tongban.registers.identity.entrusting import join as join
from tongban.registers.identity.entrusting import leave as leave
from tongban.registers.identity.errors import WrongCredentials
from tongban.registers.identity.first_words import give_first_word as give_first_word
from tongban.registers.identity.first_words import take
from tongban.registers.identity.forgetting import erase as erase
from tongban.registers.identity.forgetting import take_copy as take_copy
from tongban.registers.identity.kinds import (
    CITIZEN_CARD,
    DESK_KINDS,
    HANDLE,
    MOST_ITEMS,
    ORGANISATION_KINDS,
    POST_ROLES,
    tidy_name,
    tidy_username,
)
from tongban.registers.identity.models import (
    Account,
    Department,
    Desk,
    Holding,
    Official,
    Organisation,
    Person,
)
from tongban.registers.identity.rows import create, locked, one
from tongban.registers.identity.separating import powers_apart
from tongban.registers.ledger.actions import action, record

Id = UUID | str


@action
def register_person(
    actor: Actor, name: str, id_number: str, *, id_type: str = CITIZEN_CARD, phone: str = "", birth: date | None = None,
    area: str = "", address: str = "", level: int = 2,
) -> Person:  # fmt: skip
    """Register a natural person (自然人实名登记); the number is verified by the rule of its kind (`kinds.SHOWN`)."""
    permits.require_register(actor)
    problems = Problems()
    problems.name("name", name := tidy_name(name))
    kind, number, born = checking.document(problems, id_type, id_number, birth)
    mobile = checking.mobile(problems, phone)
    problems.area("area", area)
    problems.one_of("level", level, (1, 2, 3), "实名等级")
    problems.settle()
    person = create(
        Person(
            name=name, name_index=queries.name_index(name), id_type=kind, id_number=number,
            id_index=queries.id_index(number), phone=mobile, phone_index=queries.phone_index(mobile),
            birth=born, area=area, address=address.strip(), level=level,
        ),
        "这个证件号码已经登记过了，不能重复登记。",
    )  # fmt: skip
    record(actor, events.PersonRegistered(person.subject, id_type=kind, level=level))
    return person


@action
def register_organisation(
    actor: Actor, name: str, kind: str, credit_code: str, *, legal: Id | None = None, legal_name: str = "",
    phone: str = "", area: str = "", address: str = "", established: date | None = None,
) -> Organisation:  # fmt: skip
    """Register an organisation (法人登记); a legal representative who is registered himself may act for it at once.

    Without a ``credit_code`` it is given one of its own (赋码).
    """
    permits.require_register(actor)
    problems = Problems()
    problems.name("name", name := tidy_name(name))
    problems.one_of("kind", kind, ORGANISATION_KINDS, "单位类型")
    code = checking.credit(problems, "credit_code", credit_code) if credit_code else ""
    if legal_name := tidy_name(legal_name):
        problems.name("legal_name", legal_name)
    kept_phone = checking.landline_or_mobile(problems, phone)
    problems.area("area", area)
    problems.settle()
    code = code or next_code(kind, area)
    head = one(Person, legal, "没有找到这位法定代表人的登记信息。") if legal else None
    organisation = create(
        Organisation(
            name=name, kind=kind, credit_code=code, legal=head, legal_name=head.name if head else legal_name,
            phone=kept_phone, area=area, address=address.strip(), established=established,
        ),
        "这个统一社会信用代码已经登记过了，不能重复登记。",
    )  # fmt: skip
    record(actor, events.OrganisationRegistered(organisation.subject, sort=kind))
    if head:
        entered(actor, head, organisation, "legal")
    return organisation


@action
def add_department(
    actor: Actor, code: str, name: str, *, short: str = "", credit_code: str = "", parent: str = "", level: str = "",
    area: str = "",
) -> Department:  # fmt: skip
    """Add a department (新增部门)."""
    permits.require_arrange(actor)
    problems = Problems()
    problems.name("name", name := tidy_name(name))
    kept = checking.credit(problems, "credit_code", credit_code) if credit_code else ""
    problems.area("area", area)
    problems.settle()
    above = one(Department, parent, f"没有找到上级部门“{parent}”。") if parent else None
    row = Department(code=code, name=name, short=short or name[:30], credit_code=kept, parent=above, level=level)
    row.area = area
    create(row, f"部门代码“{code}”已经使用。")
    record(actor, events.DepartmentAdded(f"department/{code}", parent=parent))
    return row


@action
def add_desk(actor: Actor, code: str, title: str, department: str, kind: str = "review") -> Desk:
    """Add a desk to a department (新增岗位)."""
    permits.require_arrange(actor)
    problems = Problems()
    problems.name("title", title := tidy_name(title))
    problems.one_of("kind", kind, DESK_KINDS, "岗位类型")
    problems.settle()
    home = one(Department, department, f"没有找到部门“{department}”。")
    desk = create(Desk(code=code, title=title, department=home, kind=kind), f"岗位代码“{code}”已经使用。")
    record(actor, events.DeskAdded(f"desk/{code}", department=department, sort=kind))
    return desk


@action
def employ(actor: Actor, number: str, name: str, department: str, phone: str = "") -> Official:
    """Enter an official under his staff number (工作人员入职)."""
    permits.require_arrange(actor)
    problems = Problems()
    problems.name("name", name := tidy_name(name))
    problems.settle()
    home = one(Department, department, f"没有找到部门“{department}”。")
    official = create(Official(number=number, name=name, department=home, phone=phone), f"工号“{number}”已经使用。")
    record(actor, events.OfficialEmployed(f"official/{official.pk}", department=department))
    return official


@action
@proven("授予岗位")
def appoint(
    actor: Actor, official: Id, desk: str, area: str = "", role: str = "clerk", since: date | None = None,
    until: date | None = None, items: Iterable[str] = (),
) -> Holding:  # fmt: skip
    """Give an official a desk (任职), for an area ("" is the whole city), in a role, by default from today.

    Who handles cases may be held to ``items`` (岗位限定事项, codes; none is all).
    """
    permits.require_grant(actor)
    since = since or time.today()
    problems = Problems()
    problems.one_of("role", role, POST_ROLES, "岗位角色")
    problems.area("area", area)
    if until and until < since:
        problems.add("until", "任职的截止日期不能早于开始日期。")
    kept = sorted(set(items))
    if len(kept) > MOST_ITEMS or not all(ITEM.fullmatch(code) for code in kept):
        problems.add("items", f"请选择最多 {MOST_ITEMS} 个事项；不限事项的，一个都不选。")
    if kept and role not in HANDLE:
        problems.add("items", "只有受理、审查、审批和负责人岗位可以限定事项。")
    problems.settle()
    holder = one(Official, official, "没有找到这位工作人员。")
    if holder.left_on is not None:
        problems.add("official", f"{holder.name}已经离职，不能再任职。")
        problems.settle()
    powers_apart(actor, holder, role, since, until)
    seat = one(Desk, desk, f"没有找到岗位“{desk}”。")
    holding = Holding(official=holder, desk=seat, area=area, role=role, since=since, until=until, items=kept)
    create(holding, "这位工作人员已经担任该岗位，不能重复任职。")
    end = str(until or "")
    subject = f"official/{holder.pk}"
    record(actor, events.OfficialAppointed(
        subject, desk=desk, area=area, role=role, since=str(since), until=end, items=tuple(kept)
    ))  # fmt: skip
    return holding


@action
def relieve(actor: Actor, holding: int, until: date | None = None) -> None:
    """End a holding (免职) with a day; without one it ends at once."""
    permits.require_grant(actor)
    row = locked(Holding, holding, "没有找到这项任职。")
    last = until or time.today() - timedelta(days=1)
    subject = f"official/{row.official_id}"
    if last < row.since:  # it never counted: nothing remains but the facts
        row.delete()
    else:
        row.until = last
        row.save(update_fields=["until"])
    record(actor, events.OfficialRelieved(subject, desk=row.desk_id, area=row.area, role=row.role, until=str(last)))


@action
def open_account(
    actor: Actor, username: str, password: str = "", *, person: Id | None = None, official: Id | None = None
) -> Account:
    """Open an account for a person or an official (开通账号); without a password nobody can sign in with one.

    Only the platform brings one along; for everybody else `give_first_word` makes one that is nobody's choice.
    """
    permits.require_register(actor) if person else permits.require_arrange(actor)
    if password:
        permits.require_platform(actor)
    problems = Problems()
    username = tidy_username(username)
    if not 2 <= len(username) <= 60:
        problems.add("username", "账号名应为 2 至 60 个字符。")
    if password:
        checking.password(problems, "password", password, username)
    if (person is None) == (official is None):
        problems.add("person", "账号必须属于一位个人或一位工作人员，不能同时属于两者。")
    problems.settle()
    account = Account(
        username=username,
        person=one(Person, person, "没有找到这个人的登记信息。") if person else None,
        official=one(Official, official, "没有找到这位工作人员。") if official else None,
        password=make_password(password or None),
    )
    create(account, f"账号名“{username}”已经使用，请换一个。")
    record(actor, events.AccountOpened(f"account/{account.pk}", holder=account.holder))
    return account


@action
def change_password(actor: Actor, account: Id, new: str, old: str = "") -> Account:
    """Change one's own password (修改密码) by giving the old one; after a first word, which signed in, without it."""
    row = locked(Account, account, "没有找到这个账号。")
    problems = Problems()
    if row.holder != actor.principal:
        permits.require_platform(actor)
    elif row.first_word_until is None and not row.check_password(old):
        raise WrongCredentials("原密码不正确，密码没有修改。")
    elif row.first_word_until is not None and row.check_password(new):
        problems.add("password", "这是窗口给的临时密码，请换一个只有您自己知道的。")
    checking.password(problems, "password", new, row.username)
    problems.settle()
    row.password, row.first_word_until = make_password(new), None
    row.save(update_fields=["password", "first_word_until"])
    record(actor, events.PasswordChanged(f"account/{row.pk}"))
    return row


@action
def close_account(actor: Actor, account: Id) -> Account:
    """Close an account (停用账号); its next request is refused."""
    row = locked(Account, account, "没有找到这个账号。")
    if row.holder != actor.principal:
        permits.require_either(actor)
    row.is_active = False
    row.save(update_fields=["is_active"])
    record(actor, events.AccountClosed(f"account/{row.pk}"))
    return row


@action
def reopen_account(actor: Actor, account: Id) -> Account:
    """Open a closed account again (恢复账号), as when a merger is taken back."""
    permits.require_arrange(actor)
    row = locked(Account, account, "没有找到这个账号。")
    row.is_active = True
    row.save(update_fields=["is_active"])
    record(actor, events.AccountReopened(f"account/{row.pk}"))
    return row


def sign_in(
    actor: Actor, username: str, password: str, *, address: str = "", device: str = "", choosing: bool = False
) -> Account:
    """Sign in with a password (登录). Wrong guesses slow down per name and address; an unknown name answers alike.

    ``device`` is the token of a browser this account was signed in from before; it is counted by itself.
    ``choosing``: a first word will do, as one's own is chosen next (`first_words.take`).

    Not one transaction: a refused attempt must stay counted and recorded.
    """
    name, password = tidy_username(username), password.encode(errors="replace").decode()
    attempt = (
        throttle.claim(name, f"device/{device}") if device
        else throttle.claim(name, address, free=throttle.patience(name, address))
    )  # fmt: skip
    account = queries.account_by_name(name)
    if account is None:
        make_password(password)  # costs what checking costs, so that the time does not tell whether the name exists
    if account is None or not account.check_password(password) or not account.is_active:
        throttle.note_failure(name, address)
        _note_failure(actor, name)
        raise WrongCredentials
    throttle.forgive(attempt)
    return _enter(actor, account, choosing)


def try_once(about: str, whence: str, doing: str, *, free: int = throttle.FREE_TRIES) -> str:
    """Count a try at something that may be guessed, before it is looked at; refuses with the time left to wait."""
    return throttle.claim(about, whence, doing, free=free)


def tried_rightly(attempt: str) -> None:
    """What was tried was right: its count begins anew."""
    throttle.forgive(attempt)


def prove_knowing(subject: str, tail: str, about: str, *, address: str = "") -> bool:
    """Whether ``tail`` is the end of this applicant's document number or telephone; guesses slow down (查询核验).

    ``about`` is what is asked after, whether it exists or not; ``subject`` is "" when it does not.
    """
    attempt = throttle.claim(about, address, "查询")
    known = queries.ends_with(subject, tail) if subject else False
    if known:
        throttle.forgive(attempt)
    return known


def forget_old_attempts() -> int:
    """Drop the counters of sign-in attempts nobody touched for an hour; for the clock."""
    return throttle.forget_old()


@action
def _enter(actor: Actor, account: Account, choosing: bool) -> Account:
    account = take(account, choosing=choosing)
    person = queries.actor_for(account, door=actor.door)
    record(person, events.SignedIn(f"account/{account.pk}", holder=account.holder))
    return account


@action
def _note_failure(actor: Actor, username: str) -> None:
    record(actor, events.SignInFailed(f"account/{blind_index(username, 'identity.account')}"))
