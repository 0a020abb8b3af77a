"""`tongban serve`: database, pages, live stream, worker and in demo mode simulators as one thing that heals itself."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tongban.site import ground
from tongban.site.config import Config, config
from tongban.site.postgres import CannotStart, Cluster
from tongban.site.supervise import Child, House, command
from tongban.site.terminal import MARKS, Steps, bar, complaints, console

SIMULATOR, MAIL = "tongban.watch.messages.simulator", "tongban.watch.messages.mail_simulator"
DEPARTMENT = "tongban.registers.exchange.simulator"
SOURCES = "tongban.registers.sources.simulator"
CLOCK = "tongban.registers.seals.simulator"
IDENTITY = "tongban.registers.entrances.simulator"
QUEUE = "tongban.registers.calling.simulator"
PARTY = "tongban.registers.sso.simulator"
SCANNER = "tongban.registers.vetting.simulator"
SIGNS_IN = {"web": "web", "live": "web", "worker": "worker", "sealer": "worker"}  # with which role of the database
PATIENCE = 180  # seconds until the pages must answer


@dataclass(frozen=True)
class Plan:
    """How to serve: pages and live stream on one port or on two, how many jobs at once, where output goes."""

    split: bool = False
    concurrency: int = 4
    log_files: bool = True


def serve(plan: Plan) -> None:
    """Start everything, keep it running, stop it on Ctrl-C or SIGTERM."""
    chosen = config()
    chosen.check()
    with ground.alone(chosen.home):
        if not chosen.sockets:
            ground.require_free(chosen.host, chosen.port, *([chosen.port + 1] if plan.split else []))
        house = House(lambda news: complaints.print(f"[dim]{time.strftime('%H:%M:%S')}[/] {news}"))
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            _open(house, chosen, plan)
            for sign in (signal.SIGINT, signal.SIGTERM):
                signal.signal(sign, house.leave)
            house.keep()
        except KeyboardInterrupt:
            complaints.print("启动被中断。")
        finally:
            for sign in (signal.SIGINT, signal.SIGTERM):
                signal.signal(sign, signal.SIG_IGN)
            with console.status("正在停止 …") if console.is_terminal else contextlib.nullcontext():
                house.end()
        console.print("已停止。")


def _open(house: House, chosen: Config, plan: Plan) -> None:
    steps, begun = Steps(6 if chosen.demo else 5), time.monotonic()
    with steps.step("建库与迁移") as said:
        applied = _database(house, chosen)
        said.append(f"执行 {len(applied)} 项迁移" if applied else "已是最新")
    with steps.step("页面样式与脚本") as said:
        said.append(_static(chosen))
    if chosen.demo:
        with steps.step(f"演示城市 {chosen.city}") as said:
            said.append(_city(chosen))
    with steps.step("启动网页、实时推送与后台进程"):
        if chosen.demo and not chosen.witnesses:
            os.environ["TONGBAN_WITNESSES"] = _own_witness(chosen)
        for child in _children(chosen, plan):
            house.add(child)
        _wait_until_well(house, chosen)
    with steps.step("自检") as said:
        wrong = _self_check(said)
    for line in wrong:
        console.print(f"      {line}")
    where = f"http://{chosen.host}:{chosen.port}/demo/" if chosen.demo else chosen.base_url
    with steps.step(f"就绪 → [bold]{where}[/]") as said:
        said.append(f"[dim]共 {time.monotonic() - begun:.1f} s；Ctrl+C 停止；数据在 {chosen.home}[/]")
    from django.db import connections

    connections.close_all()


def _database(house: House, chosen: Config) -> list[str]:
    if chosen.embedded:
        cluster = Cluster.at(chosen.home)

        def start() -> subprocess.Popen[bytes]:
            return ground.patiently(cluster.start)

        house.add(Child("database", start, goodbye=signal.SIGINT))
    ground.set_up()
    from tongban.site import showcase

    applied = ground.migrate()
    showcase.require_fitting(chosen)
    return applied


def _city(chosen: Config) -> str:
    from tongban.site import showcase

    found = showcase.kind(chosen)
    if found == "demo" or not showcase.available():
        if showcase.available():
            showcase.connect()
        return "已载入"
    if found == "half":  # an earlier loading was interrupted
        showcase.wipe(chosen)
        ground.migrate()
    with bar() as told:
        return showcase.fill(chosen, told)


def _static(chosen: Config) -> str:
    """Collect and compress static files, unless nothing changed since the last time."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    found = [(s.path(name), s.path(name)) for finder in get_finders() for name, s in finder.list([])]
    digest = hashlib.sha256()
    for path, _ in sorted(found):
        known = os.stat(path)
        digest.update(f"{path} {known.st_mtime_ns} {known.st_size}\n".encode())
    stamp = Path(chosen.home) / "static.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest() and (chosen.home / "static").exists():
        return "没有变化"
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest.hexdigest())
    return f"{len(found)} 个文件"


