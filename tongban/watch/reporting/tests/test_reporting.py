"""What leaves for other platforms, what comes in, and what neither may do."""

import json

import pytest
from django.db import connection

from tongban.engines import tables
from tongban.kernel import time
from tongban.registers.identity import queries as identity
from tongban.registers.ledger import queries as ledger
from tongban.watch.reporting import actions, dataset_rows, exchange_rows, kinds, queries
from tongban.watch.reporting.errors import NotReporting, NotTables, ReasonForFull
from tongban.watch.reporting.models import Received
from tongban.watch.reporting.tests.giving import SYSTEM, out, put, rows_of
from tongban.work.cases import actions as cases
from tongban.work.cases.kinds import Outcome, Source
from tongban.work.cases.models import CaseMaterial
from tools import people

pytestmark = pytest.mark.usefixtures("town")
OF_ITEMS = ("ds04_item", "ds04_material", "ds16_catalogue")
# out


def test_a_granted_case_fills_acceptance_process_result_and_materials():
    case = people.closed()
    batch = out()
    (accept,) = rows_of(batch, "up_pro_accept", case)
    assert (accept["task_name"], accept["project_type"], accept["applyer_page_type"]) == (case.title, "2", "001")
    steps = {row["process_name"] for row in rows_of(batch, "up_pro_process", case)}
    assert steps >= {"材料审查", "现场核查", "审核批准"}
    (result,) = rows_of(batch, "up_pro_result", case)
    assert (result["result_type"], result["result_cetr_name"]) == ("0", "食品经营许可证")
    assert rows_of(batch, "up_pro_material", case)


def test_every_row_that_leaves_fits_its_table():
    people.closed()
    people.closed(verdict="disagree")
    people.paused()
    assert kinds.problems(out()) == []


def test_a_case_that_was_not_accepted_has_a_result_but_no_acceptance():
    case = people.submitted()
    cases.turn_away(people.clerk(), str(case.pk), "不属于本机关职权范围", "行政许可法 第三十二条")
    batch = out()
    assert rows_of(batch, "up_pro_accept", case) == []
    assert rows_of(batch, "up_pro_result", case)[0]["result_type"] == "6"


def test_a_special_procedure_leaves_with_its_kind_its_reason_and_who_began_it():
    case = people.paused()
    (row,) = rows_of(out(), "up_pro_special_procedure", case)
    assert (row["special_type"], row["name"], row["end_time"]) == ("2", "其他特别程序", "")
    assert row["reason"].startswith("需要检验")
    assert row["applyer_user_name"] == people.approver().name


def test_every_way_a_case_may_end_and_a_material_may_come_has_its_code_and_word():
    assert set(Outcome) - {Outcome.NONE} == set(exchange_rows.RESULTS)
    assert set(exchange_rows.RESULTS.values()) <= set(tables.code_list("result_code"))
    assert all(exchange_rows.way(CaseMaterial(source=source)) for source in Source)


def test_a_hearing_leaves_as_asked_for_by_the_applicant_himself():
    case = people.accepted(people.ALLOWANCE)
    cases.tell_hearing_right(people.approver(people.ALLOWANCE), str(case.pk), reason="涉及他人重大利益")
    cases.ask_hearing(people.grandmother(), str(case.pk))
    (row,) = rows_of(out(), "up_pro_special_procedure", case)
    assert (row["name"], row["applyer_user_name"]) == ("听证", identity.applicant(case.applicant).masked_name)


def test_an_extension_leaves_as_a_special_procedure_of_its_own_kind():
    case = people.accepted()
    cases.extend(people.actor("LT0100"), str(case.pk), days=5, reason="需要补充调查")
    (row,) = rows_of(out(), "up_pro_special_procedure", case)
    assert (row["special_type"], row["name"], row["result"]) == ("1", "延长审批", "5 个工作日")


def test_a_draft_never_leaves():
    people.draft()
    assert [name for name, rows in out().rows.items() if rows and name not in OF_ITEMS] == []


