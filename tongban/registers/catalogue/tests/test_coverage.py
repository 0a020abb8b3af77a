"""Items and the national list: linked by code, written out in its tables, and what is listed but not offered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tongban.engines.tables.catalogue import LIBRARY_TABLES
from tongban.engines.tables.headings import Part
from tongban.kernel import storage
from tongban.registers.catalogue import actions, folder, queries
from tongban.registers.catalogue.tests.town import ITEMS
from tongban.registers.inventory import actions as inventory
from tongban.registers.inventory import jobs
from tongban.registers.inventory import queries as listed
from tongban.registers.inventory.judging import judge
from tongban.registers.inventory.kinds import BASIC, DIRECTORY
from tongban.registers.inventory.tests.town import OPERATOR, SYSTEM, basic, directory

pytestmark = pytest.mark.django_db
FOOD = "990100131001"


@pytest.fixture
def food() -> None:
    actions.publish(SYSTEM, folder.load(ITEMS / "market" / "food-business-licence"))


def test_the_tree_leads_from_the_catalogue_to_the_situations_of_an_item(food: None) -> None:
    task = queries.item("food-business-licence").task_code
    inventory.add_entry(OPERATOR, DIRECTORY, directory(1, catalog_code=FOOD), reason="新增")
    inventory.add_entry(OPERATOR, BASIC, basic(1, catalog_code=FOOD, task_code=task), reason="新增")
    (branch,) = queries.tree(FOOD)
    assert [item.code for item in branch.items] == ["food-business-licence"]
    assert branch.items[0].current.definition.situations


def test_what_is_listed_and_not_offered_counts_against_the_rate(food: None) -> None:
    task = queries.item("food-business-licence").task_code
    inventory.add_entry(OPERATOR, BASIC, basic(1, task_code=task), reason="新增")
    inventory.add_entry(OPERATOR, BASIC, basic(2), reason="新增")
    inventory.add_entry(OPERATOR, BASIC, basic(3, task_type="02"), reason="处罚不是依申请办理的")
    assert (queries.coverage().listed, queries.coverage().published, queries.coverage().percent) == (2, 1, 50)
    assert [entry.title for entry in queries.entries_listed(without=True)] == ["第 2 项许可"]


def test_items_leave_as_rows_that_the_national_tables_accept(food: None) -> None:
    for table in LIBRARY_TABLES:
        for row in queries.national_rows(table):
            judged = judge(Part(table, dict(row), {}))
            assert not judged.wrong, (table, judged.wrong)


def test_items_written_out_come_back_into_the_inventory_field_by_field(food: None, tmp_path: Path) -> None:
    path = tmp_path / "items.xlsx"
    queries.write_items(SYSTEM, path, "xlsx", list(LIBRARY_TABLES))
    file = storage.keep(path.read_bytes(), public=True)
    run = inventory.ask_import(OPERATOR, file, "事项.xlsx", dry=False, start=False)
    jobs.work(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.wrong) == ("done", 0)
    for table in LIBRARY_TABLES:
        assert list(listed.rows(table)) == [dict(row) for row in queries.national_rows(table)], table
    out = tmp_path / "items.json"
    queries.write_items(SYSTEM, out, "json", [BASIC])
    assert json.loads(out.read_text())[BASIC][0]["task_name"] == "食品经营许可（新办）"
