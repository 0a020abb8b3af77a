"""Who is killed, when, and how long it took until somebody was answered again."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
import time
from dataclasses import dataclass, field
from random import Random
from typing import Any

import psycopg

from bench.faults.clients import Outside
from bench.house import PATIENCE, House

VICTIMS = ("web worker", "web", "worker", "postgres")
CLOSED = "the whole house"


@dataclass
class Killer(threading.Thread):
    """Hands out the drafts in portions, and kills in the middle of each: somebody is always being answered."""

    house: House
    outside: Outside
    drafts: list[str]
    clients: int
    kills: int
    seed: int
    waiting: queue.Queue[str] = field(default_factory=queue.Queue)
    done: list[dict[str, Any]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(name="killer", daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def plan(self) -> list[str]:
        """Every victim equally often, in an order of the seed; in the middle the whole house."""
        dice, order = Random(self.seed), [VICTIMS[n % len(VICTIMS)] for n in range(self.kills - 1)]
        dice.shuffle(order)
        return [*order[: len(order) // 2], CLOSED, *order[len(order) // 2 :]] if self.kills else []

    def run(self) -> None:
        plan = self.plan()
        portions = [self.drafts[n :: len(plan) + 1] for n in range(len(plan) + 1)]
        try:
            self._hand_out(portions[0])
            for victim, portion in zip(plan, portions[1:], strict=True):
                wanted = len(self.outside.acks) + max(len(portion) // 2, 1)
                self._hand_out(portion)
                while len(self.outside.acks) < wanted and not self.stop.wait(0.002):
                    pass
                if self.stop.is_set():
                    return
                self.done.append(self._kill(victim))
        finally:
            self._hand_out([""] * self.clients)

    def _hand_out(self, drafts: list[str]) -> None:
        for draft in drafts:
            self.waiting.put(draft)

    def _kill(self, victim: str) -> dict[str, Any]:
        finished = self._errands_done() if victim == "worker" else 0
        at = time.monotonic()
        pids = self._pids(victim)
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if victim == CLOSED:
            assert self.house.process is not None
            self.house.process.wait()
            self.house.open()
        said: dict[str, Any] = {"victim": victim, "processes": len(pids), "seconds_to_next_answer": self._answered(at)}
        if victim == "worker":
            said["seconds_to_next_errand"] = self._worked(at, finished)
        return said

    def _pids(self, victim: str) -> list[int]:
        if victim == CLOSED:
            assert self.house.process is not None
            return [self.house.process.pid]
        if victim == "web worker":
            masters = self.house.children("granian")
            return [pid for master in masters for pid in self.house.children("granian", of=master)][:1]
        return self.house.children({"web": "granian", "worker": "\0worker\0", "postgres": "postgres"}[victim])

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
            if self._errands_done() > finished:
                return round(time.monotonic() - at, 2)
            time.sleep(0.1)
        return None

    def _errands_done(self) -> int:
        try:
            with self.house.database() as link:
                row = link.execute("select count(*) from kernel_errand where state = 'done'").fetchone()
                return int(str(row[0])) if row else 0
        except psycopg.Error:
            return 0
