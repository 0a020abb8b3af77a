"""`tongban sealer` and `tongban witness`: who seals the record, and who watches from outside that it only grows."""

from __future__ import annotations

import hashlib
import os
import pwd
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Annotated

import typer

from tongban.site import ground, lifeline
from tongban.site.config import Config, config
from tongban.site.postgres import Account

WITNESS_USERS = ("tongban-witness", "daemon", "nobody")  # not the database's


def sealer(rounds: Annotated[int, typer.Option(help="做几轮就结束；0 表示一直运行。", min=0)] = 0) -> None:
    """封存进程：每十秒把新的留痕封入存证日志、请见证方签名，每半分钟核对一次。只有它持有日志的密钥。"""
    with ground.standing():
        from django.db import Error, close_old_connections

        from tongban.journey.sealer import SEALER
        from tongban.site.periodic import seconds

        ended = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: ended.set())
        due = {turn: 0.0 for turn, _ in enumerate(SEALER)}
        done = 0
        while not ended.is_set():
            for turn, (words, errand) in enumerate(SEALER):
                if time.monotonic() < due[turn] or ended.is_set():
                    continue
                due[turn] = time.monotonic() + seconds(words)
                close_old_connections()
                try:
                    errand()
                except Error as error:  # the database is starting again: the next round finds it
                    print(f"{errand.__name__}: {error}", file=sys.stderr, flush=True)
            done += 1
            if rounds and done >= rounds:
                return
            ended.wait(0.5)


def witness(
    port: Annotated[int, typer.Option(help="监听端口。", max=65535)],
    log: Annotated[list[str], typer.Option(help="被见证日志的公钥（vkey），可以写多个。")],
    home: Annotated[Path | None, typer.Option(help="见证方自己的目录：密钥和记住的日志头。")] = None,
    name: Annotated[str, typer.Option(help="见证方的名称；首次运行时确定。")] = "",
    host: Annotated[str, typer.Option(help="监听地址。")] = "127.0.0.1",
    user: Annotated[str, typer.Option(help="以哪个系统用户运行；默认在 root 下换成专用用户。")] = "",
) -> None:
    """见证进程：只在日志确实延续上一次的日志头时签名。不需要数据库，应部署在另一单位的机器上。"""
    from tongban.engines.evidence.notes import Verifier
    from tongban.registers.ledger.witness import Witness, server

    chosen = (home or witness_home(config())).absolute()
    keeper = Witness(chosen, name or witness_name(config()), [Verifier.of(one) for one in log])
    listening = server(keeper, host, port)
    _become(user, chosen)
    lifeline.hold()  # asked after the change of user, which forgets it
    print(f"{keeper.signer.verifier}\nhttp://{host}:{port}", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    listening.serve_forever()


def witness_home(chosen: Config) -> Path:
    """Beside the platform's own data, or where the witness's user can reach it when that lies in a private folder."""
    home = chosen.home / "witness"
    user = _account("")
    if user is None or Account(user.pw_uid, user.pw_gid).may_reach(home):
        return home
    return Path("/var/lib") / f"tongban-witness-{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"


def witness_name(chosen: Config) -> str:
    return f"{chosen.log_name.removesuffix('/log')}/witness"


def _account(user: str) -> pwd.struct_passwd | None:
    if os.getuid() != 0:
        return None
    for name in (user,) if user else WITNESS_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _become(user: str, home: Path) -> None:
    """Give up root, and with it every file of the platform."""
    account = _account(user)
    if account is None:
        return
    for path in (home, *home.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid)
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
