"""Deciding person by person and matching a population agree, null by null (DuckDB in process)."""

import datetime as dt
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.engines.rules import Parameters, Scope, Unsupported, parse
from tongban.engines.rules.match import DIALECTS, Policy, Translator, condition_query, match_query

SCOPE = Scope({"n": "number", "m": "number", "t": "text", "u": "text", "b": "yes/no", "d": "date", "e": "date",
               "k": "list of text"})
TYPES = {"n": "INTEGER", "m": "DECIMAL(10,2)", "t": "VARCHAR", "u": "VARCHAR", "b": "BOOLEAN", "d": "DATE", "e": "DATE",
         "k": "VARCHAR[]"}
WORDS = ["", "a", "b", "本地", "B"]
ROWS = st.fixed_dictionaries({
    "n": st.none() | st.integers(-3, 9), "m": st.none() | st.decimals(-5, 5, places=2), "b": st.none() | st.booleans(),
    "t": st.none() | st.sampled_from(WORDS), "u": st.none() | st.sampled_from(WORDS),
    "d": st.none() | st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31)),
    "e": st.none() | st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31)),
    "k": st.none() | st.lists(st.sampled_from(WORDS), max_size=2),
})
NUMBER = st.deferred(lambda: st.sampled_from(["n", "m", "2", "0.5", "d.month", "count(k)", "string length(t)",
                                              "years and months duration(d, e).months", "round half up(m, 1)"])
                     | st.builds("({} {} {})".format, NUMBER, st.sampled_from("+-*"), NUMBER)
                     | st.builds("if {} then {} else {}".format, CONDITION, NUMBER, NUMBER).map("({})".format)
                     | st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), NUMBER, NUMBER)
                     | st.builds("-({})".format, NUMBER) | st.builds("abs({})".format, NUMBER))
TEXT = st.sampled_from(["t", "u", '"a"', '"本地"', "(t + u)"])
DATE = st.sampled_from(["d", "e", '@"2024-02-29"', '(d + duration("P1M"))', '(e - duration("P3D"))'])
ORDER = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
CONDITION = st.deferred(lambda: st.sampled_from(["b", "true", "b = true", "t = null", "d != null", '"a" in k',
                                                 'd - e > duration("P9D")', 'list contains(k, "a")'])
                        | st.builds("({} {} {})".format, NUMBER, ORDER, NUMBER)
                        | st.builds("({} {} {})".format, TEXT, ORDER, TEXT)
                        | st.builds("({} {} {})".format, DATE, ORDER, DATE)
                        | st.builds("({} in ({}, {}))".format, st.sampled_from("nm"),
                                    st.sampled_from(["[1..3)", "> 2"]), st.sampled_from(["7", "< 0"]))
                        | st.builds('({} in ("a", "本地"))'.format, TEXT)
                        | st.builds('contains({}, "本")'.format, TEXT)
                        | st.builds("({} between {} and {})".format, NUMBER, NUMBER, NUMBER)
                        | st.builds("({} {} {})".format, CONDITION, st.sampled_from(["and", "or"]), CONDITION)
                        | st.builds("not({})".format, CONDITION))


@pytest.fixture(scope="module")
def con():
    return duckdb.connect()


def population(con, rows):
    columns = ", ".join(f'"{name}" {kind}' for name, kind in TYPES.items())
    con.execute(f"create or replace table people (id integer, {columns})")
    con.executemany(f"insert into people values ({', '.join('?' * (len(TYPES) + 1))})",
                    [[number, *(row[name] for name in TYPES)] for number, row in enumerate(rows)])


@settings(max_examples=150, deadline=None)
@given(text=CONDITION, rows=st.lists(ROWS, min_size=1, max_size=6))
def test_every_condition_decides_as_it_matches(con, text, rows):
    rule = parse(text, SCOPE)
    decided = [rule.holds(row) for row in rows]
    population(con, rows)
    shown = Translator(SCOPE, text).sql(rule.node).sql(dialect="duckdb")
    assert [row[0] for row in con.execute(f"select {shown} from people order by id").fetchall()] == decided
    found = {row[0] for row in con.execute(condition_query(rule, "people")).fetchall()}
    assert found == {number for number, holds in enumerate(decided) if holds}


@settings(max_examples=80, deadline=None)
@given(text=NUMBER, rows=st.lists(ROWS, min_size=1, max_size=4))
def test_every_amount_is_decided_as_it_is_matched(con, text, rows):
    rule = parse(text, SCOPE)
    population(con, rows)
    shown = Translator(SCOPE, text).sql(rule.node).sql(dialect="duckdb")
    found = [row[0] for row in con.execute(f"select {shown} from people order by id").fetchall()]
    assert [None if value is None else Decimal(str(value)) for value in found] == [rule.value(row) for row in rows]


@pytest.mark.parametrize("text", ["n / 3 > 1", "some x in k satisfies x = t", 'upper case(t) = "A"', "k = k",
                                  't in [u.."b"]', "string(n) = t"])
def test_what_cannot_be_compiled_is_refused_by_name(text):
    with pytest.raises(Unsupported):
        condition_query(parse(text, SCOPE), "people")


def test_an_unknown_database_is_refused_by_name():
    with pytest.raises(Unsupported, match="oracle"):
        condition_query(parse("n > 1", SCOPE), "people", "oracle")


LAW = Parameters.of({"old.amount": {"values": [
    {"since": dt.date(2024, 1, 1), "value": 100, "law": "甲"},
    {"since": dt.date(2025, 1, 1), "value": 120, "law": "乙"}]}})


def test_every_match_is_written_with_policy_amount_and_versions(con):
    population(con, [dict.fromkeys(TYPES) | {"n": n} for n in (5, 7)])
    policy = Policy.of("old", "n > 6", "old.amount * 1.005", SCOPE, LAW)
    for day, amount, since in ((dt.date(2024, 6, 1), "100.50", "2024-01-01"), (dt.date(2026, 1, 1), "120.60",
                                                                               "2025-01-01")):
        rows = con.execute(match_query([policy], "people", "id", day)).fetchall()
        assert rows == [(1, "old", Decimal(amount), f'{{"old.amount": "{since}"}}')]
        assert policy.decide({"n": 7}, day) == (True, Decimal(amount))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_query_is_written_for_every_database(dialect):
    policy = Policy.of("p", 'n >= 65 and (t = "a" or b)', "n * 2", SCOPE)
    assert "UNION ALL" in match_query([policy, policy], "people", "id", dt.date(2026, 1, 1), dialect)
