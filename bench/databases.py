"""The same policies matched by DuckDB, PostgreSQL and Spark over the same people: are the rows the same?"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from bench import population

MILLIONS = 1
DAY = population.DAY
Write = Callable[[str, Path], None]


def databases() -> list[dict[str, Any]]:
    """Each database's seconds and how many of its rows are the same as DuckDB's; those not installed are left out."""
    from tongban.engines.rules import Scope
    from tongban.engines.rules.match import Policy, match_query
    scope, found = Scope(population.TYPES), []
    made = [Policy.of(key, condition, amount, scope) for key, condition, amount, *_ in population.varied(10)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        population.write_people(folder / "people.parquet", MILLIONS * 1_000_000)
        for dialect, opened in (("duckdb", _duckdb), ("postgres", _postgres), ("spark", _spark)):
            try:
                with opened(folder) as write:
                    begun = time.perf_counter()
                    write(match_query(made, "people", "id", DAY, dialect), folder / dialect)
                    seconds = time.perf_counter() - begun
            except ImportError as missing:
                print(f"  {dialect:10} left out: {missing}")
                continue
            row = {"database": dialect, "seconds": round(seconds, 2), **_held(folder, dialect)}
            found.append(row)
            print(f"  {dialect:10} {seconds:7.2f} s {row['matches']:,} matches, {row['equal']:,} equal, "
                  f"{row['only_there']} only there, {row['only_duckdb']} only in DuckDB", flush=True)
    return found


def _held(folder: Path, dialect: str) -> dict[str, int]:
    """Rows of one database against DuckDB's, each in person, policy, amount and versions."""
    def rows(name: str) -> str:
        form = "read_csv('{}', header = false, columns = {{'key': 'bigint', 'policy': 'text', 'amount': " \
               "'decimal(18, 2)', 'versions': 'text'}})" if name == "postgres" else "read_parquet('{}/*.parquet')"
        return f"(select key, policy::text, amount, versions::text from {form.format(folder / name)})"

    def count(question: str) -> int:
        answer = duckdb.sql(f"select count(*) from ({question})").fetchall()[0]
        return int(answer[0])
    ours, theirs = rows("duckdb"), rows(dialect)
    return {"matches": count(f"from {theirs}"), "equal": count(f"from {ours} intersect all from {theirs}"),
            "only_there": count(f"from {theirs} except all from {ours}"),
            "only_duckdb": count(f"from {ours} except all from {theirs}")}


@contextmanager
def _duckdb(folder: Path) -> Iterator[Write]:
    con = duckdb.connect(config={"preserve_insertion_order": False})
    con.execute(f"create view people as from '{folder / 'people.parquet'}'")

    def write(query: str, target: Path) -> None:
        target.mkdir()
        con.execute(f"copy ({query}) to '{target / 'rows.parquet'}' (format parquet)")
    yield write


@contextmanager
def _postgres(folder: Path) -> Iterator[Write]:
    import psycopg

    from tongban.site.postgres import running
    con = duckdb.connect()
    columns = con.execute(f"describe from '{folder / 'people.parquet'}'").fetchall()
    con.execute(f"copy (from '{folder / 'people.parquet'}') to '{folder / 'people.csv'}' (header false)")
    with running(folder / "pg") as cluster, psycopg.connect(cluster.url()) as link:
        link.execute(f"create unlogged table people ({', '.join(_column(*row[:2]) for row in columns)})")
        with link.cursor().copy("copy people from stdin (format csv)") as copy, (folder / "people.csv").open() as csv:
            while block := csv.read(1 << 20):
                copy.write(block)
        link.execute("analyze people")

        def write(query: str, target: Path) -> None:
            with link.cursor().copy(f"copy ({query}) to stdout (format csv)") as copy, target.open("wb") as out:
                for block in copy:
                    out.write(block)
        yield write


def _column(name: str, kind: str) -> str:
    return f'"{name}" {kind}'


@contextmanager
def _spark(folder: Path) -> Iterator[Write]:
    import pyspark.sql
    if not shutil.which("java"):
        raise ImportError("Spark needs Java")
    session = (pyspark.sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
               .config("spark.driver.memory", "3g").config("spark.sql.session.timeZone", "UTC").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    session.read.parquet(str(folder / "people.parquet")).createOrReplaceTempView("people")
    yield lambda query, target: session.sql(query).write.parquet(str(target))
    session.stop()
