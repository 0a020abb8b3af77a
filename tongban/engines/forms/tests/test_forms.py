import json
from datetime import date

import pytest

from tongban.engines.codes import fiction
from tongban.engines.forms import Form, look_up
from tongban.engines.forms.tests.sample import ANSWERS, CREDIT_CODE, DEFINITION, ID_NUMBER, TODAY, form


def sentences(cleaned):
    return {problem.field: problem.sentence for problem in cleaned.problems}


def one(definition, raw, facts=None):
    """Clean a form of the one field x."""
    return Form.of({"x": {"label": "此项", **definition}}).clean(raw, facts or {})


def test_good_answers_of_every_kind_become_nested_data():
    cleaned = form().clean(ANSWERS, TODAY)
    assert cleaned.ok
    assert json.loads(json.dumps(cleaned.data)) == cleaned.data
    assert cleaned.data["premises"] == {"address": {"division": "999001", "detail": "望舒路12号"}, "area": 86.5}
    assert cleaned.data["business"]["kinds"] == ["packaged", "hot-food"]
    assert cleaned.data["business"]["capital"] == 1000000.5
    assert cleaned.data["business"]["begun"] == "2026-01-05"
    assert cleaned.data["people"]["owner"] == {
        "name": "古丽·阿依", "id_type": "111", "id_number": ID_NUMBER, "phone": "12000000001",
    }  # fmt: skip
    assert cleaned.data["people"]["firm"]["code"] == CREDIT_CODE
    assert cleaned.data["people"]["trained"] is True


def test_a_question_whose_condition_is_unknown_is_not_asked_yet():
    names = [field.name for field in form().asked({})]
    assert "people.steward" not in names
    assert "people.plan" not in names
    assert "premises.area" in names


def test_a_question_is_asked_as_soon_as_its_condition_holds():
    names = [field.name for field in form().asked({"premises": {"area": 320}, "business": {"kinds": ["hot-food"]}})]
    assert {"people.steward", "people.plan"} <= set(names)


def test_answers_to_questions_not_asked_are_dropped_with_all_that_hangs_on_them():
    cleaned = form().clean(ANSWERS | {"business.kinds": ["packaged"]}, TODAY)
    assert cleaned.ok
    assert "steward" not in cleaned.data["people"]
    assert "trained" not in cleaned.data["people"]


def test_dates_of_the_form_can_be_compared_in_conditions():
    asked = Form.of({
        "begun": {"type": "date", "label": "开业日期"},
        "why": {"type": "text", "label": "原因", "when": 'begun < date("2026-01-01")'},
    })  # fmt: skip
    assert asked.clean({"begun": "2025-12-31"}, {}).problems[0].field == "why"
    assert asked.clean({"begun": "2026-01-01"}, {}).ok


def test_one_page_is_cleaned_alone_with_the_facts_of_the_others():
    facts = {"premises": {"area": 320}, "business": {"kinds": ["packaged"]}} | TODAY
    cleaned = form().clean(ANSWERS, facts, page="people")
    assert list(cleaned.data) == ["people"]
    assert sentences(cleaned) == {"people.plan": "请上传“平面图”"}


def test_nothing_filled_in_gives_one_sentence_for_each_required_question():
    cleaned = form().clean({}, {})
    assert cleaned.data == {}
    assert sentences(cleaned)["people.owner.name"] == "请填写“负责人”"
    assert sentences(cleaned)["business.kinds"] == "请至少选择一项“经营项目”"
    assert "business.note" not in sentences(cleaned)
    assert [f.name for f in form().missing({})] == [f.name for f in form().asked({}) if f.required]


def test_each_missing_part_of_a_person_is_named():
    cleaned = form().clean(ANSWERS | {"people.owner.phone": "", "people.owner.id_number": ""}, TODAY)
    assert sentences(cleaned) == {
        "people.owner.id_number": "请填写“负责人”的证件号码",
        "people.owner.phone": "请填写“负责人”的联系电话",
    }


