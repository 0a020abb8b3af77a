"""What the house can say about its own state in a few quick questions: shared by /healthz, /metrics and the doctor."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEATS = 60  # seconds without a heartbeat after which a worker counts as gone

QUESTION = """
select (select count(*) from procrastinate_workers where last_heartbeat > now() - make_interval(secs => %s)),
       (select count(*) from procrastinate_jobs where status = 'todo'),
       (select count(*) from procrastinate_jobs where status = 'failed'),
       (select count(*) from kernel_errand where state = 'open'),
       (select count(*) from kernel_errand where state = 'dead'),
       (select count(*) from exchange_delivery where state = 'waiting'),
       (select count(*) from exchange_delivery where state = 'dead'),
       (select count(*) from exchange_endpoint where broken_since is not null),
       (select count(*) from exchange_arrival where state = 'quarantined'),
       (select coalesce(max(seq), 0) from ledger_fact),
       (select coalesce(max(position), 0) from ledger_chain),
       (select count(*) from pg_stat_activity where datname = current_database())
"""


@dataclass(frozen=True)
class Pulse:
    """The figures of one moment."""

    workers: int
    jobs_waiting: int
    jobs_failed: int
    errands_open: int
    errands_dead: int
    deliveries_waiting: int
    deliveries_dead: int
    wires_broken: int
    arrivals_quarantined: int
    last_fact: int
    facts_in_order: int
    connections: int


def take() -> Pulse:
    """Ask the database once."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION, [BEATS])
        return Pulse(*cursor.fetchone())


def facts_out_of_order() -> int:
    """Facts older than three minutes that still have no place in the global order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from ledger_fact f where f.seq > coalesce((select max(seq) from ledger_chain), 0) - 10000 "
            "and not exists (select 1 from ledger_chain c where c.seq = f.seq) and f.at < now() - interval '3 minutes'"
        )
        return int(cursor.fetchone()[0])


def owed_migrations() -> list[str]:
    """Migrations of this release that the database has not seen."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]