def test_moments_of_the_data_sets_are_written_as_the_standard_writes_them():
    case = people.closed()
    batch = out()
    (asked,) = rows_of(batch, "ds05_application", case)
    (accepted,) = rows_of(batch, "up_pro_accept", case)
    assert asked["申请时间"] == accepted["apply_date"].replace("-", "").replace(":", "").replace(" ", "T")
    (ended,) = rows_of(batch, "ds08_result", case)
    assert (len(ended["办结时间"]), ended["办结时间"].isdigit()) == (14, True)


def test_a_card_of_supervision_leaves_with_what_became_of_it():
    case = people.accepted()
    card = case.cards.create(
        rule="overdue", colour="red", sentence="超过法定时限 2 个工作日", department=case.department,
        desk="food-licensing", area=case.area, issued_at=time.now(), state="answered", answer="explain",
        answer_text="现场核查改期", answered_at=time.now(),
    )  # fmt: skip
    (row,) = rows_of(out(), "ds11_supervision", case)
    assert (row["督办内容"], row["监察规则编号"], row["事项类型代码"]) == (card.sentence, "overdue", "01")
    assert row["监察结果描述"] == "红牌，已答复，说明情况：现场核查改期"


def test_every_sealed_paper_leaves_with_its_seal():
    case = people.submitted()
    (receipt,) = case.notices.all()
    assert rows_of(out(), "ds13_seal", case) == []
    cases.seal_notice(SYSTEM, str(receipt.pk))
    (row,) = rows_of(out(), "ds13_seal", case)
    assert (row["文书编号"], row["签章人"]) == (receipt.number, "澜汀市市场监督管理局")
    assert row["印章名称"]
    assert row["制作日期"].isdigit()


def test_long_free_text_is_seen_to_be_cut_and_half_an_address_is_none():
    long = dataset_rows.row("ds04_item", {"办理地点": "路" * 101, "网办地址": "h" * 51, "事项名称": "名" * 201})
    assert (long["办理地点"], long["网办地址"], len(long["事项名称"])) == ("路" * 99 + "…", "", 201)


def test_what_has_no_source_yet_has_a_table_without_rows():
    people.closed()
    batch = out()
    assert {name for name, rows in batch.rows.items() if not rows} >= {
        "ds10_consultation", "ds10_complaint", "ds12_person", "ds12_organisation", "ds14_payment", "ds15_logistics",
    }  # fmt: skip


def test_the_next_time_only_what_happened_since_leaves():
    first = people.submitted()
    before = out()
    second = people.submitted(people.ALLOWANCE)
    numbers = {row["办件编号"] for row in out(queries.handed_over_until()).rows["ds05_application"]}
    assert numbers == {second.number}
    assert first.number in {row["办件编号"] for row in before.rows["ds05_application"]}


def test_the_same_question_twice_is_answered_the_same_but_for_what_asking_added():
    people.closed()
    assert out().rows == out().rows


def test_personal_data_is_masked_unless_a_reason_is_given():
    case = people.accepted(people.ALLOWANCE)
    whole = identity.applicant(case.applicant)
    text = json.dumps(dict(out().rows), ensure_ascii=False)
    assert whole.code not in text
    assert whole.phone not in text
    assert whole.name not in text
    with pytest.raises(ReasonForFull):
        out(identities="full")
    assert whole.code in json.dumps(dict(out(identities="full", reason="上报国家平台").rows), ensure_ascii=False)


def test_every_delivery_is_a_fact_with_its_range_and_its_reason():
    people.submitted()
    batch = out(identities="full", reason="上报国家平台")
    fact = ledger.timeline("exchange/out")[-1]
    assert fact.kind == "reporting.TablesHandedOver"
    assert (fact.body["until"], fact.body["rows"]) == (batch.until, batch.count)
    assert (fact.body["identities"], fact.body["reason"]) == ("full", "上报国家平台")


@pytest.mark.parametrize("who", ["owner", "clerk", "approver"])
def test_only_the_platform_and_its_operators_exchange_tables(who):
    with pytest.raises(NotReporting):
        actions.hand_over(getattr(people, who)(), 0)


def test_every_offered_item_leaves_when_the_catalogue_changed():
    rows = out().rows["ds04_item"]
    assert {"食品经营许可（新办）"} <= {row["事项名称"] for row in rows}
    assert all(len(row["实施编码"]) == 31 for row in rows)
    (food,) = [row for row in rows if row["事项名称"] == "食品经营许可（新办）"]
    assert food["共同实施部门"] == "澜汀市消防救援支队、澜汀市生态环境局"


