"""The line between the house and its PostgreSQL, harmed in every way while people submit; afterwards nothing is lost.

The database runs beside the house here, as a city's own does, and is reached over TCP through the proxy.
"""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bench.faults.audit import audit, drained
from bench.faults.clients import Outside, prepare, submit_all
from bench.faults.invariants.__main__ import judged
from bench.faults.proxy import MODES, Proxy
from bench.house import PATIENCE, House

SHARE = 8  # drafts for each harm
STANDS = (3.0, 12.0)  # seconds a harm stands: shorter, and longer than half of what clients wait for an answer


@dataclass
class Harmer(threading.Thread):
    """Hands out drafts, harms the line while they are being submitted, and waits until somebody is answered again."""

    wire: Proxy
    outside: Outside
    drafts: list[str]
    clients: int
    plan: list[str]
    dice: Random
    waiting: queue.Queue[str] = field(default_factory=queue.Queue)
    done: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(name="harmer", daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        try:
            for n, mode in enumerate(self.plan):
                self._one(mode, self.drafts[n :: len(self.plan)])
        finally:
            self.wire.mode = "well"
            for _ in range(self.clients):
                self.waiting.put("")

    def _one(self, mode: str, drafts: list[str]) -> None:
        stands, met = self.dice.uniform(*STANDS), self.wire.met[mode]
        for draft in drafts:
            self.waiting.put(draft)
        time.sleep(self.dice.uniform(0.2, 1.0))
        self.wire.mode = mode
        time.sleep(stands)
        self.wire.mode = "well"
        healed = time.monotonic()
        self.done.append({
            "mode": mode, "seconds": round(stands, 1), "harmed": self.wire.met[mode] - met,
            "seconds_to_next_answer": self._answered(healed),
        })  # fmt: skip

    def _answered(self, healed: float) -> float | None:
        """Seconds from the healing until somebody was acknowledged; 0 when all of this share had been before."""
        while time.monotonic() - healed < PATIENCE:
            later = [answered for _, answered in list(self.outside.acks) if answered > healed]
            if later:
                return round(min(later) - healed, 2)
            if self.waiting.empty() and len(self.outside.told) == self.outside.settled():
                return 0.0
            time.sleep(0.02)
        return None


def database(home: Path, rounds: int, threads: int, seed: int, drain: float) -> dict[str, Any]:
    """Every harm ``rounds`` times in an order of the seed; ``wrong`` is empty when every promise held."""
    from tongban.site.postgres import running

    plan = list(MODES) * rounds
    Random(seed).shuffle(plan)
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)  # the database runs as another user when we are root
    with running(home) as cluster, Proxy(str(cluster.socket_dir / ".s.PGSQL.5432")) as wire:
        url = f"postgresql://tongban@127.0.0.1:{wire.port}/tongban"
        house = House(home, more={"TONGBAN_WORKERS": "2", "TONGBAN_GRACE": "0", "DATABASE_URL": url})
        try:
            house.open()
            said = _harmed(house, wire, plan, threads, seed, drain)
            found = judged(home)
        finally:
            wire.mode = "well"
            house.close()
    said["invariants"] = [held.told for held in found]
    said["wrong"] += [f"{held.code}: {sentence}" for held in found for sentence in held.wrong[:10]]
    return said


def _harmed(house: House, wire: Proxy, plan: list[str], threads: int, seed: int, drain: float) -> dict[str, Any]:
    drafts, outside = prepare(house.port, SHARE * len(plan), threads), Outside(house.home / "outside.jsonl")
    harmer = Harmer(wire, outside, drafts, threads, plan, Random(seed))
    harmer.start()
    try:
        submit_all(house.port, harmer.waiting, outside, threads, seed)
    finally:
        harmer.join(PATIENCE)
    house.wait_until_well()
    seconds = drained(house, drain)
    found = audit(house, drafts, outside.told)
    if seconds is None:
        found.wrong.append(f"not everything owed was done, and nothing of it for {drain:.0f} s")
    idle = [one["mode"] for one in harmer.done if not one["harmed"]]
    if idle or len(harmer.done) < len(plan):
        found.wrong.append(f"{len(harmer.done)} of {len(plan)} harms happened, nothing was harmed by {idle}")
    never = [one["mode"] for one in harmer.done if one["seconds_to_next_answer"] is None]
    if never:
        found.wrong.append(f"nobody was answered again after {never}")
    return {
        "counted": found.counted, "wrong": found.wrong, "harms": harmer.done, "seconds_to_drain": seconds,
        "met_by_clients": dict(outside.met),
    }  # fmt: skip
