"""What places promise."""

import pytest

from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.ledger import queries as ledger
from tongban.registers.places import actions, packaged, queries
from tongban.registers.places.errors import OutletExists, UnknownPlace
from tongban.registers.places.kinds import DivisionRow
from tongban.registers.places.models import Division

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system()
LANTING = [row for row in packaged.rows() if row.code.startswith("99") or row.code in ("11", "1101", "110101")]
PAPER = [DivisionRow("41", "河南省"), DivisionRow("4190", "省直辖县级行政区划"), DivisionRow("419001", "济源市")]


@pytest.fixture
def lanting() -> None:
    actions.load_divisions(SYSTEM, LANTING, source="test")


def test_everything_packaged_loads_with_one_fact_and_loading_again_changes_nothing():
    assert actions.load_packaged_divisions(SYSTEM) == Division.objects.count() > 44_000
    assert actions.load_packaged_divisions(SYSTEM) == Division.objects.count()
    first, second = ledger.timeline("divisions/packaged")
    assert first.body == second.body
    assert first.body["rows"] == Division.objects.count()


def test_every_packaged_division_has_its_parent_and_only_invented_ones_begin_with_99():
    rows = {row.code: row for row in packaged.rows()}
    assert all(row.parent in rows for row in rows.values() if row.parent)
    assert {row.code[:2] for row in rows.values() if row.fictional} == {"99"}
    assert {"71", "81", "82"} <= rows.keys()


def test_a_newer_list_renames_a_division(lanting):
    actions.load_divisions(SYSTEM, [DivisionRow("999001", "新望舒区", fictional=True)], source="test")
    assert queries.division("999001").name == "新望舒区"


def test_a_list_with_an_orphan_a_bad_code_or_a_duplicate_is_refused_whole():
    rows = [DivisionRow("12", "甲"), DivisionRow("120101", "乙"), DivisionRow("12a", "丙"), DivisionRow("12", "甲")]
    with pytest.raises(Invalid) as refused:
        actions.load_divisions(SYSTEM, rows, source="test")
    assert len(refused.value.details["problems"]) == 3
    assert not Division.objects.exists()


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("999001", "澜汀市望舒区"), ("999001001", "澜汀市望舒区月见街道"), ("99", "演示省"), ("110101", "北京市东城区"),
        ("419001", "济源市"),
    ],
)
def test_a_path_reads_as_people_write_it_without_levels_that_exist_on_paper_only(lanting, code, path):
    actions.load_divisions(SYSTEM, PAPER, source="test")
    assert queries.name_path(code) == path


def test_a_path_may_leave_out_what_the_reader_knows(lanting):
    assert queries.name_path("999001001", above="9990") == "望舒区月见街道"


def test_an_unknown_code_has_no_path(lanting):
    with pytest.raises(UnknownPlace):
        queries.name_path("999099")


def test_the_districts_are_those_of_the_city_served(lanting):
    assert [d.name for d in queries.districts()] == ["望舒区", "青屿区", "鹿鸣区", "云汀新区", "松岚县"]
    assert [d.name for d in queries.children("999005")] == ["松照镇", "岚桥镇", "枕泉乡"]
    assert {d.code for d in queries.children()} == {"11", "99"}


def test_a_city_without_divisions_says_what_to_check():
    with pytest.raises(UnknownPlace) as refused:
        queries.districts()
    assert "TONGBAN_CITY" in refused.value.next_step


def open_hall(code="wangshu", area="999001", desks=()):
    return actions.open_outlet(SYSTEM, code, "望舒区政务服务中心", area, "hall", "望舒区月见街道 1 号", desks=desks)


def test_outlets_are_found_by_area_and_by_the_desk_that_serves_there(lanting):
    open_hall()
    open_hall("yuejian", "999001001", desks=["food"])
    open_hall("ouwan", "999002001", desks=["tax"])
    assert {o.code for o in queries.outlets("999001")} == {"wangshu", "yuejian"}
    assert {o.code for o in queries.outlets("9990", desk="food")} == {"wangshu", "yuejian"}
    assert queries.outlet("ouwan").area.name == "鸥渡街道"
    assert ledger.timeline("outlet/ouwan")[0].body == {"area": "999002001", "sort": "hall"}


def test_an_outlet_has_a_code_of_its_own_a_known_kind_and_a_real_area(lanting):
    open_hall()
    with pytest.raises(OutletExists):
        open_hall()
    with pytest.raises(UnknownPlace):
        open_hall("elsewhere", "888888")
    with pytest.raises(Invalid):
        actions.open_outlet(SYSTEM, "van", "流动服务车", "999001", "van", "")


def test_only_the_platform_and_its_operators_arrange_places(lanting):
    clerk = Actor("official", "1", "周济", posts=(Post("food", "market", "", "clerk"),))
    with pytest.raises(NotAllowed):
        actions.load_divisions(clerk, LANTING, source="test")
    operator = Actor("official", "1", "周济", posts=(Post("platform", "data", "", "operator"),))
    assert actions.load_divisions(operator, LANTING, source="test") == len(LANTING)
