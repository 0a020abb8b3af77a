"""Taking a file in: looked at first, every row once, what does not fit kept whole, and nothing lost by a stop."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from django.db import connection

from tongban.engines.tables.catalogue import BASIC, DIRECTORY
from tongban.engines.tables.opening import opened
from tongban.engines.tables.outward import csv_pieces, faults, json_pieces, workbook
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.inventory import actions, jobs, queries
from tongban.registers.inventory.errors import RowSettled, RunOpen, RunOver, UnreadableFile
from tongban.registers.inventory.models import Entry, Held, Run, Sighting, Version
from tongban.registers.inventory.tests.town import (
    CLERK,
    OF_QINGYU,
    OPERATOR,
    SYSTEM,
    basic,
    book_of,
    csv_of,
    directory,
    kept,
)  # fmt: skip
from tongban.registers.ledger import queries as ledger

pytestmark = pytest.mark.django_db
DISTRICT = Path(__file__).parents[3] / "engines" / "tables" / "tests" / "data" / "district_items.csv"


def ran(file: str, *, dry: bool = False) -> Run:
    run = actions.ask_import(OPERATOR, file, "清单.csv", dry=dry, reason="年度更新", start=False)
    jobs.work(str(run.pk))
    run.refresh_from_db()
    return run


def counts(run: Run) -> tuple[int, int, int, int]:
    return run.new, run.changed, run.same, run.wrong


def test_looking_says_what_would_happen_and_keeps_nothing() -> None:
    ran(csv_of([basic(1), basic(2)]))
    run = ran(csv_of([basic(1), basic(2, promise_day="3"), basic(3), basic(4, task_type="77")]), dry=True)
    assert (run.state, counts(run)) == ("done", (1, 1, 1, 1))
    assert Entry.objects.count() == 2
    (held,) = queries.held(OPERATOR, state="seen", run=run.pk)
    assert held.cells["task_type"] == "77"
    assert queries.held(OPERATOR) == []


def test_a_row_becomes_a_version_and_the_same_file_twice_changes_nothing() -> None:
    first = ran(csv_of([basic(1), basic(2)]))
    second = ran(csv_of([basic(1), basic(2)]))
    assert (counts(first), counts(second)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    third = ran(csv_of([basic(1, promise_day="3")]))
    assert counts(third) == (0, 1, 0, 0)
    (entry,) = Entry.objects.filter(number=2)
    newest, before = queries.versions(entry.pk)
    assert [(c.column, c.before, c.after) for c in queries.diff(before, newest)] == [("promise_day", "5", "3")]
    assert (newest.run, newest.row, newest.recorded_by) == (third, 1, "official/1")
    kinds = [fact.kind for fact in ledger.timeline(third.subject)]
    assert kinds == ["inventory.ImportAsked", "inventory.RowsTaken", "inventory.ImportEnded"]


def test_a_version_is_never_written_over() -> None:
    ran(csv_of([basic(1)]))
    with pytest.raises(Exception, match="kept as they were"), connection.cursor() as cursor:
        cursor.execute("update inventory_version set reason = 'x'")


def test_a_bad_row_is_kept_whole_with_reason_and_place_and_the_others_come_in() -> None:
    bad = basic(2, promise_day="30", 备注="原样保留")
    run = ran(csv_of([{**basic(1), "备注": ""}, bad, basic(3, plan_effective_date="2026-13-45")]))
    assert counts(run) == (1, 0, 0, 2)
    long, day = queries.held(OPERATOR, run=run.pk)
    assert (long.row, long.cells["备注"], long.cells["promise_day"]) == (3, "原样保留", "30")
    assert "承诺时限 30 长于法定时限 20" in long.faults[0]["sentence"]
    assert day.faults[0]["column"] == "plan_effective_date"


def test_an_implementer_without_a_valid_credit_code_is_a_doubt_not_a_fault() -> None:
    run = ran(csv_of([basic(1, dept_code="2222222222222")]))
    assert (counts(run), run.doubtful) == ((1, 0, 0, 0), 1)
    assert "不是有效的统一社会信用代码" in run.doubts[0]["sentence"]


def test_what_a_spreadsheet_does_to_values_is_undone() -> None:
    ran(
        csv_of([basic(1, task_type="1", use_level="市级", plan_effective_date="46000", is_fee="否", promise_day="5.0")])
    )
    said = Version.objects.get().elements
    assert [said[n] for n in ("task_type", "use_level", "plan_effective_date", "is_fee", "promise_day")] == [
        "01", "3", "2025-12-09", "0", "5",
    ]  # fmt: skip


def test_one_code_with_two_contents_in_one_file_is_a_fault() -> None:
    run = ran(csv_of([basic(1), basic(1, promise_day="3"), basic(1)]))
    assert counts(run) == (1, 0, 1, 1)
    assert "与第 2 行是同一条" in queries.held(OPERATOR)[0].faults[0]["sentence"]
    assert Sighting.objects.count() == 0


def test_a_quarantined_row_is_put_right_and_comes_in_or_is_dismissed_with_a_reason() -> None:
    ran(csv_of([basic(1, task_type="77"), basic(2, task_type="78")]))
    first, second = queries.held(OPERATOR)
    with pytest.raises(Invalid) as refused:
        actions.mend_row(OPERATOR, first.pk, {**first.cells, "task_type": "79"})
    assert refused.value.details["problems"][0]["field"] == "task_type"
    mended = actions.mend_row(OPERATOR, first.pk, {**first.cells, "task_type": "01"})
    (fact,) = [row.body for row in ledger.of_kind(mended.subject, "inventory.RowMended")]
    assert len(fact["digest"]) == 64
    assert (mended.state, mended.cells["task_type"], mended.mended["task_type"]) == ("mended", "77", "01")
    assert Entry.objects.get().task_type == "01"
    with pytest.raises(RowSettled):
        actions.dismiss_row(OPERATOR, first.pk, reason="重复")
    with pytest.raises(Invalid):
        actions.dismiss_row(OPERATOR, second.pk, reason=" ")
    assert actions.dismiss_row(OPERATOR, second.pk, reason="外区事项").state == "dismissed"
    ran(csv_of([basic(1, task_type="77"), basic(2, task_type="78")]))  # the same file again: settled rows stay settled
    assert sorted(Held.objects.values_list("state", flat=True)) == ["dismissed", "mended"]


def test_a_run_goes_on_where_it_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "CHUNK", 4)
    file = csv_of([basic(n, **({"task_type": "77"} if n == 7 else {})) for n in range(1, 11)])
    run = actions.ask_import(OPERATOR, file, "清单.csv", dry=False, start=False)

    def stop(now: Run) -> None:
        if now.done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jobs.work(str(run.pk), stop)
    run.refresh_from_db()
    assert (run.state, run.done, Entry.objects.count()) == ("running", 8, 7)
    assert jobs.carry_on_all() == 1
    run.refresh_from_db()
    assert (run.state, run.done, counts(run)) == ("done", 10, (9, 0, 0, 1))
    assert (Entry.objects.count(), Version.objects.count(), Held.objects.count()) == (9, 9, 1)


def test_rows_that_were_dealt_with_are_not_taken_twice() -> None:
    run = actions.ask_import(OPERATOR, csv_of([basic(1)]), "清单.csv", dry=False, start=False)
    from tongban.kernel import storage

    rows = [(1, *pair) for pair in opened(storage.path_of(run.file)).lines()]
    actions.take_rows(SYSTEM, run.pk, rows, total=1)
    with pytest.raises(RunOver):
        actions.take_rows(SYSTEM, run.pk, rows, total=1)


def test_a_cancelled_run_stops_and_the_same_file_may_be_asked_again() -> None:
    file = csv_of([basic(1)])
    run = actions.ask_import(OPERATOR, file, "清单.csv", dry=False, start=False)
    with pytest.raises(RunOpen):
        actions.ask_import(OPERATOR, file, "清单.csv", dry=False, start=False)
    actions.cancel_run(OPERATOR, run.pk)
    assert not jobs.work(str(run.pk))
    assert Entry.objects.count() == 0
    assert counts(ran(file)) == (1, 0, 0, 0)


def test_a_file_that_is_no_table_is_refused_before_anything_is_kept() -> None:
    for content in (b"a,b\n1,2\n", b"", "实施编码,事项名称,事项类型\n".encode()):
        with pytest.raises(UnreadableFile):
            actions.ask_import(OPERATOR, kept(content), "x", dry=True, start=False)
    assert Run.objects.count() == 0


def test_a_file_that_breaks_in_the_middle_says_so_and_keeps_its_place() -> None:
    run = ran(kept('实施编码,事项名称,事项类型\n1,甲,01\n2,"乙,01\n'.encode()))
    assert (run.state, run.done) == ("failed", 0)
    assert "引号" in run.error


@pytest.mark.parametrize("actor", [CLERK, OF_QINGYU])
def test_only_operators_of_the_whole_city_import_and_look_into_quarantine(actor: object) -> None:
    file = csv_of([basic(1, task_type="77")])
    ran(file)
    held = Held.objects.get()
    for attempt in (
        lambda: actions.ask_import(actor, file, "x", dry=True),  # type: ignore[arg-type]
        lambda: actions.mend_row(actor, held.pk, held.cells),  # type: ignore[arg-type]
        lambda: actions.dismiss_row(actor, held.pk, reason="x"),  # type: ignore[arg-type]
        lambda: queries.held(actor),  # type: ignore[arg-type]
        lambda: queries.runs(actor),  # type: ignore[arg-type]
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_the_district_list_comes_in_as_it_is_and_its_odd_codes_are_doubts() -> None:
    run = ran(kept(DISTRICT.read_bytes()))
    assert counts(run) == (685, 0, 0, 0)
    with DISTRICT.open(encoding="utf-8-sig") as file:
        odd = [one for one in csv.DictReader(file) if one["implementer_uscc_valid"] == "0" and one["implementer_code"]]
    assert run.doubtful == len(odd) == 90
    assert set(run.unknown) == {"main_item", "task_type_name", "area_code12", "dept_code", "implementer_uscc_valid"}


def test_out_and_in_again_is_equal_field_by_field_in_every_form(tmp_path: Path) -> None:
    odd = basic(
        1, accept_condition='=HYPERLINK("x")\n第二行', by_law="-1", 自有列="+86 '0571", plan_cancel_date="2030-01-01"
    )
    catalogue = [directory(1), directory(2, local_catalog_code="@甲")]
    ran(book_of(tmp_path / "in.xlsx", [{k: v for k, v in odd.items() if k != "自有列"}, basic(2)], catalogue))
    ran(csv_of([odd]))
    before = {(e.table, e.key): e.digest for e in Entry.objects.all()}
    tables = [DIRECTORY.name, BASIC.name]
    out = tmp_path / "out.xlsx"
    workbook(out, [(one, queries.columns(one), queries.rows(one)) for one in tables])
    text = b"".join(json_pieces([(one, queries.rows(one)) for one in tables]))
    files = [out.read_bytes(), text]
    files += [b"".join(csv_pieces(queries.columns(one), queries.rows(one))) for one in tables]
    for content in files:
        run = ran(kept(content))
        assert (run.new, run.changed, run.wrong) == (0, 0, 0), run.form
    assert {(e.table, e.key): e.digest for e in Entry.objects.all()} == before
    assert json.loads(text)[BASIC.name][0]["自有列"] == "+86 '0571"


def test_the_list_of_wrong_rows_has_the_reasons_beside_the_cells_and_may_be_sent_back(tmp_path: Path) -> None:
    run = ran(csv_of([basic(1, task_type="77")]))
    path = tmp_path / "faults.xlsx"
    faults(path, *queries.fault_rows(OPERATOR, run.pk))
    ((heading, line),) = opened(path).lines()
    assert line.cells["task_type"] == "77"
    from openpyxl import load_workbook

    sheet = load_workbook(path).worksheets[0]
    names = [cell.value for cell in sheet[1]]
    assert names.index("task_type（原因）") == names.index("task_type") + 1
    assert "不在代码表中" in str(sheet[2][names.index("task_type（原因）")].value)
    assert heading.unknown == ()
