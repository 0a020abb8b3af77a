"""Who is killed or stopped, when, and how long it took until somebody was answered again."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import psycopg

from bench.faults.clients import Outside
from bench.house import PATIENCE, House

CLOSED = "the whole house"
VICTIMS = {
    "F1": ("web worker", "web"),
    "F2": ("postgres", "backend"),
    "F3": ("worker",),
    "F4": ("stopped web worker", "stopped worker"),
}
STOPPED = {"stopped web worker": 18.0, "stopped worker": 25.0}  # seconds: longer than clients and sweepers wait
AFTER = 3  # drafts of each portion that are handed out after the kill
IN_HAND = 1.0  # seconds to wait for a job in the worker's hands
MOMENT = 0.3  # seconds at most between what we wait for and the kill: no two kills fall on the same line of code
BACKEND = """
select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
order by state = 'active' desc, state = 'idle in transaction' desc, state_change desc limit 1
"""


def planned(only: Sequence[str], rounds: int, databases: int, seed: int) -> list[str]:
    """The pages and the worker ``rounds`` times together, the database ``databases`` times, in an order of the seed.

    In the middle of it everything at once.
    """
    pages = rounds // 2 if "F3" in only else rounds
    order = [VICTIMS["F1"][n % 2] for n in range(pages * ("F1" in only))]
    order += list(VICTIMS["F2"]) * databases * ("F2" in only)
    order += list(VICTIMS["F3"]) * (rounds - pages * ("F1" in only)) * ("F3" in only)
    order += list(VICTIMS["F4"]) * ("F4" in only)
    Random(seed).shuffle(order)
    return [*order[: len(order) // 2], *[CLOSED] * ("F4" in only), *order[len(order) // 2 :]]


def fault_of(victim: str) -> str:
    return next((fault for fault, victims in VICTIMS.items() if victim in victims), "F4")


@dataclass
class Killer(threading.Thread):
    """Hands out the drafts in portions, and kills in the middle of each: somebody is always being answered."""

    house: House
    outside: Outside
    drafts: list[str]
    clients: int
    plan: list[str]
    waiting: queue.Queue[str] = field(default_factory=queue.Queue)
    after: list[str] = field(default_factory=list)  # drafts that come just after the kill, so that somebody asks
    done: list[dict[str, Any]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    dice: Random = field(default_factory=Random)

    def __post_init__(self) -> None:
        super().__init__(name="killer", daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        portions = [self.drafts[n :: len(self.plan) + 1] for n in range(len(self.plan) + 1)]
        try:
            self._hand_out(portions[0])
            for victim, portion in zip(self.plan, portions[1:], strict=True):
                with self._deputy() if victim == "stopped worker" else contextlib.nullcontext():
                    during, self.after = portion[:-AFTER], portion[-AFTER:]
                    wanted = len(self.outside.acks) + max(len(during) // 2, 1)
                    self._hand_out(during)
                    while len(self.outside.acks) < wanted and not self.stop.wait(0.002):
                        pass
                    if self.stop.wait(self.dice.uniform(0, MOMENT)):
                        return
                    self.done.append(self._suspend(victim) if victim in STOPPED else self._kill(victim))
        finally:
            self._hand_out([""] * self.clients)

    def _hand_out(self, drafts: list[str]) -> None:
        for draft in drafts:
            self.waiting.put(draft)

    def _kill(self, victim: str) -> dict[str, Any]:
        said: dict[str, Any] = {"fault": fault_of(victim), "victim": victim}
        finished = self._count("kernel_errand where state = 'done'") if victim == "worker" else 0
        if victim == "worker":
            said["jobs_in_hand"] = self._jobs_in_hand()
        at = time.monotonic()
        pids = self._pids(victim)
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._hand_out(self.after)
        if victim == CLOSED:
            assert self.house.process is not None
            self.house.process.wait()
            self.house.open()
        said |= {"processes": len(pids), "seconds_to_next_answer": self._answered(at)}
        if victim == "worker":
            said["seconds_to_next_errand"] = self._worked(at, finished)
        return said

    def _suspend(self, victim: str) -> dict[str, Any]:
        """Stop it in the middle of its work until everybody believes it dead, and let it go on as if nothing was."""
        said: dict[str, Any] = {"fault": fault_of(victim), "victim": victim, "seconds_stopped": STOPPED[victim]}
        if victim == "stopped worker":
            said["jobs_in_hand"] = self._jobs_in_hand()
        at, pids = time.monotonic(), self._pids(victim.removeprefix("stopped "))
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        self._hand_out(self.after)
        try:
            said |= {"processes": len(pids), "seconds_to_next_answer": self._answered(at)}
            self.stop.wait(max(STOPPED[victim] - (time.monotonic() - at), 0))
        finally:
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)
        time.sleep(2)  # it goes on with what it had in hand, while its deputy still works
        return said

    @contextlib.contextmanager
    def _deputy(self) -> Iterator[None]:
        """A second worker, which takes up what the stopped one left."""
        with (self.house.home / "deputy.log").open("ab") as log:
            process = subprocess.Popen(self.house.command("worker"), env=self.house.env, stdout=log, stderr=log)
        try:
            wanted = self._count("procrastinate_workers") + 1
            end = time.monotonic() + PATIENCE / 4
            while self._count("procrastinate_workers") < wanted and time.monotonic() < end:
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()

    def _pids(self, victim: str) -> list[int]:
        if victim == CLOSED:
            assert self.house.process is not None
            return [self.house.process.pid]
        if victim == "web worker":
            masters = self.house.children("granian")
            return [pid for master in masters for pid in self.house.children("granian", of=master)][:1]
        if victim == "backend":
            with self.house.database() as link:
                return [int(str(row[0])) for row in link.execute(BACKEND).fetchall()]
        return self.house.children({"web": "granian", "worker": "\0worker\0", "postgres": "postgres"}[victim])

    def _jobs_in_hand(self) -> int:
        """How many jobs are being done; waits a little for one."""
        end = time.monotonic() + IN_HAND
        while not (found := self._count("procrastinate_jobs where status = 'doing'")) and time.monotonic() < end:
            time.sleep(0.005)
        return found

    def _answered(self, at: float) -> float | None:
        """Seconds until a submission was acknowledged whose request was sent after the kill."""
        while not self.stop.is_set() and time.monotonic() - at < PATIENCE:
            later = [answered for sent, answered in list(self.outside.acks) if sent > at]
            if later:
                return round(min(later) - at, 2)
            time.sleep(0.005)
        return None

    def _worked(self, at: float, finished: int) -> float | None:
        while time.monotonic() - at < PATIENCE:
            if self._count("kernel_errand where state = 'done'") > finished:
                return round(time.monotonic() - at, 2)
            time.sleep(0.1)
        return None

    def _count(self, what: str) -> int:
        try:
            with self.house.database() as link:
                row = link.execute(f"select count(*) from {what}".encode()).fetchone()
                return int(str(row[0])) if row else 0
        except psycopg.Error:
            return 0
