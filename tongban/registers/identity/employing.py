"""Officials come and go (入职、离职): entered with an account, one by one or as a whole list, and gone at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.hashers import make_password

from tongban.kernel import time
from tongban.kernel.errors import Invalid
from tongban.kernel.proof import proven
from tongban.registers.identity import events, finding, permits
from tongban.registers.identity.checking import Problems, landline_or_mobile
from tongban.registers.identity.kinds import GONE_WHY, MOST_RECRUITS, Recruit, tidy_name, tidy_username
from tongban.registers.identity.models import Account, Department, Holding, Official
from tongban.registers.identity.rows import SLUG, locked
from tongban.registers.ledger.actions import action, record

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor

Id = UUID | str


@action
@proven("录入工作人员")
def take_on(actor: Actor, recruits: Sequence[Recruit]) -> list[Account]:
    """Enter officials and open their accounts (录入工作人员), all of them or none; who they are by line is refused.

    Nobody can sign in yet: each gets a first word on sight of his staff card (`give_first_word`), and holds no post
    until the security administrator gives him one. Raises `Invalid` with a problem per line.
    """
    permits.require_arrange(actor)
    rows = [_tidy(one) for one in recruits]
    if not 1 <= len(rows) <= MOST_RECRUITS:
        raise Invalid(f"一次录入 1 至 {MOST_RECRUITS} 人，现在有 {len(rows)} 人。", next_step="请分成几次录入。")
    _require_all(rows)
    void = make_password(None)  # a password that no word fits
    accounts = []
    for one in rows:
        official = Official.objects.create(
            number=one.number, name=one.name, department_id=one.department, phone=one.phone
        )
        record(actor, events.OfficialEmployed(f"official/{official.pk}", department=one.department))
        account = Account.objects.create(username=one.username, official=official, password=void)
        record(actor, events.AccountOpened(f"account/{account.pk}", holder=account.holder))
        accounts.append(account)
    return accounts


@action
@proven("办理离职")
def dismiss(actor: Actor, official: Id, why: str) -> Official:
    """He works here no more (离职): his posts end, his accounts are closed; his next request is refused.

    Posts that had not begun fall away. Whoever of the two administrators sees the need first may do it.
    """
    permits.require_either(actor)
    row = locked(Official, official, "没有找到这位工作人员。")
    problems = Problems()
    problems.one_of("why", why, GONE_WHY, "原因")
    if actor.is_official and actor.id == str(row.pk):
        problems.add("why", "不能给自己办理离职，请由另一位管理员办理。")
    if row.left_on is not None:
        problems.add("why", f"{row.name}已经办理过离职。")
    problems.settle()
    today = time.today()
    for held in Holding.objects.select_for_update().filter(official=row).exclude(until__lt=today):
        _end(actor, held, today - timedelta(days=1))
    for account in Account.objects.select_for_update().filter(official=row, is_active=True):
        account.is_active = False
        account.save(update_fields=["is_active"])
        record(actor, events.AccountClosed(f"account/{account.pk}"))
    row.left_on = today
    row.save(update_fields=["left_on"])
    record(actor, events.OfficialDismissed(f"official/{row.pk}", why=why))
    return row


@action
@proven("恢复工作人员")
def take_back(actor: Actor, official: Id) -> Official:
    """He works here again (复职): his account opens with no password, and without a post."""
    permits.require_arrange(actor)
    row = locked(Official, official, "没有找到这位工作人员。")
    if row.left_on is None:
        raise Invalid(f"{row.name}没有办理过离职。", next_step="请返回查看最新状态。")
    row.left_on = None
    row.save(update_fields=["left_on"])
    for account in Account.objects.select_for_update().filter(official=row):
        account.is_active, account.password = True, make_password(None)
        account.save(update_fields=["is_active", "password"])
        record(actor, events.AccountReopened(f"account/{account.pk}"))
    record(actor, events.OfficialTakenBack(f"official/{row.pk}"))
    return row


@action
@proven("登记工作人员本人身份")
def say_who(actor: Actor, official: Id, id_number: str) -> Official:
    """Note who an official is outside his office (本人身份), by the number on his document; the name must be his.

    What he applies for himself, or acts in for others, he then neither handles nor looks into (回避).
    """
    permits.require_arrange(actor)
    row = locked(Official, official, "没有找到这位工作人员。")
    problems = Problems()
    if actor.is_official and actor.id == str(row.pk):
        problems.add("id_number", "不能登记自己，请由另一位系统管理员办理。")
    person = finding.known_as(row.name, id_number)
    if person is None:
        problems.add("id_number", "没有找到姓名和证件号码一致的实名登记，请核对；本人还没有实名登记的，请先登记。")
    problems.settle()
    row.person = person
    row.save(update_fields=["person"])
    record(actor, events.OfficialKnown(f"official/{row.pk}"))
    return row


def _end(actor: Actor, held: Holding, last: object) -> None:
    subject = f"official/{held.official_id}"
    gone = events.OfficialRelieved(subject, desk=held.desk_id, area=held.area, role=held.role, until=str(last))
    if str(last) < str(held.since):
        held.delete()
    else:
        held.until = last  # type: ignore[assignment]
        held.save(update_fields=["until"])
    record(actor, gone)


def _tidy(one: Recruit) -> Recruit:
    number = one.number.strip()
    return Recruit(
        one.line, number, tidy_name(one.name), one.department.strip(), one.phone.strip(),
        tidy_username(one.username or number),
    )  # fmt: skip


def _require_all(rows: Sequence[Recruit]) -> None:
    """Every line is looked at before anything is written; each lack has its line, its column and its sentence."""
    known = set(Department.objects.filter(code__in={one.department for one in rows}).values_list("code", flat=True))
    numbers = set(Official.objects.filter(number__in={one.number for one in rows}).values_list("number", flat=True))
    names = set(Account.objects.filter(username__in={one.username for one in rows}).values_list("username", flat=True))
    wrong: list[dict[str, str]] = []
    for one in rows:
        problems = Problems()
        _number(problems, one.number, numbers)
        problems.name("name", one.name)
        if one.department not in known:
            problems.add("department", f"没有找到部门代码“{one.department}”。")
        landline_or_mobile(problems, one.phone)
        if len(one.phone) > 30:
            problems.add("phone", "办公电话最多 30 个字符。")
        if not 2 <= len(one.username) <= 60:
            problems.add("username", "账号名应为 2 至 60 个字符。")
        elif one.username in names:
            problems.add("username", f"账号名“{one.username}”已经使用，或者在表里出现了两次。")
        numbers.add(one.number)
        names.add(one.username)
        wrong += [{**found, "line": str(one.line)} for found in problems.found]
    if wrong:
        raise Invalid(f"有 {_lines(wrong)} 行需要修改，没有录入任何人。", problems=wrong)


def _number(problems: Problems, number: str, taken: set[str]) -> None:
    if not (SLUG.fullmatch(number) and len(number) <= 20):
        problems.add("number", "工号应为 1 至 20 个字母、数字、短横线或下划线。")
    elif number in taken:
        problems.add("number", f"工号“{number}”已经使用，或者在表里出现了两次。")


def _lines(wrong: Iterable[dict[str, str]]) -> int:
    return len({one["line"] for one in wrong})
