"""Which kind of data this database holds, so that demo and real data never meet; filling and wiping the demo."""

from __future__ import annotations

import shutil
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg.conninfo import conninfo_to_dict

from tongban.kernel.models import ClockShift
from tongban.registers.ledger import queries
from tongban.site.config import Config
from tongban.site.terminal import Told

Kind = Literal["empty", "demo", "half", "real"]
LOADER = "tongban.site.demo"


class WrongData(Exception):
    """Demo mode on real data, or the other way round."""


def kind(config: Config) -> Kind:
    """The demo marks its database with the row of its movable clock before it writes anything else."""
    if (config.home / "demo.loading").exists():
        return "half"
    if ClockShift.objects.exists():
        return "demo"
    return "real" if queries.recent(limit=1) else "empty"


def require_fitting(config: Config) -> Kind:
    """Raise `WrongData` when the mode does not fit the data."""
    found = kind(config)
    if config.demo and found == "real":
        raise WrongData("这个数据库里是真实数据，不能用演示模式打开：请设置 TONGBAN_DEMO=0，或换一个数据目录。")
    if not config.demo and found in ("demo", "half"):
        raise WrongData("这个数据库里是演示数据，不能用于正式运行：请换一个新的数据目录（TONGBAN_HOME）或数据库。")
    return found


def available() -> bool:
    spec = find_spec(LOADER)
    return spec is not None and spec.origin is not None


def fill(config: Config, told: Told) -> str:
    """Load the demo city into an empty database; returns the loader's one-line summary."""
    mark = config.home / "demo.loading"
    mark.touch()
    ClockShift.objects.get_or_create(pk=1)
    summary = import_module(LOADER).load(told)
    mark.unlink()
    return str(summary or "")


def connect() -> None:
    """Lead the wires of a city that stands to where its simulators stand today."""
    import_module(f"{LOADER}.wires").connect()
    import_module(f"{LOADER}.records").connect()
    import_module(f"{LOADER}.identities").connect()


def own(config: Config) -> None:
    """From here on this thread works as the owner of the database, whoever its process signs in as."""
    from tongban.site.postgres import Cluster

    link: Any = connection
    link.close()
    parts = conninfo_to_dict(config.database_url or Cluster.at(config.home).url())
    link.settings_dict = {**link.settings_dict, "USER": parts.get("user", ""), "PASSWORD": parts.get("password", "")}


def wipe(config: Config) -> None:
    """Empty the demo's database and files; raises `WrongData` on anything that is not the demo's."""
    if not config.demo or (MigrationRecorder(connection).has_table() and require_fitting(config) == "real"):
        raise WrongData("只有演示数据可以清空。")
    with connection.cursor() as cursor:
        cursor.execute("drop schema public cascade; create schema public")
    connection.close()
    for folder in ("files", "quarantine"):
        shutil.rmtree(config.home / folder, ignore_errors=True)
    for place in (config.log_home, config.seal_home):  # another city is another log, with another name and key
        shutil.rmtree(place, ignore_errors=True)
    (config.home / "demo.loading").unlink(missing_ok=True)
