"""One rule gives the same rows on every database: decided in Python, matched by DuckDB, PostgreSQL and Spark."""

import datetime as dt
import os
import random
import shutil
from decimal import Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.engines.rules import Parameters, Scope, parse
from tongban.engines.rules.match import Policy, Translator, match_query
from tongban.engines.rules.tests import test_match as generated

SCOPE = Scope({"n": "number", "m": "number", "t": "text", "u": "text", "b": "yes/no", "d": "date", "e": "date",
               "k": "list of text"})
TYPES = {"n": "INTEGER", "m": "DECIMAL(10,2)", "t": "VARCHAR", "u": "VARCHAR", "b": "BOOLEAN", "d": "DATE", "e": "DATE",
         "k": "VARCHAR[]"}
COLUMNS = ", ".join(f'"{name}" {kind}' for name, kind in TYPES.items())
WORDS = ["", "a", "b", "本地", "B", "é"]
CONDITIONS = [
    "n > 2", "n = m", "n != 3", "t = u", "t != u", 't < "b"', "t < u", "b", "not(b)", "b = true", "t = null",
    "n in (1, 2, 5)", "n in ([1..3), > 7)", 't in ("a", "本地")', "n between 1 and m", '"a" in k', "t in k",
    'list contains(k, "b")', "count(k) > 1", "d < e", 'd = @"2024-02-29"', 'd + duration("P1M") > e',
    'd - e > duration("P30D")', 'd - duration("P3D") <= e', "d.month = 2", "d.year = 2024 and d.day > 15",
    "years and months duration(d, e).years >= 1", "years and months duration(d, e).months > 3",
    'years and months duration(d, e) >= duration("P6M")', "n * m - 2 > 3", "n + m <= -m", "m / 4 > 0.5",
    "abs(m) > 2", "floor(m) = 1", "ceiling(m) = n", "round half up(m, 1) = 1.3", "min(n, m) > 1", "max(n, m) < 3",
    'contains(t, "本")', 'starts with(t, "本")', "string length(t) = 2", 't + u = "ab"', "-n < m",
    "if b then n > 1 else m > 1", 'n > 1 and (b or t = "a")', "not(n > 1 and b)", "n > 3 or b or d = null",
]
AMOUNTS = ["n * 1.5", "m * 0.3", "if n > 3 then 10 else m", "min(n, m) * 2",
           "years and months duration(d, e).months * 3",
           "floor(m) + ceiling(m)", "round half up(m * 0.5, 2)", "bonus.rate * n"]
LAW = Parameters.of({"bonus.rate": {"values": [{"since": dt.date(2024, 1, 1), "value": 2.5, "law": "甲办法"}]}})
DAY = dt.date(2026, 1, 1)


def people(count: int = 400) -> list[dict]:
    dice = random.Random(7)

    def maybe(value):
        return None if dice.random() < 0.15 else value
    return [{"n": maybe(dice.randint(-3, 9)), "m": maybe(Decimal(dice.randint(-500, 500)) / 100),
             "t": maybe(dice.choice(WORDS)), "u": maybe(dice.choice(WORDS)), "b": maybe(dice.random() < 0.5),
             "d": maybe(dt.date(2023, 1, 1) + dt.timedelta(dice.randint(0, 800))),
             "e": maybe(dt.date(2023, 1, 1) + dt.timedelta(dice.randint(0, 800))),
             "k": maybe([dice.choice(WORDS) for _ in range(dice.randint(0, 3))])} for _ in range(count)]


ROWS = people()
POLICIES = [Policy.of(f"p{number}", CONDITIONS[number], amount, SCOPE, LAW) for number, amount in enumerate(AMOUNTS)]


@pytest.fixture(scope="module")
def duck(tmp_path_factory):
    con = duckdb.connect()
    con.execute(f"create table people (id integer, {COLUMNS})")
    con.executemany(f"insert into people values ({', '.join('?' * 9)})",
                    [[number, *row.values()] for number, row in enumerate(ROWS)])
    file = tmp_path_factory.mktemp("people") / "people.parquet"
    con.execute(f"copy people to '{file}' (format parquet)")
    return con, file


@pytest.fixture(scope="module")
def ask_duckdb(duck):
    return lambda query: duck[0].execute(query).fetchall()


@pytest.fixture(scope="module")
def ask_postgres():
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"]) as link:
        link.execute(f"create temporary table people (id integer, {COLUMNS})")
        with link.cursor() as cursor:
            cursor.executemany(f"insert into people values ({', '.join(['%s'] * 9)})",
                               [[number, *row.values()] for number, row in enumerate(ROWS)])
        yield lambda query: link.execute(query).fetchall()
        link.rollback()


@pytest.fixture(scope="module")
def ask_spark(duck):
    pyspark = pytest.importorskip("pyspark.sql", reason="Spark is an extra: pip install pyspark")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    session = (pyspark.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
               .config("spark.sql.session.timeZone", "UTC").config("spark.sql.shuffle.partitions", "2").getOrCreate())
    session.read.parquet(str(duck[1])).createOrReplaceTempView("people")
    yield lambda query: [tuple(row) for row in session.sql(query).collect()]
    session.stop()


@pytest.fixture(scope="module", params=["duckdb", "postgres", "spark"])
def database(request):
    return request.param, request.getfixturevalue(f"ask_{request.param}")


def test_every_condition_comes_out_as_decided_null_by_null(database):
    dialect, ask = database
    wrong = []
    for text in CONDITIONS:
        rule = parse(text, SCOPE)
        shown = Translator(SCOPE, text, dialect).sql(rule.node).sql(dialect=dialect)
        found = [row[0] for row in ask(f"select {shown} as found, id from people order by id")]
        if found != [rule.holds(row) for row in ROWS]:
            wrong.append(text)
    assert wrong == []


def test_every_match_is_the_one_decided_with_amount_and_versions(database):
    dialect, ask = database
    decided = []
    for number, row in enumerate(ROWS):
        for policy in POLICIES:
            holds, amount = policy.decide(row, DAY)
            if holds:
                decided.append((number, policy.key, amount, policy.versions(DAY)))
    found = ask(match_query(POLICIES, "people", "id", DAY, dialect))
    assert sorted(found, key=lambda row: row[:2]) == sorted(decided, key=lambda row: row[:2])


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(generated.CONDITION, min_size=8, max_size=8))
def test_every_generated_condition_comes_out_as_decided_null_by_null(database, texts):
    dialect, ask = database
    rules = [parse(text, SCOPE) for text in texts]
    shown = [Translator(SCOPE, rule.text, dialect).sql(rule.node).sql(dialect=dialect) for rule in rules]
    columns = ", ".join(f"{one} as c{number}" for number, one in enumerate(shown))
    found = [tuple(row[:8]) for row in ask(f"select {columns}, id from people order by id")]
    assert found == [tuple(rule.holds(row) for rule in rules) for row in ROWS]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs=st.lists(st.tuples(generated.CONDITION, generated.NUMBER), min_size=6, max_size=6))
def test_every_generated_policy_matches_with_the_amount_decided(database, pairs):
    dialect, ask = database
    made = [Policy.of(f"p{number}", *pair, SCOPE, LAW) for number, pair in enumerate(pairs)]
    decided = [(number, policy.key, found[1]) for number, row in enumerate(ROWS) for policy in made
               if (found := policy.decide(row, DAY))[0]]
    rows = ask(match_query(made, "people", "id", DAY, dialect))
    assert sorted((row[:3] for row in rows), key=lambda row: row[:2]) == decided
