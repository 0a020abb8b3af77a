"""An address is picked while it is typed, or recognised as it is written, however much of the way is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.engines.tables import BadFile
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.addresses import actions, packaged, queries
from tongban.registers.addresses.kinds import AddressRow, taken_apart
from tongban.registers.ledger import queries as ledger

SYSTEM = Actor.system()
WITH_A_CITY = [pytest.mark.django_db, pytest.mark.usefixtures("lanting")]


@pytest.mark.parametrize(
    ("text", "road", "house", "rest"),
    [
        ("青屿路 20 号一层 102 室", "青屿路", 20, "一层102室"), ("望舒区月白街１号", "望舒区月白街", 1, ""),
        ("松风镇河东街 9 号", "松风镇河东街", 9, ""), ("鹿鸣大道100号8幢", "鹿鸣大道", 100, "8幢"),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart(text: str, road: str, house: int, rest: str) -> None:
    written = taken_apart(text)
    assert written
    assert (written.road, written.house, written.rest) == (road, house, rest)


@pytest.mark.parametrize("text", ["", "荷风苑 5 幢 602 室", "青屿路", "青屿路 0 号", "20 号"])
def test_what_names_no_house_is_no_address(text: str) -> None:
    assert taken_apart(text) is None


def test_every_packaged_code_says_its_street_and_is_given_once() -> None:
    rows = list(packaged.rows())
    assert len({row.code for row in rows}) == len(rows) > 1000
    assert {len(row.code) for row in rows} == {18}


class TestOfLanting:
    pytestmark = WITH_A_CITY

    @pytest.mark.parametrize("typed", ["青屿路2", "qyl2", "青屿路 20", "ＱＹＬ２"])
    def test_it_is_offered_as_it_is_typed(self, typed: str) -> None:
        assert "青屿路 20 号" in [one.text for one in queries.offered(typed, "999001")]

    def test_it_is_offered_only_where_one_asks_and_not_for_a_single_character(self) -> None:
        assert queries.offered("青屿路2", "999002") == []
        assert queries.offered("青", "999001") == []

    @pytest.mark.parametrize("text", ["青屿路 20 号一层 102 室", "望舒区青屿路20号"])
    def test_what_is_written_by_hand_is_recognised_with_its_street(self, text: str) -> None:
        found = queries.recognised("999001", text)
        assert found
        assert (found.text, found.street.name, found.district) == ("青屿路 20 号", "月见街道", "999001")
        assert queries.recognised("999001", "没有这条路 20 号") is None
        assert queries.recognised("999003", text) is None

    def test_a_list_is_loaded_by_an_operator_whole_or_not_at_all_and_on_record(self) -> None:
        good = AddressRow("999001001009001001", "新社区", "新路", 1)
        with pytest.raises(NotAllowed):
            actions.load_addresses(Actor("person", "1", "甲"), [good], source="ours")
        with pytest.raises(Invalid) as refused:
            actions.load_addresses(SYSTEM, [good, AddressRow("123", "", "", 0)], source="ours")
        assert "18 位" in refused.value.sentence
        assert queries.offered("新路") == []
        actions.load_addresses(SYSTEM, [good], source="ours")
        assert [row.kind for row in ledger.timeline("addresses/ours")] == ["addresses.AddressesLoaded"]
        assert queries.address(good.code).text == "新路 1 号"

    def test_a_list_of_ones_own_is_loaded_and_what_does_not_fit_is_held_with_its_reason(self, tmp_path: Path) -> None:
        file = tmp_path / "ours.csv"
        file.write_bytes("\n".join([
            "道路,社区,门牌号,标准地址编码,备注",
            "新路,新社区,1号,999001001009001001,", "新路,新社区,2,999001001009001002,",
            "新路,新社区,12-1,999001001009001012,", "新路,新社区,3,1.23E+17,", "新路,新社区,1,999001001009001009,",
            "远路,远社区,1,110101001001001001,", "青屿路,青屿社区,20,999001001009002020,",
        ]).encode("gb18030"))  # fmt: skip
        listed = queries.read_list(file)
        assert [(one.row, one.sentence[:6]) for one in listed.held] == [
            (4, "门牌号应为 "), (5, "标准地址编码"), (6, "与前面的一行"), (7, "编码前 9 "), (0, "青屿路 20"),
        ]  # fmt: skip
        assert (listed.new, listed.changed, listed.same) == (2, 0, 0)
        actions.load_addresses(SYSTEM, listed.rows, source="ours")
        again = queries.read_list(file)
        assert (again.new, again.changed, again.same) == (0, 0, 2)
        held: list[list[str]] = []
        queries.write_held(listed.held, held.append)
        assert held[1] == ["999001001009001012", "新社区", "新路", "12-1", "4", listed.held[0].sentence]


def test_a_file_without_the_columns_is_refused_with_their_names(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("道路,门牌号\n新路,1\n", "utf-8")
    with pytest.raises(BadFile, match="标准地址编码”“社区"):
        queries.read_list(file)
