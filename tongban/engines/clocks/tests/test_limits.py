import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.clocks import BadLimit, Limit

units = st.sampled_from(["working day", "day", "hour", "minute"])
limits = st.builds(Limit, st.integers(1, 99999), units) | st.just(Limit.parse("on the spot"))


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("10 working days", "10 个工作日"),
        ("1 working day", "1 个工作日"),
        ("15 days", "15 个自然日"),
        ("4 hours", "4 小时"),
        ("30 minutes", "30 分钟"),
        ("on the spot", "当场办结"),
    ],
)
def test_a_limit_is_written_in_english_and_read_in_chinese(text, zh):
    limit = Limit.parse(text)
    assert (str(limit), limit.zh) == (text, zh)
    assert Limit.parse(zh) == limit


@given(limits)
def test_what_a_limit_prints_is_the_limit_again(limit):
    assert Limit.parse(str(limit)) == limit
    assert Limit.parse(limit.zh) == limit


@pytest.mark.parametrize("text", ["", "ten days", "0 days", "-1 days", "10", "10 weeks", "10 working", "1.5 days"])
def test_what_is_no_limit_is_refused_with_a_sentence(text):
    with pytest.raises(BadLimit) as refusal:
        Limit.parse(text)
    assert refusal.value.sentence


@given(st.integers(1, 999), st.integers(1, 999), units)
def test_limits_of_one_unit_compare_by_amount(a, b, unit):
    assert (Limit(a, unit) <= Limit(b, unit)) == (a <= b)


@given(limits)
def test_nothing_is_shorter_than_on_the_spot(limit):
    assert Limit.parse("on the spot") <= limit


def test_limits_of_different_units_do_not_compare():
    with pytest.raises(BadLimit, match="单位不同"):
        assert Limit.parse("5 days") < Limit.parse("5 working days")


def test_a_lawful_extension_adds_to_the_limit():
    assert str(Limit.parse("20 working days").extended(Limit.parse("10 working days"))) == "30 working days"
    with pytest.raises(BadLimit):
        Limit.parse("20 working days").extended(Limit.parse("10 days"))
