"""Ten policies over synthetic people, written four ways: our rules, SQL by hand, Polars by hand, OpenFisca."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

Once = Callable[[], None]
DAY = dt.date(2026, 1, 1)
TYPES = {"age": "number", "gender": ["男", "女"], "local": "yes/no", "disability": "number", "certificate": "yes/no",
         "minimum_living": "yes/no", "care": "yes/no", "unemployed": "number", "registered": "yes/no",
         "pension": "yes/no", "paid": "number", "income": "number", "size": "number", "founder": "text",
         "months": "number", "hires": "number"}
# key, our condition, our amount, the same by hand in SQL
POLICIES = [
    ("old_age", "local and age >= 65",
     "if age >= 100 then 600 else if age >= 90 then 350 else if age >= 80 then 180 else if age >= 70 then 150 else 75",
     "local and age >= 65", "case when age >= 100 then 600 when age >= 90 then 350 when age >= 80 then 180 "
     "when age >= 70 then 150 else 75 end"),
    ("aged_80", "local and age >= 80", "if age >= 100 then 300 else if age >= 90 then 150 else 50",
     "local and age >= 80", "case when age >= 100 then 300 when age >= 90 then 150 else 50 end"),
    ("living", "certificate and minimum_living and local", "100", "certificate and minimum_living and local", "100"),
    ("care", "disability in (1, 2) and care and local", "if disability = 1 then 130 else 100",
     "disability in (1, 2) and care and local", "case when disability = 1 then 130 else 100 end"),
    ("flex", '(gender = "女" and age >= 40 or gender = "男" and age >= 50 or certificate or minimum_living '
             "or unemployed >= 12) and registered and pension", "paid * 0.5",
     "(gender = '女' and age >= 40 or gender = '男' and age >= 50 or certificate or minimum_living "
     "or unemployed >= 12) and registered and pension", "paid * 0.5"),
    ("minimum", "income < 1000 and minimum_living", "(1000 - income) * size",
     "income < 1000 and minimum_living", "(1000 - income) * size"),
    ("startup", 'founder in ("脱贫人口", "就业困难人员", "高校毕业生") and months >= 6 and hires >= 1',
     'if founder = "高校毕业生" then 5000 else 10000',
     "founder in ('脱贫人口', '就业困难人员', '高校毕业生') and months >= 6 and hires >= 1",
     "case when founder = '高校毕业生' then 5000 else 10000 end"),
    ("youth", "age in [16..24] and unemployed > 3 and local", "200",
     "age between 16 and 24 and unemployed > 3 and local", "200"),
    ("low_income", "income between 1000 and 1500 and size >= 3", "80",
     "income between 1000 and 1500 and size >= 3", "80"),
    ("hardship", "not(pension) and unemployed >= 24 and age >= 45", "unemployed * 10",
     "not pension and unemployed >= 24 and age >= 45", "unemployed * 10"),
]


def write_people(path: Path, count: int) -> None:
    """Synthetic people, the same every time, in Parquet's second version: half the size, quicker to read for all."""
    duckdb.connect().execute(f"""copy (
        with dice as (select i, hash(i) as h, hash(i * 7 + 1) as g from range({count}) t(i))
        select i::bigint as id, (h % 101)::integer as age, case when h // 101 % 2 = 0 then '男' else '女' end as gender,
        h // 211 % 10 < 8 as "local", case when h // 997 % 20 < 4 then (h // 997 % 4 + 1)::integer end as disability,
        h // 1009 % 20 = 0 as certificate, h // 1013 % 25 = 0 as minimum_living, h // 1019 % 8 = 0 as care,
        (h // 1021 % 40)::integer as unemployed, g % 5 = 0 as registered, g // 7 % 3 > 0 as pension,
        (g // 11 % 200000 / 100)::decimal(10, 2) as paid, (g // 13 % 800000 / 100)::decimal(10, 2) as income,
        (g // 17 % 6 + 1)::integer as size,
        ['脱贫人口', '就业困难人员', '高校毕业生', '其他', '其他', '其他'][(g // 19 % 6 + 1)::integer] as founder,
        (g // 23 % 24)::integer as months, (g // 29 % 4)::integer as hires from dice)
        to '{path}' (format parquet, parquet_version v2)""")


