"""`python -m bench.faults`: serve, submit, kill, send twice, race, cut; then ask every invariant from outside.

`--only F7,F13` runs some of them. Results are merged into one file: what was not run again stays as it was found.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bench.faults.alteration import altered
from bench.faults.audit import audit, drained
from bench.faults.clients import Outside, prepare, submit_all
from bench.faults.database import database
from bench.faults.duplicates import duplicates
from bench.faults.invariants.__main__ import judged
from bench.faults.killer import Killer, planned
from bench.faults.racing import racing
from bench.faults.telling import tell
from bench.faults.wires import wires
from bench.house import House
from bench.machine import RESULTS, circumstances

DRAIN = 300.0  # seconds in which nothing of what is owed was done: then it never will be
SHARE = 6  # drafts at least between two kills, so that somebody is being answered at each
KILLS = ("F1", "F2", "F3", "F4")
WIRES = ("F8", "F10")
LINE = "LINE"  # F8 between the house and its own database
FAULTS = (*KILLS, "F7", LINE, "F8", "F10", "F13")
Part = dict[str, Any]


@dataclass
class Run:
    """What was chosen, under which circumstances, and what each part said."""

    chosen: argparse.Namespace
    machine: dict[str, Any]
    parts: dict[str, Part]

    def part(self, name: str, work: Callable[[], Part | None]) -> None:
        """Run one part; an error in it is something wrong, and the others still run."""
        print(f"— {name} —", flush=True)
        begun = time.monotonic()
        try:
            said = work()
        except Exception as error:
            said = {"wrong": [f"{type(error).__name__}: {error}"]}
        if said is None:
            print("  not here yet", flush=True)
            return
        said |= {"seed": self.chosen.seed, "seconds": round(time.monotonic() - begun, 1), "machine": self.machine}
        self.parts[name] = said
        tell(name, said)
        if self.chosen.result:
            _merge(Path(self.chosen.result), self.parts)


def main() -> int:
    """0 when every promise held, 1 when one did not."""
    chosen = _arguments()
    run = Run(chosen, circumstances(), {})
    kills = tuple(fault for fault in KILLS if fault in chosen.only)
    if kills or {"F7", "F13"} & set(chosen.only):
        with _serving(chosen) as house:
            _inside(run, house, kills)
    if LINE in chosen.only:
        run.part(LINE, lambda: _database(chosen))
    if set(WIRES) & set(chosen.only):
        run.part("F8 F10", lambda: _wires(chosen))
    wrong = [f"{name}: {said}" for name, part in run.parts.items() for said in part["wrong"]]
    print(f"{'FAILED' if wrong else 'KEPT'}: {', '.join(run.parts)}; {len(wrong)} wrong; seed {chosen.seed}")
    return 1 if wrong else 0


@contextmanager
def _serving(chosen: argparse.Namespace) -> Iterator[House]:
    home = Path(chosen.home or tempfile.mkdtemp(prefix="tongban-faults-"))
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)  # the database runs as another user when we are root
    house = House(home, more={"TONGBAN_WORKERS": "2", "TONGBAN_GRACE": "0"})
    try:
        print(f"serving in {home} …", flush=True)
        house.open()
        yield house
    finally:
        house.close()
        if not chosen.home:
            shutil.rmtree(home, ignore_errors=True)


def _inside(run: Run, house: House, kills: tuple[str, ...]) -> None:
    """What happens to one house, one after the other; then the invariants of all of it, and the altered byte."""
    chosen, outside = run.chosen, Outside(house.home / "outside.jsonl")
    if kills:
        run.part(" ".join(kills), lambda: _killed(house, outside, chosen, kills))
    if "F7" in chosen.only:
        run.part("F7", lambda: duplicates(house, outside, chosen.at_once, DRAIN))
    if "F13" in chosen.only:
        run.part("F13", lambda: racing(house, outside, chosen.at_once, chosen.races, DRAIN))
    run.part("invariants", lambda: _judged(house, list(run.parts)))
    run.part("one byte", lambda: altered(house))


def _killed(house: House, outside: Outside, chosen: argparse.Namespace, kills: tuple[str, ...]) -> Part:
    plan = planned(kills, chosen.rounds, chosen.databases, chosen.seed)
    drafts = prepare(house.port, max(chosen.submissions, SHARE * (len(plan) + 1)), chosen.threads)
    print(f"{len(drafts)} drafts are ready; {chosen.threads} clients submit, {len(plan)} kills …", flush=True)
    killer = Killer(house, outside, drafts, chosen.threads, plan, dice=Random(chosen.seed))
    killer.start()
    try:
        submit_all(house.port, killer.waiting, outside, chosen.threads, chosen.seed)
    finally:
        killer.stop.set()
        killer.join(60)
    house.wait_until_well()
    seconds = drained(house, DRAIN)
    found = audit(house, drafts, outside.told)
    if seconds is None:
        found.wrong.append(f"not everything owed was done, and nothing of it for {DRAIN:.0f} s")
    if len(killer.done) < len(plan):
        found.wrong.append(f"only {len(killer.done)} of {len(plan)} kills happened")
    return {
        "counted": found.counted, "wrong": found.wrong, "kills": killer.done, "seconds_to_drain": seconds,
        "met_by_clients": dict(outside.met),
    }  # fmt: skip


def _judged(house: House, after: list[str]) -> Part:
    found = judged(house.home)
    wrong = [f"{held.code}: {said}" for held in found for said in held.wrong[:10]]
    return {"after": after, "invariants": [held.told for held in found], "wrong": wrong}


def _database(chosen: argparse.Namespace) -> Part:
    with tempfile.TemporaryDirectory(prefix="tongban-line-") as folder:
        Path(folder).chmod(0o755)
        return database(Path(folder) / "home", chosen.harms, chosen.threads, chosen.seed, DRAIN)


def _wires(chosen: argparse.Namespace) -> Part | None:
    said = wires(chosen.cut, chosen.cut_cases)
    if said is not None:
        broken = [one for one in said["invariants"] if one["wrong"]]
        said["wrong"] += [f"{one['code']}: {sentence}" for one in broken for sentence in one["wrong"][:10]]
    return said


def _merge(path: Path, parts: dict[str, Part]) -> None:
    """What was run replaces what an earlier run said of the same faults."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = json.loads(path.read_text("utf-8")).get("parts", {}) if path.exists() else {}
    run = {fault for name in parts for fault in name.split() if fault in FAULTS}
    kept = {name: part for name, part in before.items() if not run & set(name.split()) and name not in parts}
    path.write_text(json.dumps({"parts": {**kept, **parts}}, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--only", type=_faults, default=FAULTS, help=f"some of {','.join(FAULTS)}")
    parser.add_argument("--submissions", type=int, default=0, help=f"at least; {SHARE} for each kill in any case")
    parser.add_argument("--rounds", type=int, default=50, help="how often pages (F1) or worker (F3) are killed")
    parser.add_argument("--databases", type=int, default=3, help="how often PostgreSQL and one backend are killed (F2)")
    parser.add_argument("--harms", type=int, default=2, help="how often each harm is done to the database's line")
    parser.add_argument("--threads", type=int, default=6)
    parser.add_argument("--at-once", type=int, default=50, help="requests or people at the same moment in F7 and F13")
    parser.add_argument("--races", type=int, default=10, help="withdrawals against the last signature in F13")
    parser.add_argument("--cut", type=float, default=600, help="seconds the department is cut off in F8")
    parser.add_argument("--cut-cases", type=int, default=36)
    parser.add_argument("--short", action="store_true", help="all but the kills briefly, and no file of it")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("FAULT_SEED") or time.time()))
    parser.add_argument("--home", default="", help="use this folder and leave it there")
    parser.add_argument("--result", default=str(RESULTS / "faults.json"), help='where the JSON goes; "" for nowhere')
    chosen = parser.parse_args()
    if chosen.short:
        chosen.databases, chosen.harms, chosen.at_once, chosen.races = 1, 1, 12, 3
        chosen.cut, chosen.cut_cases, chosen.result = 75.0, 8, ""
    return chosen


def _faults(text: str) -> tuple[str, ...]:
    wanted = text.upper().replace(",", " ").split()
    if unknown := [name for name in wanted if name not in FAULTS]:
        raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(FAULTS)}")
    return tuple(wanted)


if __name__ == "__main__":
    sys.exit(main())
