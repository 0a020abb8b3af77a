"""Officials' accounts by the pages of the office: entered, first word, posts, a lost telephone by two, gone at once."""

from __future__ import annotations

import io
import re

import pyotp
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from tongban.kernel import jobs, time
from tongban.kernel.errors import Invalid
from tongban.registers.identity import actions as identity_verbs
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import PowersApart
from tongban.registers.identity.kinds import Recruit
from tongban.registers.identity.models import Official
from tongban.registers.signin import actions as signin
from tongban.registers.signin import queries as protected
from tongban.registers.signin.errors import AnotherAsks
from tongban.registers.signin.models import Authenticator
from tongban.work.tasks import actions as tasks
from tongban.work.tasks.kinds import Spec
from tongban.work.tasks.models import Task
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
NEW = {"number": "LT9001", "name": "新 来", "department": "tobacco", "phone": "05329000001"}


def signed_in(number: str) -> Client:
    browser, account = Client(), identity.account_by_name(number)
    assert account is not None
    browser.force_login(account)
    return browser


@pytest.fixture
def newcomer() -> Official:
    (account,) = identity_verbs.take_on(people.actor("LT2011"), [Recruit(1, "LT9001", "新来", "tobacco")])
    assert account.official is not None
    return account.official


def test_the_system_administrator_enters_gives_a_word_and_no_post_and_the_other_gives_posts_and_no_word() -> None:
    system, security = signed_in("LT2011"), signed_in("LT2012")
    assert security.get("/office/officials/new/").status_code == 403
    wrong = system.post("/office/officials/new/", NEW | {"department": "nowhere"})
    assert wrong.status_code == 422
    assert "没有找到部门代码" in wrong.content.decode()
    page = system.post("/office/officials/new/", NEW)["Location"]
    shown = system.get(page).content.decode()
    assert "没有岗位" in shown
    assert "授予岗位</h2>" not in shown
    refused = system.post(f"{page}word/", {"card": "LT9001"})
    assert "请先核对工作证" in refused.content.decode()
    said = system.post(f"{page}word/", {"card": "lt-other", "seen": "yes"})
    assert said.status_code == 422
    said = system.post(f"{page}word/", {"card": "LT9001", "seen": "yes"})
    word = re.findall(r'class="word">([^<]+)<', said.content.decode())
    assert word[0] == "lt9001"
    assert system.post(f"{page}posts/", {"desk": "tobacco-licensing", "role": "clerk"}).status_code == 403
    assert security.post(f"{page}word/", {"card": "LT9001", "seen": "yes"}).status_code == 403
    security.post(f"{page}posts/", {"desk": "tobacco-licensing", "role": "reviewer", "until": "2099-12-31"})
    assert "烟草" in security.get(page).content.decode()
    mixed = security.post(f"{page}posts/", {"desk": "administration", "role": "auditor"})
    assert mixed.status_code == 409
    assert "不能兼任" in mixed.content.decode()
    first_sign_in(word[1])


def first_sign_in(word: str) -> None:
    """With the first word: an authenticator first, then a password of one's own, then the desk."""
    browser = Client()
    binding = browser.post("/login/", {"username": "LT9001", "password": word}, follow=True)
    assert binding.redirect_chain[-1][0].startswith("/login/")
    account = identity.account_by_name("LT9001")
    assert account is not None
    code = pyotp.TOTP(Authenticator.objects.get(pk=account.pk).secret).now()
    browser.post(binding.redirect_chain[-1][0], {"second_factor": code})
    assert browser.get("/desk/")["Location"] == "/account/password/"
    browser.post("/account/password/", {"new_password": "wanxia-ershi-lu", "again_password": "wanxia-ershi-lu"})
    assert browser.get("/desk/").status_code == 200