def varied(policies: int) -> list[tuple[str, str, str, str, str]]:
    """The ten, repeated with other ages and limits when more are asked for: the same figures in FEEL and in SQL."""
    made = []
    for number in range(policies):
        key, *texts = POLICIES[number % 10]
        turn = number // 10
        limits = {"65": 65 + turn, "1000": 1000 + turn, "12": 12 + turn, "24": 24 + turn % 9, "6": 6 + turn % 9}
        pattern = re.compile(r"\b(" + "|".join(limits) + r")\b")
        changed = [pattern.sub(lambda found: str(limits[found[0]]), text) for text in texts]  # noqa: B023
        made.append((f"{key}_{turn}" if turn else key, *changed))
    return made


def _written(people: Path, target: Path, query: Callable[[], str]) -> Once:
    con = duckdb.connect(config={"preserve_insertion_order": False, "enable_external_file_cache": False})
    con.execute(f"create view people as from '{people}'")

    def once() -> None:
        con.execute(f"copy ({query()}) to '{target}' (format parquet)")
    return once


def duckdb_ours(people: Path, target: Path, policies: int) -> Once:
    """Our rules, read and typed when they were published; writing the query for the day is part of what is measured."""
    from tongban.engines.rules import Scope
    from tongban.engines.rules.match import Policy, match_query
    scope = Scope(TYPES)
    made = [Policy.of(key, condition, amount, scope) for key, condition, amount, *_ in varied(policies)]
    return _written(people, target, lambda: match_query(made, "people", "id", DAY))


def duckdb_by_hand(people: Path, target: Path, policies: int) -> Once:
    """As a person who knows DuckDB writes it, with the repeated texts as ENUM."""
    parts = " union all ".join(
        f"select id as key, '{key}' as policy, ({amount})::decimal(18, 2) as amount, '{{}}' as versions from people "
        f"where {where}" for key, _, _, where, amount in varied(policies))
    keys = ", ".join(f"'{key}'" for key, *_ in varied(policies))
    query = (f"select key, policy::enum({keys}) as policy, amount, versions::enum('{{}}') as versions from ({parts})")
    return _written(people, target, lambda: query)


def polars_by_hand(people: Path, target: Path, policies: int) -> Once:
    """Polars' lazy engine, one plan, written as a stream; rounded half up as the law says (its cast rounds to even)."""
    import polars as pl

    def once() -> None:
        frame = pl.scan_parquet(people)
        parts = [frame.filter(pl.sql_expr(where)).select(
            pl.col("id").alias("key"), pl.lit(key).alias("policy"),
            pl.sql_expr(amount).cast(pl.Decimal(38, 4)).round(2, mode="half_away_from_zero").cast(pl.Decimal(18, 2))
            .alias("amount"), pl.lit("{}").alias("versions"))
            for key, _, _, where, amount in varied(policies)]
        pl.concat(parts).sink_parquet(target)
    return once


def openfisca_values(people: Path, target: Path, policies: int) -> Once:
    """Values for every person from arrays in memory, as OpenFisca gives them: nothing read, no match written."""
    calculate, frame = _openfisca(people)
    return lambda: calculate(frame) and None


def openfisca_written(people: Path, target: Path, policies: int) -> Once:
    """The same work as the others do: people read from the file, every match written."""
    import numpy as np
    calculate, _ = _openfisca(people)
    con = duckdb.connect(config={"preserve_insertion_order": False})

    def once() -> None:
        frame = _arrays(people)
        parts = []
        for number, (key, values) in enumerate(calculate(frame).items()):
            found = np.flatnonzero(values > 0)
            con.register(f"m{number}", {"key": frame["id"][found], "amount": values[found]})
            parts.append(f"select key, '{key}' as policy, amount::decimal(18, 2) as amount, '{{}}' as versions "
                         f"from m{number}")
        con.execute(f"copy ({' union all '.join(parts)}) to '{target}' (format parquet)")
    return once


