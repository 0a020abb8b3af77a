"""The background worker: reactions, the clock's errands, and whatever rooms keep in ``jobs.py``."""

from __future__ import annotations

from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app, connector_params
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.psycopg_connector import PsycopgConnector

from tongban.site import periodic


class Connector(PsycopgConnector):
    """The worker fetches through a pool of its own; what its tasks enqueue goes into their Django transaction."""

    def get_sync_connector(self) -> BaseConnector:
        return DjangoConnector()


def run(concurrency: int, until_empty: bool = False) -> None:
    """Work until told to stop, or until nothing is left."""
    periodic.register()
    periodic.take_up_stalled()
    with app.replace_connector(Connector(kwargs=connector_params(), min_size=1, max_size=4)):
        app.run_worker(
            concurrency=concurrency,
            wait=not until_empty,
            delete_jobs="successful",
            update_heartbeat_interval=periodic.HEARTBEAT,
            stalled_worker_timeout=periodic.STALLED,
            shutdown_graceful_timeout=8,
        )
