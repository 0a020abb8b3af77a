"""How an operator brings national tables in and out, and what he sees before, while and after."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tongban.doors.office.tests.test_pages import signed_in
from tongban.kernel import time
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.inventory import actions, jobs
from tongban.registers.inventory.kinds import BASIC, DIRECTORY
from tongban.registers.inventory.models import Entry, Held, Run
from tongban.registers.inventory.tests.town import SYSTEM, basic, directory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
HOME, IMPORTS = "/office/inventory/", "/office/inventory/imports/"
LIST = "实施编码,事项名称,事项类型\r\n1,甲,行政许可\r\n2,乙,77\r\n"


@pytest.fixture
def operator() -> Client:
    return signed_in("LT0011")


def uploaded(operator: Client, text: str = LIST, **more: str) -> Run:
    file = SimpleUploadedFile("清单.csv", text.encode("gb18030"))
    answer = operator.post(IMPORTS, {"file": file, "key": "k1", **more})
    assert answer.status_code == 302, answer.content.decode()
    run = Run.objects.latest("id")
    jobs.work(str(run.pk))
    return run


def test_a_file_is_looked_at_first_and_taken_in_after_a_second_word(operator: Client) -> None:
    run = uploaded(operator)
    page = operator.get(f"{IMPORTS}{run.pk}/").content.decode()
    assert "代码“77”不在代码表中" in page
    assert "确认导入" in page
    assert not Entry.objects.exists()
    for _ in range(2):  # sent twice, done once
        answer = operator.post(f"{IMPORTS}{run.pk}/taken-in/", {"reason": "省库更新", "key": "k2"})
        assert answer.status_code == 302
    taken = Run.objects.get(dry=False)
    jobs.work(str(taken.pk))
    assert [entry.title for entry in Entry.objects.all()] == ["甲"]
    assert "新增" in operator.get(f"{IMPORTS}{taken.pk}/").content.decode()


def test_a_wrong_row_is_put_right_in_the_office_and_what_was_typed_stays(operator: Client) -> None:
    run = uploaded(operator)
    operator.post(f"{IMPORTS}{run.pk}/taken-in/", {"key": "k2"})
    jobs.work(str(Run.objects.get(dry=False).pk))
    held = Held.objects.get(state="open")
    page = f"/office/inventory/quarantine/{held.pk}/"
    assert "乙" in operator.get(page).content.decode()
    answer = operator.post(page, {"cell-0": "2", "cell-1": "乙的新名", "cell-2": "78"})
    assert answer.status_code == 422
    assert "乙的新名" in answer.content.decode()
    assert operator.post(page, {"cell-0": "2", "cell-1": "乙", "cell-2": "05"}).status_code == 302
    assert Entry.objects.get(title="乙").task_type == "05"


def test_the_wrong_rows_download_as_a_workbook_with_the_reasons(operator: Client) -> None:
    run = uploaded(operator)
    answer = operator.get(f"{IMPORTS}{run.pk}/faults.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]  # type: ignore[attr-defined]
    assert [cell.value for cell in sheet[2]][3:] == ["2", "乙", "77", sheet["G2"].value]
    assert "不在代码表中" in str(sheet["G2"].value)


def test_what_is_no_table_gets_a_sentence_on_the_page(operator: Client) -> None:
    for content in (b"", b"x,y\n1,2\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"[{"):
        answer = operator.post(IMPORTS, {"file": SimpleUploadedFile("x.xlsx", content)})
        assert answer.status_code == 422
        assert "没有开始" in answer.content.decode()
    assert operator.post(IMPORTS, {}).status_code == 422
    assert not Run.objects.exists()


def test_the_tree_and_the_rate_stand_on_the_pages(operator: Client) -> None:
    item = catalogue.item("food-business-licence")
    top = actions.add_entry(SYSTEM, DIRECTORY, directory(1, catalog_code=item.catalog_code), reason="新增")
    actions.add_entry(SYSTEM, BASIC, basic(1, catalog_code=item.catalog_code, task_code=item.task_code), reason="新增")
    actions.add_entry(SYSTEM, BASIC, basic(2), reason="新增")
    page = operator.get(HOME).content.decode()
    assert "50%" in page
    page = operator.get(f"/office/inventory/entries/{top.pk}/").content.decode()
    assert item.title in page
    assert item.current.definition.situations[0].ask in page  # type: ignore[union-attr]
    page = operator.get(HOME, {"table": BASIC, "without": "1"}).content.decode()
    assert "第 2 项许可" in page
    assert "第 1 项许可" not in page


def test_an_entry_is_added_changed_and_ended_by_hand(operator: Client) -> None:
    new = f"{HOME}entries/new/?table={BASIC}"
    assert operator.get(new).status_code == 200
    answer = operator.post(new, {**basic(1, promise_day="many"), "reason": "新增"})
    assert answer.status_code == 422
    assert "应全部为数字" in answer.content.decode()
    assert operator.post(new, {**basic(1), "reason": "新增"}).status_code == 302
    entry = Entry.objects.get()
    path = f"{HOME}entries/{entry.pk}/"
    assert operator.post(f"{path}edit/", {**basic(1, promise_day="3"), "reason": "压缩时限"}).status_code == 302
    page = operator.get(path).content.decode()
    assert "<del>5</del>" in page
    assert "<ins>3</ins>" in page
    on = time.today().isoformat()
    assert operator.post(f"{path}end/", {"on": on, "reason": "上级取消"}).status_code == 302
    assert "取消" in operator.get(path).content.decode()


def test_tables_leave_in_every_form_and_formulas_do_not_run(operator: Client) -> None:
    actions.add_entry(SYSTEM, BASIC, basic(1, task_name="=1+1"), reason="新增")
    for form in ("xlsx", "csv", "json"):
        answer = operator.get("/office/inventory/export/", {"table": BASIC, "form": form})
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert answer.status_code == 200
        assert content
        if form == "csv":
            assert "'=1+1" in content.decode()
    assert operator.get("/office/inventory/export/", {"form": "csv"}).status_code == 422
    assert operator.get("/office/inventory/export/", {"items": "1"}).status_code == 200


def test_only_operators_bring_tables_in(operator: Client) -> None:
    entry = actions.add_entry(SYSTEM, BASIC, basic(1), reason="新增")
    supervisor, reviewer = signed_in("LT0012"), signed_in("LT0101")
    assert supervisor.get(HOME).status_code == 200
    assert supervisor.get(f"{HOME}entries/{entry.pk}/").status_code == 200
    for path in (IMPORTS, f"{IMPORTS}1/", f"{HOME}quarantine/", f"{HOME}export/", f"{HOME}entries/{entry.pk}/edit/"):
        assert supervisor.get(path).status_code == 403, path
        assert reviewer.get(path).status_code == 403, path
    assert reviewer.get(HOME).status_code == 403
    assert operator.get(f"{IMPORTS}1/").status_code == 404
    assert operator.get(f"{HOME}quarantine/999/").status_code == 404


def test_an_import_that_does_not_exist_cannot_be_cancelled(operator: Client) -> None:
    assert operator.post("/office/inventory/imports/NO-SUCH-1/cancelled/").status_code == 404
