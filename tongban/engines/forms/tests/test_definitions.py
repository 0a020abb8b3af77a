import pytest

from tongban.engines.forms import KINDS, BadForm, Form

TEXT = {"type": "text", "label": "甲"}


@pytest.mark.parametrize(
    ("definition", "field", "key"),
    [
        ({}, "", ""),
        ({"x": {"type": "poem", "label": "甲"}}, "x", "type"),
        ({"x": {"type": "text", "label": "甲", "colour": "red"}}, "x", "colour"),
        ({"x": {"type": "text", "label": "甲", "min": 3}}, "x", "min"),
        ({"x": {"type": "text"}}, "x", "label"),
        ({"X-y": TEXT}, "X-y", ""),
        ({"x": TEXT, "x.y": TEXT}, "x.y", ""),
        ({"x": {**TEXT, "when": "y > 1"}}, "x", "when"),
        ({"x": {**TEXT, "when": "1 +"}}, "x", "when"),
        ({"x": {**TEXT, "when": 'y = "a"'}, "y": {**TEXT, "when": 'x = "a"'}}, "x", "when"),
        ({"x": {**TEXT, "when": 'x = "a"'}}, "x", "when"),
        ({"x": {"type": "choice", "label": "甲"}}, "x", "options"),
        ({"x": {"type": "choice", "label": "甲", "options": [True]}}, "x", "options"),
        ({"x": {"type": "choice", "label": "甲", "options": ["a", "a"]}}, "x", "options"),
        ({"x": {"type": "number", "label": "甲", "min": 3, "max": 1}}, "x", "min"),
        ({"x": {"type": "number", "label": "甲", "max": "many"}}, "x", "max"),
        ({"x": {"type": "date", "label": "甲", "max": "tomorrow"}}, "x", "max"),
        ({"x": {**TEXT, "pattern": "("}}, "x", "pattern"),
        ({"x": {**TEXT, "length": 0}}, "x", "length"),
        ({"x": {**TEXT, "required": "yes"}}, "x", "required"),
        ({"x": {"type": "person", "label": "甲", "parts": ["shoe"]}}, "x", "parts"),
        ({"pages": [{"name": "p", "fields": {"x": TEXT}}, {"name": "q", "fields": {"x": TEXT}}]}, "x", ""),
        ({"pages": [{"name": "p", "colour": "red", "fields": {"x": TEXT}}]}, "p", "colour"),
        ({"pages": [], "x": TEXT}, "", "x"),
        ({"titles": {"nowhere": "标题"}, "a.x": TEXT}, "nowhere", "titles"),
    ],
)
def test_a_definition_that_cannot_work_is_refused_with_field_and_key(definition, field, key):
    with pytest.raises(BadForm) as refusal:
        Form.of(definition)
    assert (refusal.value.field, refusal.value.key) == (field, key)
    assert refusal.value.message


def test_a_misspelt_option_in_a_condition_is_refused():
    with pytest.raises(BadForm, match="shopp"):
        Form.of({
            "form": {"type": "choice", "label": "业态", "options": ["shop", "canteen"]},
            "x": {**TEXT, "when": 'form = "shopp"'},
        })  # fmt: skip


def test_conditions_may_ask_what_is_known_outside_the_form():
    form = Form.of({"x": {**TEXT, "when": 'applicant.credit = "good"'}}, outside={"applicant.credit": "text"})
    assert [f.name for f in form.asked({"applicant": {"credit": "good"}})] == ["x"]
    assert form.asked({}) == []


def test_every_kind_can_be_asked_with_a_label_alone_or_with_options():
    for name, kind in KINDS.items():
        options = {"options": ["a"]} if "options" in kind.keys else {}
        form = Form.of({"x": {"type": name, "label": "甲", **options}})
        assert form.fields["x"].inputs
        assert form.schema()["properties"]["x"]["type"]