def test_an_item_leaves_with_its_materials_and_what_it_gives():
    batch = out()
    codes = {row["事项名称"]: row["实施编码"] for row in batch.rows["ds04_item"]}
    plans = [row for row in batch.rows["ds04_material"] if row["实施编码"] == codes["食品经营许可（新办）"]]
    assert "主要设备设施布局图" in {row["材料名称"] for row in plans}
    (given,) = [row for row in batch.rows["ds16_catalogue"] if row["事项名称"] == "食品经营许可（新办）"]
    assert (given["事项办结结果名称"], given["是否电子证照"]) == ("食品经营许可证", "1")


# in


@pytest.mark.parametrize("form", ["csv", "jsonl", "xml"])
def test_what_was_written_is_received_field_by_field(tmp_path, form):
    people.closed()
    people.paused()
    batch = out()
    put(tmp_path, batch, form)
    read, wrong = queries.looked_into(tmp_path)
    assert wrong == []
    receipt = actions.take_in(SYSTEM, read, "望舒区")
    assert (receipt.new, receipt.changed, receipt.refused) == (batch.count, 0, ())
    for name, rows in batch.rows.items():
        assert sorted(map(_full(name), queries.received(name, "望舒区")), key=str) == sorted(
            map(_full(name), rows), key=str
        )


def _full(name):
    return lambda row: {column.name: row.get(column.name, "") for column in tables.table(name).columns}


def test_receiving_twice_changes_nothing_and_a_changed_row_is_a_new_version(tmp_path):
    case = people.closed()
    batch = out()
    actions.take_in(SYSTEM, batch, "望舒区")
    again = actions.take_in(SYSTEM, batch, "望舒区")
    assert (again.new, again.changed, again.same) == (0, 0, batch.count)
    result = {**rows_of(batch, "up_pro_result", case)[0], "result_explain": "更正"}
    one = kinds.Batch("", 0, 0, "masked", {"up_pro_result": [result]})
    assert actions.take_in(SYSTEM, one, "望舒区").changed == 1
    assert Received.objects.get(table="up_pro_result", source="望舒区", version=2)


def test_a_row_that_does_not_fit_is_refused_alone_and_said_why():
    case = people.closed()
    (good,) = rows_of(out(), "up_pro_accept", case)
    bad = {**good, "project_no": "X-1", "project_type": "7"}
    batch = kinds.Batch("望舒区", 0, 0, "masked", {"up_pro_accept": [good, bad]})
    receipt = actions.take_in(SYSTEM, batch)
    assert (receipt.new, receipt.refused_rows) == (1, 1)
    assert (receipt.refused[0].row, receipt.refused[0].column) == (2, "project_type")


def test_what_came_in_is_encrypted_at_rest():
    case = people.closed()
    actions.take_in(SYSTEM, out(), "望舒区")
    with connection.cursor() as cursor:
        cursor.execute("select content from reporting_received")
        assert all(case.number.encode() not in bytes(content) for (content,) in cursor.fetchall())


def test_a_file_changed_on_its_way_is_refused(tmp_path):
    people.closed()
    put(tmp_path, out())
    path = tmp_path / "up_pro_result.csv"
    path.write_text(path.read_text().replace("准予", "不予"))
    with pytest.raises(NotTables, match="与清单不符"):
        queries.looked_into(tmp_path)


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"format": "tongban-exchange/1"}', "\x00"])
def test_a_folder_without_a_manifest_is_no_batch(tmp_path, said):
    (tmp_path / "manifest.json").write_text(said)
    with pytest.raises(NotTables):
        queries.looked_into(tmp_path)


def test_a_manifest_cannot_point_out_of_its_folder(tmp_path):
    said = {"format": kinds.FORMAT, "platform": "x", "since": 0, "until": 0, "identities": "masked",
            "files": {"../up_pro_result.csv": {"sha256": ""}}}  # fmt: skip
    (tmp_path / "manifest.json").write_text(json.dumps(said))
    with pytest.raises(NotTables):
        queries.looked_into(tmp_path)