def test_a_locked_field_keeps_the_value_that_we_prefilled_whatever_is_sent():
    ours = {"division": "999002", "detail": "青禾路18号"}
    cleaned = form().clean(ANSWERS, TODAY, filled={"premises.address": ours})
    assert cleaned.data["premises"]["address"] == ours
    assert cleaned.tampered == ("premises.address",)
    same = form().flat({"premises": {"address": ours}})
    assert form().clean(ANSWERS | same, TODAY, filled={"premises.address": ours}).tampered == ()


@pytest.mark.parametrize("typed", ["八十六", "1e5", "Infinity", "NaN", "86.5.1", "--1", "١٢x"])
def test_what_is_no_figure_is_refused_with_an_example(typed):
    cleaned = one({"type": "number"}, {"x": typed})
    assert sentences(cleaned) == {"x": "“此项”请填写数字，例如 86.5"}
    assert cleaned.problems[0].wanted == "86.5"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("８６．５", 86.5), (" 86.50 ㎡", 86.5), ("1,234", 1234), ("-0", 0), ("007", 7), ("−3", -3), ("0.1", 0.1)],
)
def test_figures_are_understood_as_people_type_them(typed, kept):
    assert one({"type": "number", "unit": "m²"}, {"x": typed}).data == {"x": kept}


def test_bounds_are_said_in_words():
    assert sentences(one({"type": "number", "min": 1, "max": 9, "unit": "人"}, {"x": "10"})) == {
        "x": "“此项”请填写 1 到 9人之间的数字"
    }
    assert sentences(one({"type": "money"}, {"x": "1.234"})) == {"x": "“此项”最多保留 2 位小数，例如 1280.50"}
    assert sentences(one({"type": "date", "max": "today"}, {"x": "2026-12-01"}, TODAY)) == {
        "x": "“此项”请填写 2026-11-22 或以前的日期"
    }
    assert sentences(one({"type": "text", "length": 3}, {"x": "一二三四"})) == {
        "x": "“此项”最多 3 个字，现在是 4 个字，请精简"
    }


