from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.engines.forms import Cleaned
from tongban.engines.forms.tests.sample import ANSWERS, DEFINITION, TODAY, form

FORM = form()
NAMES = sorted({*ANSWERS, *DEFINITION, *(c.name for f in FORM.fields.values() for c in f.inputs)} - {"titles"})
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
LIKELY = st.sampled_from([t for value in ANSWERS.values() for t in ([value] if isinstance(value, str) else value)])
DIGITS = st.text("0123456789０９.,-－ 年月日㎡m²元¥Xx", max_size=20)
RAW = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=9), LIKELY | DIGITS | st.text(max_size=30) | st.lists(LIKELY) | JUNK
)
FACTS = st.dictionaries(st.sampled_from(["premises", "business", "people", "today", "x"]), JUNK, max_size=4)


@settings(max_examples=300, deadline=None)
@given(RAW, FACTS, st.sampled_from([None, "premises", "people", "none"]))
def test_cleaning_never_raises_and_answers_in_sentences(raw, facts, page):
    cleaned = FORM.clean(raw, facts, page)
    assert isinstance(cleaned, Cleaned)
    assert all(problem.sentence for problem in cleaned.problems)


@settings(max_examples=300, deadline=None)
@given(RAW)
def test_what_was_cleaned_cleans_to_itself(raw):
    once = FORM.clean({**ANSWERS, **raw}, TODAY)
    again = FORM.clean(FORM.flat(once.data), TODAY)
    assert again.data == once.data


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["premises", "business", "people"]), JUNK))
def test_showing_listing_and_describing_any_data_never_raises(data):
    FORM.show(data)
    FORM.missing(data)
    FORM.schema(data)
    FORM.clean(FORM.flat(data), TODAY)


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({}, optional={name.split(".")[1]: JUNK for name in DEFINITION if name != "titles"}))
def test_odd_values_under_known_names_are_shown_all_the_same(inner):
    data = {"premises": inner, "business": inner, "people": inner}
    FORM.show(data)
    FORM.clean(FORM.flat(data), TODAY)