def _children(chosen: Config, plan: Plan) -> Iterator[Child]:
    def child(name: str, *words: str) -> Child:
        log = chosen.home / "logs" / f"{name}.log" if plan.log_files else None
        return Child(name, command([sys.executable, "-m", *words], log, {"TONGBAN_PROCESS": SIGNS_IN.get(name, "")}))

    if plan.split:
        yield child("web", *_granian(chosen, "wsgi", "tongban.site.wsgi:application", chosen.port, chosen.workers))
        yield child("live", *_granian(chosen, "asgi", "tongban.site.asgi:live", chosen.port + 1, 1))
    else:
        yield child("web", *_granian(chosen, "asgi", "tongban.site.asgi:application", chosen.port, chosen.workers))
    yield child("worker", "tongban.site.cli", "worker", "--concurrency", str(plan.concurrency))
    yield child("sealer", "tongban.site.cli", "sealer")
    if chosen.demo and not chosen.witnesses:
        from tongban.registers.ledger import log

        yield child("witness", "tongban.site.cli", "witness", "--port", str(_witness_port(chosen)),
                    "--log", str(log.signer().verifier))  # fmt: skip
    if chosen.demo and _stands(SIMULATOR):
        yield child("sms", SIMULATOR, "--port", str(chosen.port + 2), "--home", str(chosen.home))
        yield child("mail", MAIL, "--port", str(chosen.port + 9), "--home", str(chosen.home))
    if chosen.demo and chosen.wire_url:
        yield child("department", DEPARTMENT, *_department(chosen))
    if chosen.demo and chosen.source_url:
        yield child("sources", SOURCES, "--port", str(chosen.port + 4), "--home", str(chosen.home))
    if chosen.demo and chosen.identity_url:
        for name, module, port in (("identity", IDENTITY, chosen.port + 7), ("party", PARTY, chosen.port + 8)):
            yield child(name, module, "--port", str(port), "--home", str(chosen.home), "--platform", chosen.base_url)
    if chosen.demo and os.environ.get("TONGBAN_QUEUE") == "demo":
        yield child("queue", QUEUE, "--port", str(chosen.port + 10))
    if chosen.demo and os.environ.get("TONGBAN_SCANNER") == "demo":
        yield child("scanner", SCANNER, "--port", str(chosen.port + 11))
    if chosen.demo and chosen.tsa_url:
        yield child("clock", CLOCK, "--port", str(chosen.port + 5), "--home", str(chosen.home))


def _witness_port(chosen: Config) -> int:
    return chosen.port + 6


def _own_witness(chosen: Config) -> str:
    """The demo's own witness, as `TONGBAN_WITNESSES` names one; elsewhere it belongs into another house."""
    from tongban.registers.ledger.witness import Witness
    from tongban.site.commands import keeping

    keeper = Witness(keeping.witness_home(chosen), keeping.witness_name(chosen), [])
    return f"{keeper.signer.verifier}@http://127.0.0.1:{_witness_port(chosen)}"


def _department(chosen: Config) -> list[str]:
    """How the simulated department begins: it takes what it gets and leaves the answer to people (/demo/wire/)."""
    words = ["--desk", "fire-safety", "--port", str(chosen.port + 3), "--home", str(chosen.home)]
    words += ["--platform", f"http://127.0.0.1:{chosen.port}", "--mode", os.environ.get("TONGBAN_WIRE_MODE", "manual")]
    return [*words, "--delay", os.environ.get("TONGBAN_WIRE_DELAY", "20")]


def _stands(module: str) -> bool:
    return find_spec(module.rpartition(".")[0]) is not None and find_spec(module) is not None


def _granian(chosen: Config, interface: str, target: str, port: int, workers: int) -> list[str]:
    words = ["granian", "--interface", interface, "--workers", str(workers)]
    if chosen.sockets:  # nobody but the group of the front opens them, and no port is open at all
        name = "pages" if port == chosen.port else "live"
        words += ["--uds", str(Path(chosen.sockets) / f"{name}.sock"), "--uds-permissions", "0660"]
    else:
        words += ["--host", chosen.host, "--port", str(port)]
    words += ["--no-ws", "--log-level", "warning", "--respawn-failed-workers", "--workers-kill-timeout", "5"]
    if interface == "wsgi":
        words += ["--blocking-threads", os.environ.get("TONGBAN_THREADS", "8")]
    else:  # every open page holds a connection to the live stream
        words += ["--backlog", "4096", "--backpressure", "20000"]
    return [*words, target]


def _wait_until_well(house: House, chosen: Config) -> None:
    end, wrong = time.monotonic() + PATIENCE, "no answer"
    while True:
        for child in house.children:
            if child.ended_by_itself:
                logs = chosen.home / "logs" / f"{child.name}.log"
                raise CannotStart(f"{child.name} 启动后立即退出，原因见 {logs}")
            child.look()  # one that was killed meanwhile is started again, as it will be later
        try:
            status, answer = _asked(chosen)
        except OSError:
            status, answer = 0, {}
        if status == 200 or (answer and not answer.get("wrong")):  # evidence has its first round still before it
            return
        wrong = "; ".join(answer.get("wrong", [])) or wrong
        if time.monotonic() > end:
            raise CannotStart(f"{PATIENCE} 秒内没有就绪：{wrong}")
        time.sleep(0.1)


class _Through(http.client.HTTPConnection):
    """HTTP through a socket in a folder instead of a port."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=5)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


def _asked(chosen: Config) -> tuple[int, dict[str, Any]]:
    plain = http.client.HTTPConnection(chosen.host, chosen.port, timeout=5)
    link = _Through(Path(chosen.sockets) / "pages.sock") if chosen.sockets else plain
    try:
        headers = {"Host": chosen.allowed_hosts[0], "X-Forwarded-Proto": "https"}
        link.request("GET", "/healthz", headers=headers)
        answer = link.getresponse()
        body = answer.read()
        return answer.status, json.loads(body) if body[:1] == b"{" else {}
    except http.client.HTTPException as error:
        raise OSError from error
    finally:
        link.close()


def _self_check(said: list[str]) -> list[str]:
    from tongban.kernel import checks

    found = checks.run()
    wrong = [f for f in found if f.level != "ok"]
    said.append(f"{MARKS['ok']} {len(found) - len(wrong)} 项")
    if wrong:
        said.append(f"{MARKS['warn']} {len(wrong)} 项")
    return [f"{MARKS[f.level]} {f.name}：{f.sentence} → {f.mend}" for f in wrong]
