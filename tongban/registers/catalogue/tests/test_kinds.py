"""What a definition promises, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.registers.catalogue import examples, upgrades
from tongban.registers.catalogue.kinds import BadItem, Definition, Validity, elements
from tongban.registers.catalogue.kinds.wording import catch_all
from tongban.registers.catalogue.tests.town import small


def refusal(**changes: Any) -> BadItem:
    with pytest.raises(BadItem) as caught:
        Definition.of(small(**changes))
    return caught.value


def test_a_definition_survives_the_way_through_json_with_the_same_digest() -> None:
    definition = Definition.of(small())
    again = Definition.from_json(definition.json)
    assert again.digest == definition.digest
    assert Definition.of(definition.mapping).digest == definition.digest
    assert [step.name for step in again.process] == ["look", "hear", "decide"]
    assert list(again.form.fields) == ["act.place", "act.loud", "act.day"]


def test_an_edition_is_parsed_once_per_digest() -> None:
    text = Definition.of(small()).json
    assert Definition.from_json(text) is Definition.from_json(text)


def test_any_change_changes_the_digest() -> None:
    assert Definition.of(small()).digest != Definition.of(small(title={"zh": "街头演艺备案"})).digest


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"tilte": "x"}, "tilte", "您是不是想写“title”"),
        ({"materials__photo": {"titel": "x"}}, "materials.photo.titel", "您是不是想写“title”"),
        ({"materials__meter__when": "act.laud > 70"}, "materials.meter.when", "act.loud"),
        ({"materials__meter__when": "act.loud >"}, "materials.meter.when", "没有写完"),
        ({"form__act_dot_loud__when": "act.plaec != null"}, "form.act.loud.when", "act.place"),
        ({"form__act_dot_place__fill": "applicant.adress"}, "form.act.place.fill", "applicant.address"),
        ({"process__hear__when": "act.lod > 1"}, "process.hear.when", "act.loud"),
        ({"process__look__after": ["decide"]}, "process.look.after", "decide"),
        ({"limits__promise": "6 working days"}, "limits.promise", "长于法定时限"),
        ({"limits__promise": "3 days"}, "limits.promise", "单位不同"),
        ({"limits__promise": "on the spot"}, "limits.promise", "当场"),
        ({"limits": {"promise": "2 working days"}}, "limits", "reason"),
        ({"examples": None}, "", "没有例子"),
        ({"examples": {}}, "examples", "没有例子"),
        ({"examples__quiet__given": {"akt": {}}}, "examples.quiet.given.akt", "没有“akt”"),
        ({"examples__quiet__expect": {"stps": []}}, "examples.quiet.expect.stps", "steps"),
        ({"materials__photo__title": "其他材料"}, "materials.photo.title", "其他材料"),
        ({"guide__conditions": ["法律法规规定的其他条件"]}, "guide.conditions.0", "兜底"),
        ({"law": ["街头演艺管理办法"]}, "law.0", "条款"),
        ({"themes": {"person": ["136"]}}, "themes.person", "主题"),
        ({"codes": {"catalog": "990100131001"}}, "codes.catalog", "事项类型"),
        ({"codes": {"catalog": "1"}}, "codes.catalog", "12 位"),
        ({"guide__phone": "12"}, "guide.phone", "电话"),
        ({"guide__visits": 1}, "guide.visits", "visit_reason"),
        ({"materials__identity": {"title": "身份证", "from": "registers"}}, "materials.identity.from", "licence"),
        ({"materials__photo": {"title": "照片", "blank_form": "x.pdf"}}, "materials.photo.blank_form", "附件"),
        ({"gives__valid": "5 yaers"}, "gives.valid", "有效期"),
        ({"fee": {"charged": True}}, "fee", "收费"),
        ({"kind": "penalty"}, "kind", "可选"),
        ({"version": 99}, "version", "version"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_refused_with_its_place_and_a_sentence(
    changes: dict[str, Any], path: str, words: str
) -> None:
    bad = refusal(**changes)
    assert bad.path == path
    assert words in bad.sentence


def test_what_the_city_holds_is_never_asked_for_unless_it_turns_out_to_be_missing() -> None:
    definition = Definition.of(small())
    facts: dict[str, Any] = {"act": {"loud": 60}}
    assert [m.code for m in definition.needed_materials(facts)] == ["identity", "photo"]
    assert [m.code for m in definition.asked_materials(facts)] == ["photo"]
    held = {**facts, "applicant": {"licence": lambda code: {"number": "1"}}}
    assert [m.code for m in definition.asked_materials(held)] == ["photo"]
    missing = {**facts, "applicant": {"licence": lambda code: None}}
    assert [m.code for m in definition.asked_materials(missing)] == ["identity", "photo"]


def test_a_check_passes_fails_or_says_that_it_cannot_know() -> None:
    definition = Definition.of(small())
    assert [r.outcome for r in definition.run_checks({"act": {"loud": 60}})] == ["pass"]
    failed = definition.run_checks({"act": {"loud": 91}})[0]
    assert (failed.outcome, failed.sentence, failed.check.otherwise) == ("fail", "音量不能超过 90 分贝", "correct")
    assert failed.law == "噪声污染防治法 第六十四条"
    assert definition.run_checks({})[0].outcome == "unknown"


def test_prefill_says_where_each_value_comes_from_and_is_silent_about_the_unknown() -> None:
    licence = 'applicant.licence("identity-card").address'
    definition = Definition.of(small(form__act_dot_place__fill=licence))
    facts = {"applicant": {"licence": lambda code: {"address": "月白街 6 号"}}}
    assert definition.prefill(facts) == {"act.place": ("月白街 6 号", "来自您的居民身份证")}
    assert definition.prefill({"applicant": {"licence": lambda code: None}}) == {}
    assert Definition.of(small()).prefill({"applicant": {"address": "甲"}}) == {"act.place": ("甲", "来自您的实名信息")}


def test_a_locked_field_is_filled_wholly_or_not_at_all() -> None:
    fill = '{type: "111", number: applicant.code}'
    field = {"type": "id-number", "label": "证件", "fill": fill}
    open_one = Definition.of(small(form__act_dot_id=field))
    locked = Definition.of(small(form__act_dot_id={**field, "locked": True}))
    assert open_one.prefill({"applicant": {}}) == {"act.id": ({"type": "111"}, "来自您的实名信息")}
    assert locked.prefill({"applicant": {}}) == {}
    whole = {"type": "111", "number": "1"}
    assert locked.prefill({"applicant": {"code": "1"}}) == {"act.id": (whole, "来自您的实名信息")}


def test_licence_fields_are_ready_for_json() -> None:
    fields = Definition.of(small()).licence_fields({"applicant": {"name": "禾小满"}, "act": {"day": "2026-11-22"}})
    assert fields == {"name": "禾小满", "place": None, "day": "2026-11-22"}


def test_validity_follows_the_form_where_the_item_says_so() -> None:
    item = small(gives__until='if act.loud > 70 then "1 month" else "2 years"', gives__valid=None)
    definition = Definition.of(item)
    first = date(2026, 1, 31)
    assert definition.valid_until({"act": {"loud": 80}}, first) == date(2026, 2, 28)
    assert definition.valid_until({"act": {"loud": 1}}, first) == date(2028, 1, 30)
    assert Definition.of(small(gives__valid="for ever")).valid_until({}, first) is None


def test_a_failing_example_shows_what_was_expected_and_what_came() -> None:
    assert examples.check(Definition.of(small())) == []
    problems = examples.check(Definition.of(small(examples__quiet__expect={"steps": [["look"]]})))
    assert len(problems) == 1
    assert '期望 [["look"]]' in problems[0].sentence
    assert '实际 [["look"], ["decide"]]' in problems[0].sentence


def test_a_definition_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Definition.of(small()).code = "x"  # type: ignore[misc]


def test_every_element_has_a_value_of_its_own() -> None:
    definition = Definition.of(small())
    said = dict(elements.of_item(definition))
    assert len(said) >= 60
    assert said["事项类型"] == "公共服务（20）"
    assert all(isinstance(value, str) for value in said.values())
    assert dict(elements.of_material(definition.materials[0]))["来源渠道"] == "政府部门核发"


@pytest.mark.parametrize(
    "text",
    ["其他材料", "法律法规规定的其他材料", "其它相关证明文件", "户口簿等材料", "窗口要求的其他", "需要提交的其他资料"],
)
def test_catch_all_words_are_found(text: str) -> None:
    assert catch_all(text)


@pytest.mark.parametrize("text", ["其他银行账户", "设备布局图", "营业执照", "等离子电视说明书", "其他组织登记证书"])
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert not catch_all(text)


@given(st.dates(date(1950, 1, 1), date(2200, 1, 1)), st.integers(1, 60), st.sampled_from(["year", "month", "day"]))
def test_a_validity_never_reaches_its_anniversary(first: date, amount: int, unit: str) -> None:
    last = Validity(amount, unit).last_day(first)
    assert last is not None
    assert last >= first
    longer = Validity(amount + 1, unit).last_day(first)
    assert longer is not None
    assert longer > last


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(ANYTHING, st.sampled_from(list(small())))
def test_whatever_stands_under_a_key_is_read_or_refused_with_a_sentence(value: Any, key: str) -> None:
    sentence = "读得懂"
    try:
        Definition.of({**small(), key: value})
    except BadItem as bad:
        sentence = bad.sentence
    assert sentence


def test_older_versions_are_converted_and_newer_ones_refused() -> None:
    converters = (lambda d: {**d, "b": d["a"]}, lambda d: {**d, "c": d["b"] + 1})
    assert upgrades.upgraded({"version": 1, "a": 1}, converters) == {"version": 3, "a": 1, "b": 1, "c": 2}
    assert upgrades.upgraded({"version": 2, "b": 5}, converters) == {"version": 3, "b": 5, "c": 6}
    with pytest.raises(upgrades.TooNew):
        upgrades.upgraded({"version": 4}, converters)


def test_marks_do_not_belong_to_what_an_item_is() -> None:
    one, other = Definition.of(small(), "a.yaml"), Definition.of(small(), "b.yaml")
    assert replace(one, marks=other.marks).digest == other.digest