def _arrays(people: Path) -> dict[str, Any]:
    found: dict[str, Any] = duckdb.sql(
        "select *, gender = '女' as woman, founder in ('脱贫人口', '就业困难人员', '高校毕业生') as grp, "
        f"founder = '高校毕业生' as graduate from '{people}'").fetchnumpy()
    return found


def _openfisca(people: Path) -> tuple[Callable[[dict[str, Any]], dict[str, Any]], dict[str, Any]]:
    import numpy as np
    from openfisca_core.entities import Entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable
    person = Entity("person", "persons", "", "")
    system = TaxBenefitSystem([person])
    names = ["age", "local", "disability", "certificate", "minimum_living", "care", "unemployed", "registered",
             "pension", "paid", "income", "size", "months", "hires", "woman", "grp", "graduate"]
    for name in names:
        system.add_variable(type(name, (Variable,), {"value_type": float, "entity": person,
                                                     "definition_period": DateUnit.MONTH}))
    for key, formula in _formulas(np).items():
        system.add_variable(type(f"amount_{key}", (Variable,), {
            "value_type": float, "entity": person, "definition_period": DateUnit.MONTH, "formula": formula}))

    def calculate(frame: dict[str, Any]) -> dict[str, Any]:
        simulation = SimulationBuilder().build_default_simulation(system, len(frame["id"]))
        for name in names:
            simulation.set_input(name, "2026-01", np.nan_to_num(np.ma.filled(frame[name].astype(float), 0)))
        return {key: simulation.calculate(f"amount_{key}", "2026-01") for key, *_ in POLICIES}
    return calculate, _arrays(people)


def _formulas(np):
    def of(test, amount):
        def formula(person, period):
            def get(name):
                return person(name, period)
            return np.where(test(get), amount(get), 0)
        return formula
    return {
        "old_age": of(lambda g: (g("local") > 0) & (g("age") >= 65), lambda g: np.select(
            [g("age") >= 100, g("age") >= 90, g("age") >= 80, g("age") >= 70], [600, 350, 180, 150], 75)),
        "aged_80": of(lambda g: (g("local") > 0) & (g("age") >= 80), lambda g: np.select(
            [g("age") >= 100, g("age") >= 90], [300, 150], 50)),
        "living": of(lambda g: (g("certificate") > 0) & (g("minimum_living") > 0) & (g("local") > 0), lambda g: 100),
        "care": of(lambda g: np.isin(g("disability"), (1, 2)) & (g("care") > 0) & (g("local") > 0),
                   lambda g: np.where(g("disability") == 1, 130, 100)),
        "flex": of(lambda g: ((g("woman") > 0) & (g("age") >= 40) | (g("woman") == 0) & (g("age") >= 50)
                              | (g("certificate") > 0) | (g("minimum_living") > 0) | (g("unemployed") >= 12))
                   & (g("registered") > 0) & (g("pension") > 0), lambda g: g("paid") * 0.5),
        "minimum": of(lambda g: (g("income") < 1000) & (g("minimum_living") > 0),
                      lambda g: (1000 - g("income")) * g("size")),
        "startup": of(lambda g: (g("grp") > 0) & (g("months") >= 6) & (g("hires") >= 1),
                      lambda g: np.where(g("graduate") > 0, 5000, 10000)),
        "youth": of(lambda g: (g("age") >= 16) & (g("age") <= 24) & (g("unemployed") > 3) & (g("local") > 0),
                    lambda g: 200),
        "low_income": of(lambda g: (g("income") >= 1000) & (g("income") <= 1500) & (g("size") >= 3), lambda g: 80),
        "hardship": of(lambda g: (g("pension") == 0) & (g("unemployed") >= 24) & (g("age") >= 45),
                       lambda g: g("unemployed") * 10),
    }