def test_a_table_is_entered_whole_or_not_at_all_and_each_fault_has_its_line() -> None:
    system = signed_in("LT2011")
    bad = "工号,姓名,部门代码\nLT9101,甲一,tobacco\nLT9101,乙二,nowhere\nLT 9103,,tobacco\n"
    answer = system.post("/office/officials/table/", {"file": SimpleUploadedFile("人员.csv", bad.encode("gb18030"))})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'<th scope="row" class="num">(\d+)</th>', said) == ["3", "3", "3", "4", "4"]
    assert "出现了两次" in said
    assert not Official.objects.filter(number__startswith="LT91").exists()
    assert "缺少列名：部门代码" in system.post(
        "/office/officials/table/", {"file": SimpleUploadedFile("a.csv", "工号,姓名\nLT9101,甲".encode())}
    ).content.decode()
    book, kept = Workbook(), io.BytesIO()
    for row in (["姓名", "工号", "部门代码"], ["甲一", "LT9101", "tobacco"], ["乙二", "LT9102", "data-bureau"]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(kept)
    system.post("/office/officials/table/", {"file": SimpleUploadedFile("人员.xlsx", kept.getvalue())})
    assert Official.objects.filter(number__startswith="LT91").count() == 2
    assert identity.account_by_name("LT9102") is not None


def test_who_is_dismissed_is_out_with_his_next_click_and_what_he_had_taken_lies_on_its_desk(newcomer: Official) -> None:
    security = people.actor("LT2012")
    identity_verbs.appoint(security, newcomer.pk, "tobacco-licensing", role="reviewer")
    account = identity.account_by_name("LT9001")
    assert account is not None
    me, browser = people.actor("LT9001"), Client()
    browser.force_login(account)
    task = tasks.open_task(people.SYSTEM, Spec("sample", "sample/x", "样例", desk="tobacco-licensing"))
    tasks.claim(me, str(task.pk))
    assert browser.get("/desk/").status_code == 200
    signed_in("LT2012").post(f"/office/officials/{newcomer.pk}/dismiss/", {"why": "moved"})
    assert browser.get("/desk/").status_code in (302, 401)
    jobs.run_owed(f"official/{newcomer.pk}")
    assert Task.objects.get(pk=task.pk).claimed_by == ""
    assert not identity.posts_of(newcomer.pk)
    with pytest.raises(Invalid):
        identity_verbs.appoint(security, newcomer.pk, "tobacco-licensing", role="reviewer")
    identity_verbs.take_back(people.actor("LT2011"), newcomer.pk)
    back = identity.account_by_name("LT9001")
    assert back is not None
    assert back.is_active
    assert not back.has_usable_password()


def test_a_lost_telephone_takes_two_and_nobody_frees_himself(newcomer: Official) -> None:
    account = identity.account_by_name("LT9001")
    assert account is not None
    Authenticator.objects.create(account=account, secret=pyotp.random_base32(), bound=time.now())
    system, security = people.actor("LT2011"), people.actor("LT2012")
    with pytest.raises(AnotherAsks):
        signin.take_authenticator(security, account.pk, "手机遗失")
    signin.ask_release(security, account.pk, "手机遗失，已核对工作证")
    with pytest.raises(AnotherAsks):
        signin.take_authenticator(security, account.pk, "手机遗失")
    signin.ask_release(system, account.pk, "手机遗失，已核对工作证")
    signin.take_authenticator(security, account.pk, "手机遗失")
    assert not protected.is_bound(account.pk)
    assert protected.asked_release(account.pk) is None
    with pytest.raises(PowersApart):
        identity_verbs.appoint(security, security.id, "tobacco-licensing", role="reviewer")


def test_who_he_is_is_noted_on_his_page_and_shown_nowhere_and_a_post_is_held_to_items_there(newcomer: Official) -> None:
    system, security, page = signed_in("LT2011"), signed_in("LT2012"), f"/office/officials/{newcomer.pk}/"
    wrong = system.post(f"{page}known/", {"id_number": people.number("linwan")})
    assert "没有找到姓名和证件号码一致" in wrong.content.decode()
    Official.objects.filter(pk=newcomer.pk).update(name=people.actor("linwan").name)
    assert security.post(f"{page}known/", {"id_number": people.number("linwan")}).status_code == 403
    assert system.post(f"{page}known/", {"id_number": people.number("linwan")})["Location"] == page
    shown = system.get(page).content.decode()
    assert "他看不到，也不能经办" in shown
    assert people.number("linwan") not in shown
    said = {"desk": "window", "area": "999001", "role": "clerk", "items": [people.FOOD]}
    assert security.post(f"{page}posts/", said)["Location"] == page
    assert "只限：食品经营许可" in security.get(page).content.decode()
