"""What a verb says to the database, turned into a pgbench script: the physical limit of that very work.

Literals that must differ from call to call (new ids, numbers, the case itself) become variables or are made by the
server; everything else is said word for word, prepared once per connection.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UUID = re.compile(r"'([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})'(?:::uuid)?")
NUMBER = re.compile(r"'[A-Z]{2}-\d{8}-\d{6,}'")
NOTICE = re.compile(r"'澜[^'〔]*〔\d{4}〕\d+号'")
WRITES = "ledger_append|nextval|pg_notify|procrastinate_defer|advisory"
FIRST = 1_000_000_000  # numbers of ours begin here
TARGETS = 400  # different cases the script works on: few would wait for each other


@dataclass(frozen=True)
class Said:
    """One statement as it was sent, with its values in it."""

    sql: str

    @property
    def reads(self) -> bool:
        return self.sql.lstrip().lower().startswith("select") and not re.search(WRITES, self.sql)


@contextmanager
def listening(case: str) -> Iterator[list[Said]]:
    """Hear what is said while a verb works on ``case``; its id is replaced by names."""
    import psycopg
    from django.db import connection

    heard: list[Said] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        text = psycopg.ClientCursor(connection.connection).mogrify(sql, params) if params else sql
        text = text.replace(f"'case/{case}'", ":subject").replace(f"'{case.replace('-', '')}'", f"'{case}'")
        text = text.replace(f"'{case}'::uuid", ":case").replace(f"'{case}'", ":case")
        heard.append(Said(text))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield heard


def as_script(said: list[Said]) -> str:
    """The statements as one transaction of pgbench."""
    known: set[str] = set()
    lines = [
        f"\\set n random(1, {TARGETS})",
        "select id as case, 'case/' || id as subject, code, task from bench_target where n = :n \\gset",
        "begin;",
    ]
    for one in said:
        lines.append(_varied(one.sql, known).replace("\n", " ").rstrip("; ") + ";")
    return "\n".join([*lines, "commit;"]) + "\n"


def _varied(sql: str, known: set[str]) -> str:
    """``sql`` as it may be said again and again."""
    low = sql.lstrip().lower()
    if low.startswith("insert"):
        kept = set() if "approvals_opinion" in low else known  # nobody signs a step twice
        sql = UUID.sub(lambda m: m[0] if m[1] in kept else "gen_random_uuid()", sql)
    known |= set(UUID.findall(sql))
    if low.startswith(("insert", "update")):
        sql = NUMBER.sub("('PG-' || nextval('bench_serial'))", sql)
        sql = NOTICE.sub("('PG-' || nextval('bench_serial'))", sql)
    if "cases_notice" in low and low.startswith("insert"):
        sql = re.sub(r"'[0-9A-HJKMNP-TV-Z]{12}'", "('N' || nextval('bench_serial'))", sql)
    if "cases_case" in low and low.startswith("update"):
        sql = re.sub(r"\"code\" = '[^']*'", '"code" = :code', sql)
    if "kernel_errand" in low and low.startswith("insert"):
        sql = re.sub(r"\((\d+), ", "(nextval('bench_serial'), ", sql)
        sql = re.sub(
            r"\('\{([\d,]+)\}'::int8\[\]\)",
            lambda m: f"(select array_agg(nextval('bench_serial')) from generate_series(1, {m[1].count(',') + 1}))",
            sql,
        )  # fmt: skip
    if "cases_casematerial" in low and low.startswith("insert"):
        sql = re.sub(r"(VALUES \(:case, )'[^']*'", r"\1('m' || nextval('bench_serial'))", sql)
    if "tasks_task" in low and (low.startswith("update") or "for update" in low):
        sql = re.sub(r'("tasks_task"\."id" = )(\'[^\']*\'(?:::uuid)?|gen_random_uuid\(\))', r"\1:task", sql)
    return sql


def pgbench(script: str, clients: int, seconds: int) -> float:
    """Transactions per second of ``script`` on the database of this place."""
    from django.conf import settings
    from django.db import connection

    from tongban.site.postgres import Cluster

    cluster = Cluster.at(settings.TONGBAN.home)
    _prepare()
    with tempfile.NamedTemporaryFile("w", suffix=".sql", delete=False) as file:
        file.write(script)
    command = [
        str(cluster.bin / "pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-T", str(seconds),
        "-f", file.name, "-h", str(cluster.socket_dir), "-U", "tongban", "tongban",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    Path(file.name).unlink()
    with connection.cursor() as cursor:  # nobody shall run what follows from nothing
        cursor.execute("delete from kernel_errand where seq >= %s", [FIRST])
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
    if done.returncode or found is None or (failed and int(failed[1])):
        raise RuntimeError(f"pgbench: {(done.stderr + done.stdout)[-1500:]}\n{script[:3000]}")
    return float(found[1])


def _prepare() -> None:
    """Cases of their own for the script to work on: copies that belong to nobody's list."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"create sequence if not exists bench_serial start {FIRST}")
        cursor.execute("create table if not exists bench_target (n int primary key, id uuid, code text, task uuid)")
        cursor.execute("select count(*) from bench_target")
        if cursor.fetchone()[0]:
            return
        columns = [c for c in _columns(cursor, "cases_case") if c not in ("id", "number", "code", "applicant")]
        names = ", ".join(f'"{c}"' for c in columns)
        cursor.execute(
            f"insert into cases_case (id, number, code, applicant, {names}) "
            "select gen_random_uuid(), 'PG-' || nextval('bench_serial'), 'P' || nextval('bench_serial'), "
            f"'person/bench', {names} from (select * from cases_case where item_code = 'old-age-allowance' limit 1) c, "
            f"generate_series(1, {TARGETS})"
        )
        cursor.execute(
            "insert into bench_target select row_number() over (), c.id, c.code, gen_random_uuid() from cases_case c "
            "where c.applicant = 'person/bench'"
        )
        columns = [c for c in _columns(cursor, "tasks_task") if c not in ("id", "subject")]
        names = ", ".join(f'"{c}"' for c in columns)
        cursor.execute(
            f"insert into tasks_task (id, subject, {names}) select b.task, 'case/' || b.id, {names} "
            "from bench_target b, (select * from tasks_task where state = 'done' limit 1) t"
        )


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "select column_name from information_schema.columns where table_name = %s and table_schema = 'public'", [table]
    )
    return [row[0] for row in cursor.fetchall()]
