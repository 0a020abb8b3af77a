"""Several forms asked as one: asked once, as strict as the strictest, and each form gets its own data back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines import rules
from tongban.engines.forms import BadForm, Form
from tongban.engines.forms.merging import Clash, Source, merge

SHOP = Form.of({
    "place.area": {"type": "number", "label": "面积", "unit": "平方米", "min": 1, "max": 500},
    "place.store": {"type": "yes-no", "label": "有没有仓库", "when": "place.area > 50"},
    "boss.phone": {"type": "phone", "label": "手机"},
})  # fmt: skip
FIRE = Form.of({
    "place.area": {"type": "number", "label": "场所面积", "unit": "平方米", "min": 10, "max": 9000},
    "place.exits": {"type": "number", "label": "出口", "when": "place.area > 200"},
    "keeper": {"type": "phone", "label": "责任人手机"},
})  # fmt: skip
QUESTIONS = Form.of({"start.fire": {"type": "yes-no", "label": "要不要消防检查"}})
GATE = rules.parse("start.fire = true", QUESTIONS.scope())


def joined() -> tuple[Form, tuple[Source, ...]]:
    fire = Source("fire", "消防检查", FIRE, {"keeper": "boss.phone"}, GATE)
    return merge(QUESTIONS, [Source("shop", "开店", SHOP), fire])


answers = st.fixed_dictionaries(
    {"start.fire": st.sampled_from(["yes", "no"]), "place.area": st.integers(0, 600).map(str)},
    optional={
        "place.store": st.sampled_from(["yes", "no"]), "place.exits": st.integers(0, 9).map(str),
        "boss.phone": st.just("12000000001"),
    },
)  # fmt: skip


@given(answers)
def test_what_the_one_form_takes_every_form_behind_it_takes(raw: dict[str, str]) -> None:
    form, sources = joined()
    cleaned = form.clean(raw, {})
    for source in sources:
        if source.chosen(cleaned.data):
            mine = source.answers(cleaned.data)
            own = source.form.clean(source.form.flat(mine), {})
            assert own.data == mine
            if cleaned.ok:
                assert own.ok


@given(answers)
def test_a_question_is_asked_exactly_when_a_chosen_form_would_ask_it(raw: dict[str, str]) -> None:
    form, sources = joined()
    data = form.clean(raw, {}).data
    wanted = {"start.fire"}
    for source in sources:
        if source.chosen(data):
            wanted |= {source.shared(f.name) for f in source.form.asked(source.view(data))}
    assert {f.name for f in form.asked(data)} == wanted


def test_one_question_takes_only_what_both_would_take() -> None:
    area = joined()[0].fields["place.area"]
    assert (area.min, area.max, area.label) == (10, 500, "面积")


def test_a_form_that_is_not_chosen_asks_nothing() -> None:
    form, _ = joined()
    assert [f.name for f in form.asked({"start": {"fire": False}, "place": {"area": 300}})] == [
        "start.fire", "place.area", "place.store", "boss.phone",
    ]  # fmt: skip


def test_what_is_answered_otherwise_is_not_asked_and_is_there_all_the_same() -> None:
    fire = Source("fire", "消防检查", FIRE, given={"place.exits": rules.parse("2"), "keeper": rules.parse('"120"')})
    form, (_, mine) = merge(None, [Source("shop", "开店", SHOP), fire])
    assert "place.exits" not in form.fields
    assert mine.answers({"place": {"area": 300}}) == {"place": {"area": 300, "exits": 2}, "keeper": "120"}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ({"type": "text", "label": "面积"}, "类型不同"),
        ({"type": "number", "label": "面积", "unit": "亩"}, "单位不同"),
        ({"type": "number", "label": "面积", "unit": "平方米", "min": 501}, "范围没有交集"),
    ],
)
def test_two_meanings_of_one_name_are_refused_with_the_form_at_fault(field: dict[str, Any], said: str) -> None:
    with pytest.raises(Clash) as refused:
        merge(None, [Source("a", "开店", SHOP), Source("b", "租地", Form.of({"place.area": field}))])
    assert said in refused.value.message
    assert "租地" in refused.value.message
    assert refused.value.source == "b"


def test_a_field_cannot_stand_inside_another_form_s_answer() -> None:
    with pytest.raises(BadForm):
        merge(None, [Source("a", "甲", Form.of({"place": {"type": "text", "label": "地方"}})), Source("b", "乙", SHOP)])


def test_the_same_data_element_under_the_same_label_is_asked_once() -> None:
    def of(name: str, label: str = "成立日期") -> Form:
        return Form.of({name: {"type": "date", "label": label, "element": "成立日期"}})

    form, _ = merge(None, [Source("a", "甲", of("firm.born")), Source("b", "乙", of("unit.founded"))])
    assert list(form.fields) == ["firm.born"]
    apart, _ = merge(None, [Source("a", "甲", of("firm.born")), Source("b", "乙", of("unit.founded", "变更日期"))])
    assert list(apart.fields) == ["firm.born", "unit.founded"]