@pytest.mark.parametrize("typed", ["2026-02-30", "去年", "20261301", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused(typed):
    assert "请填写真实的日期" in sentences(one({"type": "date"}, {"x": typed}))["x"]


@pytest.mark.parametrize(
    "name", ["龘犇", "古丽·阿依", "𠮷田", "䶮", "欧阳", "王" * 60, "Ōnishi María-José O'Neil"]
)
def test_names_stay_as_people_write_them(name):
    assert one({"type": "name"}, {"x": f" {name} "}).data == {"x": name}


@pytest.mark.parametrize(
    ("typed", "said"), [("朱\ue000", "自造字"), ("李\u202e四", "看不见"), ("王\u200b五", "看不见"), ("赵□", "方框")]
)
def test_a_name_with_what_nobody_sees_or_everybody_sees_otherwise_is_refused_in_a_sentence(typed, said):
    assert said in sentences(one({"type": "person", "parts": ["name"]}, {"x.name": typed}))["x.name"]


def test_a_company_s_name_is_kept_as_a_person_s_is():
    asked = {"type": "company", "parts": ["name"]}
    assert one(asked, {"x.name": "澜汀U+20BB7面馆"}).data == {"x": {"name": "澜汀𠮷面馆"}}
    assert "自造字" in sentences(one(asked, {"x.name": "澜汀\ue000面馆"}))["x.name"]


def test_a_browser_does_not_cut_a_name_of_rare_characters_that_the_rule_allows():
    (control,) = Form.of({"x": {"type": "name", "label": "姓名", "length": [1, 4]}}).fields["x"].inputs
    assert control.attributes["maxlength"] == 8
    assert one({"type": "name", "length": [1, 4]}, {"x": "𠮷𠮷𬀩葛\U000e0100"}).data
    assert "最多 4 个字" in sentences(one({"type": "name", "length": [1, 4]}, {"x": "𠮷𠮷𬀩葛龘"}))["x"]


def test_signs_in_prose_stay_as_written():
    text = "面积 35㎡，分①②两区；“甲”（乙）…"
    assert one({"type": "long-text"}, {"x": text}).data == {"x": text}


@pytest.mark.parametrize("typed", ["a\0b", "\x07", "\ud800"])
def test_characters_that_cannot_be_stored_are_refused(typed):
    assert sentences(one({"type": "text"}, {"x": typed})) == {"x": "“此项”的内容中有无法识别的字符，请删除后重新填写"}


@pytest.mark.parametrize(
    ("paper", "number", "good"),
    [
        ("111", fiction.id_number(7, date(1985, 3, 9), "male"), True),
        ("111", "110105194912310021", False),
        ("414", "E12345678", True),
        ("511", "12345678", True),
        ("516", "M12345678", True),
        ("516", "12345678", False),
        ("990", "居字第12号", True),
    ],
)
def test_an_identity_number_is_judged_by_its_kind_of_paper(paper, number, good):
    cleaned = one({"type": "id-number"}, {"x.type": paper, "x.number": number})
    assert cleaned.ok is good
    assert good or list(sentences(cleaned)) == ["x.number"]


def test_only_the_parts_asked_for_make_up_a_person():
    cleaned = one({"type": "person", "parts": ["name", "phone"]}, {"x.name": "禾小满", "x.phone": "12000000001"})
    assert cleaned.data == {"x": {"name": "禾小满", "phone": "12000000001"}}


def test_answers_are_read_over_page_by_page_in_words():
    data = form().clean(ANSWERS, TODAY).data
    shown = {page.title: {label: value for label, value, _ in rows} for page, rows in form().show(data)}
    assert list(shown) == ["经营场所", "经营内容", "人员"]
    assert shown["经营场所"] == {"经营场所": "望舒路12号（区划 999001）", "面积": "86.5 m²"}
    assert shown["经营内容"]["经营项目"] == "预包装食品、热食类"
    assert shown["经营内容"]["注册资本"] == "1,000,000.50 元"
    assert shown["经营内容"]["开业日期"] == "2026年1月5日"
    assert "平面图" not in shown["人员"]
    named = form().show(data, place=lambda code: "澜汀市望舒区")
    assert named[0][1][0][1] == "澜汀市望舒区望舒路12号"


def test_the_schema_asks_for_what_the_form_asks():
    always = form().schema()
    assert always["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert always["properties"]["premises"]["properties"]["area"] == {
        "title": "面积", "type": "number", "minimum": 1, "maximum": 20000, "x-unit": "m²", "x-element": "JYMJ",
    }  # fmt: skip
    assert "plan" not in always["properties"]["people"]["required"]
    here = form().schema({"premises": {"area": 320}})["properties"]["people"]
    assert "plan" in here["required"]
    assert "steward" not in here["properties"]


def test_controls_know_how_they_are_typed():
    fields = form().fields
    assert fields["premises.area"].inputs[0].attributes["inputmode"] == "decimal"
    assert [c.name for c in fields["people.owner"].inputs][:2] == ["people.owner.name", "people.owner.id_type"]
    assert fields["people.phone"].inputs[0].attributes["autocomplete"] == "tel"
    assert fields["business.kinds"].inputs[0].widget == "checkboxes"


def test_conditions_elsewhere_can_name_the_fields_of_a_form():
    scope = form().scope()
    assert "premises.area" in scope
    assert "people.owner.id_number" in scope
    assert look_up({"a": {"b": 1}}, "a.b") == 1


def test_pages_may_be_written_out():
    paged = Form.of({"pages": [{"name": "one", "title": "第一页", "fields": {"x": {"type": "text", "label": "甲"}}}]})
    assert [(p.name, p.title, [f.name for f in p.fields]) for p in paged.pages] == [("one", "第一页", ["x"])]


def test_reading_the_definition_never_changes_it():
    before = json.dumps(DEFINITION, ensure_ascii=False)
    form()
    assert json.dumps(DEFINITION, ensure_ascii=False) == before
