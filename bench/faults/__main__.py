"""`python -m bench.faults`: serve, submit, kill, wait, compare; then alter one byte and see that it is found."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.faults.audit import Found, audit, drained
from bench.faults.clients import Outside, prepare, submit_all
from bench.faults.killer import Killer
from bench.house import House
from bench.machine import RESULTS, circumstances

DRAIN = 180.0


def main() -> int:
    """0 when every promise held, 1 when one did not."""
    chosen = _arguments()
    home = Path(chosen.home or tempfile.mkdtemp(prefix="tongban-faults-"))
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)  # the database runs as another user when we are root
    house = House(home, more={"TONGBAN_WORKERS": "2"})
    said: dict[str, Any] = {"machine": circumstances(), "seed": chosen.seed, "submissions": chosen.submissions}
    begun = time.monotonic()
    try:
        said |= _run(house, chosen)
    finally:
        house.close()
        if not chosen.home:
            shutil.rmtree(home, ignore_errors=True)
    said["seconds"] = round(time.monotonic() - begun, 1)
    if chosen.result:
        Path(chosen.result).parent.mkdir(parents=True, exist_ok=True)
        Path(chosen.result).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    _tell(said)
    return 1 if said["wrong"] else 0


def _run(house: House, chosen: argparse.Namespace) -> dict[str, Any]:
    print(f"serving in {house.home} …", flush=True)
    house.open()
    drafts = prepare(house.port, chosen.submissions, chosen.threads)
    print(f"{len(drafts)} drafts are ready; {chosen.threads} clients submit, {chosen.kills} kills …", flush=True)
    outside = Outside(house.home / "outside.jsonl")
    killer = Killer(house, outside, drafts, chosen.threads, chosen.kills, chosen.seed)
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
        found.wrong.append(f"not everything owed was done within {DRAIN:.0f} s")
    if len(killer.done) < chosen.kills:
        found.wrong.append(f"only {len(killer.done)} of {chosen.kills} kills happened")
    altered = _alter(house, found)
    return {
        "counted": found.counted, "wrong": found.wrong, "kills": killer.done, "seconds_to_drain": seconds,
        "met_by_clients": dict(outside.met), "alteration": altered,
    }  # fmt: skip


def _alter(house: House, found: Found) -> dict[str, Any]:
    """The whole record verifies; one byte changed past all guards does not; the byte put back, it verifies again."""
    whole = _verified(house)
    if not whole.get("whole"):
        found.wrong.append(f"the ledger does not verify after the kills: {whole}")
        return {"before": whole}
    with house.database() as link:
        chosen = "select seq, line from ledger_fact where kind = 'cases.CaseSubmitted' order by seq limit 1"
        row = link.execute(chosen).fetchone()
        assert row is not None
        seq, line = int(str(row[0])), str(row[1])
        at = line.index('"number":"') + len('"number":"')
        other = line[:at] + chr(ord(line[at]) ^ 1) + line[at + 1 :]
        link.execute("set session_replication_role = replica")
        link.execute("update ledger_fact set line = %s where seq = %s", [other, seq])
        caught = _verified(house)
        link.execute("update ledger_fact set line = %s where seq = %s", [line, seq])
    again = _verified(house)
    if caught.get("whole") or f"fact {seq} " not in str(caught.get("where")):
        found.wrong.append(f"one byte of fact {seq} was altered and verify said {caught}")
    if not again.get("whole"):
        found.wrong.append(f"the byte was put back and verify said {again}")
    return {"before": whole, "altered_fact": seq, "caught": caught, "after": again}


def _verified(house: House) -> dict[str, Any]:
    done = house.run("ledger", "verify", "--json")
    try:
        return {**json.loads(done.stdout), "exit": done.returncode}
    except ValueError:
        return {"whole": False, "exit": done.returncode, "said": (done.stdout + done.stderr)[-500:]}


def _tell(said: dict[str, Any]) -> None:
    for kill in said["kills"]:
        errand = kill.get("seconds_to_next_errand")
        more = f", next errand after {errand} s" if errand is not None else ""
        print(f"  killed {kill['victim']:<16} next answer after {kill['seconds_to_next_answer']} s{more}")
    print(f"  clients met {said['met_by_clients']}; all that was owed was done after {said['seconds_to_drain']} s more")
    print(f"  altered fact {said['alteration'].get('altered_fact')}: verify says {said['alteration'].get('caught')}")
    for sentence in said["wrong"][:20]:
        print(f"  WRONG: {sentence}")
    n = said["counted"]
    print(
        f"{'FAILED' if said['wrong'] else 'KEPT'}: {n['acknowledged']} of {n['drafts']} submissions acknowledged under "
        f"{len(said['kills'])} kills, {n['lost']} lost, {n['doubled']} doubled; of {n['outcome_unknown']} unanswered "
        f"{n['unknown_and_done_once']} done once, {n['unknown_and_not_done']} not done; "
        f"seed {said['seed']}, {said['seconds']} s"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--kills", type=int, default=13)
    parser.add_argument("--threads", type=int, default=6)
    parser.add_argument("--seed", type=int, default=int(os.environ.get("FAULT_SEED") or time.time()))
    parser.add_argument("--home", default="", help="use this folder and leave it there")
    parser.add_argument("--result", default=str(RESULTS / "faults.json"), help='where the JSON goes; "" for nowhere')
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
