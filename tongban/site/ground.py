"""What a command stands on: Django set up, the database running, and one `tongban serve` per home."""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from tongban.site.config import Config, config
from tongban.site.postgres import CannotStart, Cluster, running

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")

T = TypeVar("T")


class Occupied(Exception):
    """Somebody else holds what this command needs; the sentence says who and what to do."""


@contextlib.contextmanager
def standing() -> Iterator[Config]:
    """Django with a database that answers: the running one, else the embedded one for as long as this takes."""
    chosen = config()
    chosen.check()
    with _database(chosen):
        set_up()
        yield chosen


def _database(chosen: Config) -> contextlib.AbstractContextManager[object]:
    if not chosen.embedded:
        return contextlib.nullcontext()
    if is_served(chosen.home):  # its database may be starting again just now: a second one would fight over the data
        patiently(lambda: _answering(Cluster.at(chosen.home)))
        return contextlib.nullcontext()
    return running(chosen.home)


def _answering(cluster: Cluster) -> None:
    if not cluster.alive():
        raise CannotStart("lock file: tongban serve 的数据库没有应答。")


def is_served(home: Path) -> bool:
    """Whether a `tongban serve` holds this home."""
    if os.environ.get("TONGBAN_SUPERVISED"):
        return True
    try:
        with alone(home, leave_name=False):
            return False
    except Occupied:
        return True


def set_up() -> None:
    import django

    django.setup()


@contextlib.contextmanager
def alone(home: Path, leave_name: bool = True) -> Iterator[None]:
    """Only one at a time may serve (or wipe) a home: granian would share the port with a forgotten twin unnoticed."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "serve.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Occupied(
                f"数据目录 {home} 正由另一个 tongban serve（进程 {lock.read().strip()}）使用。"
                "请先停止它，或用 TONGBAN_HOME 另选一个数据目录。"
            ) from None
        if leave_name:
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
        yield


def require_free(host: str, *ports: int, patience: float = 20.0) -> None:
    """Raise `Occupied` for the first port that somebody still listens on after ``patience`` seconds.

    When a house was killed its web processes notice, end what they are answering, and leave a moment later.
    """
    end = time.monotonic() + patience
    for port in ports:
        while _listens(host, port):
            if time.monotonic() >= end:
                raise Occupied(f"{host}:{port} 已被其他程序占用。请停止那个程序，或用 --port 另选一个端口。")
            time.sleep(0.2)


def _listens(host: str, port: int) -> bool:
    # Asking by connecting, not by binding: connections of the last run may still be fading away on this port.
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=2):
        return True
    return False


def migrate() -> list[str]:
    """Bring the database to this release; returns the migrations that were applied."""
    from django.core.management import call_command
    from django.db import connection

    from tongban.site import pulse

    owed = pulse.owed_migrations()
    if owed:
        with connection.cursor() as cursor:  # two servers may start at once
            cursor.execute("select pg_advisory_lock(77001)")
        call_command("migrate", interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(77001)")
    return owed


def patiently(attempt: Callable[[], T], seconds: float = 20.0) -> T:
    """A server that is still shutting down (or starting again) holds its data for a moment: try again for a while."""
    end = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except CannotStart as error:
            if "lock file" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.3)
