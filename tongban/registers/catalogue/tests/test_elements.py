"""The dictionary of data elements: read strictly, kept with the edition that uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.registers.catalogue import folder
from tongban.registers.catalogue.kinds import BadItem, Definition
from tongban.registers.catalogue.tests.test_folder import ITEMS, SMALL, written

ELEMENT = (
    "act.place: {type: text, label: 演出地点, length: [1, 60], standard: 甲, sensitivity: general, "
    "owner: culture, desk: culture, lives: applicant}\n"
)


def folder_of(tmp_path: Path) -> Path:
    (tmp_path / "x").mkdir()
    return tmp_path / "x"


def shelf(tmp_path: Path, text: str) -> Path:
    (tmp_path / "elements").mkdir()
    (tmp_path / "elements" / "acts.yaml").write_text(text)
    return tmp_path / "elements"


def test_every_element_of_the_city_can_be_read_and_says_where_it_comes_from() -> None:
    known = folder.dictionary(ITEMS / "elements")
    assert len(known) > 25
    assert all(one.standard and one.owner and one.desk for one in known.values())
    assert known["bank.account"].never_reuse
    assert known["person.id"].sensitivity_zh == "敏感个人信息"


def test_an_edition_keeps_the_elements_it_uses_and_reads_the_same_from_its_own_words() -> None:
    item = folder.load(ITEMS / "welfare" / "old-age-allowance")
    again = Definition.from_json(item.json)
    element = again.element("elder.address")
    assert element is not None
    assert (element.code, element.owner, element.title) == ("person.address", "public-security", "居住地址")
    assert again.form.fields["elder.address"].type == "address"
    assert again.element("elder.first") is None


def test_an_element_that_does_not_exist_is_refused_where_the_field_names_it(tmp_path: Path) -> None:
    shelf(tmp_path, ELEMENT)
    item = written(folder_of(tmp_path), SMALL.replace("act.place: {", "act.place: {element: act.plaze, "))
    with pytest.raises(BadItem) as refused:
        folder.load(item)
    assert "act.place" in refused.value.sentence
    assert refused.value.line > 1


def test_a_field_that_widens_is_refused_with_its_line(tmp_path: Path) -> None:
    shelf(tmp_path, ELEMENT)
    item = written(folder_of(tmp_path), SMALL.replace("act.place: {", "act.place: {element: act.place, length: 61, "))
    with pytest.raises(BadItem) as refused:
        folder.load(item)
    assert "只能收窄" in refused.value.sentence
    assert refused.value.line > 1


def test_a_wrong_element_is_refused_with_its_own_file_and_line(tmp_path: Path) -> None:
    place = shelf(tmp_path, "\n" + ELEMENT.replace("sensitivity: general", "sensitivity: secret"))
    with pytest.raises(BadItem) as refused:
        folder.dictionary(place)
    assert (Path(refused.value.file).name, refused.value.line) == ("acts.yaml", 2)


def test_an_element_is_defined_once(tmp_path: Path) -> None:
    place = shelf(tmp_path, ELEMENT)
    (place / "again.yaml").write_text(ELEMENT)
    with pytest.raises(BadItem):
        folder.dictionary(place)


def test_a_proof_names_a_reason_or_a_material_of_the_item(tmp_path: Path) -> None:
    item = written(tmp_path, SMALL.replace("act.place: {", "act.place: {proof: lease, "))
    with pytest.raises(BadItem) as refused:
        folder.load(item)
    assert "lease" in refused.value.sentence
