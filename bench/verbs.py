"""`python -m bench.verbs`: submit, accept and sign called directly, beside pgbench running the very same statements."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench import place
from bench.load import middle
from bench.machine import RESULTS, circumstances
from bench.statements import Said, as_script, listening, pgbench

APPLICANT, CLERK, REVIEWER = "henainai", "LT0004", "LT0701"
STEP = "check"
SIDE_BY_SIDE = 8


@dataclass
class Verb:
    """One verb: what it is called with, what it says to the database, and what was measured."""

    name: str
    call: Callable[[str], Any]
    said: list[Said] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    together: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    limit_alone: list[float] = field(default_factory=list)
    limit_together: list[float] = field(default_factory=list)

    @property
    def result(self) -> dict[str, Any]:
        alone, together = middle(self.alone), middle(self.together)
        limits = middle(self.limit_alone), middle(self.limit_together)
        return {
            "verb": self.name, "statements": len(self.said), "reads": sum(s.reads for s in self.said),
            "alone_per_second": alone, "p95_ms": round(sorted(self.times)[int(len(self.times) * 0.95)] * 1000, 1),
            f"together_{SIDE_BY_SIDE}_per_second": together, "pgbench_alone": limits[0],
            f"pgbench_{SIDE_BY_SIDE}": limits[1], "share_of_limit_alone": round(alone / limits[0], 3),
            "share_of_limit_together": round(together / limits[1], 3), "rounds": [round(n, 1) for n in self.alone],
        }  # fmt: skip


def main() -> int:
    chosen = _arguments()
    place.set_environment()
    said: dict[str, Any] = {"machine": circumstances()}
    with place.standing(chosen.cases) as loaded:
        said |= loaded
        verbs = _verbs()
        _look(verbs)
        for number in range(1, chosen.rounds + 1):
            _round(verbs, chosen)
            for verb in verbs:
                print(
                    f"  round {number}: {verb.name:<7} {len(verb.said)} statements, alone {verb.alone[-1]:6.1f}/s, "
                    f"{SIDE_BY_SIDE} together {verb.together[-1]:6.1f}/s; pgbench {verb.limit_alone[-1]:7.1f} and "
                    f"{verb.limit_together[-1]:7.1f}/s", flush=True,
                )  # fmt: skip
        said |= {"rounds": chosen.rounds, "calls_each_round": chosen.calls, "verbs": [verb.result for verb in verbs]}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "verbs.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    return 0


def _verbs() -> list[Verb]:
    from tongban.kernel.actor import Actor
    from tongban.registers.identity import queries as identity
    from tongban.work.approvals import actions as approvals
    from tongban.work.cases import actions as cases

    def actor(name: str, door: str) -> Actor:
        account = identity.account_by_name(name)
        assert account is not None
        return identity.actor_for(account, door=door).with_proof()

    me, clerk, reviewer = actor(APPLICANT, "portal"), actor(CLERK, "desk"), actor(REVIEWER, "desk")
    return [
        Verb("submit", lambda case: cases.submit(me, case, promise=True)),
        Verb("accept", lambda case: cases.accept(clerk, case)),
        Verb("sign", lambda case: approvals.sign(reviewer, case, STEP, verdict="agree", text="符合要求，同意。")),
    ]


def drafts(count: int) -> list[str]:
    """Applications that are ready to be submitted."""
    from tools import people

    return [str(people.draft(people.ALLOWANCE).pk) for _ in range(count)]


def _look(verbs: list[Verb]) -> None:
    """What each verb says to the database, from its second call: the first one fills caches."""
    from tongban.kernel import jobs

    for case in drafts(2):
        for verb in verbs:
            with listening(case) as heard:
                verb.call(case)
            verb.said = heard
            with jobs.quiet():
                jobs.run_owed(f"case/{case}")


def _round(verbs: list[Verb], chosen: argparse.Namespace) -> None:
    """Every verb alone and side by side, and right after it pgbench with the same statements."""
    ready = drafts(chosen.calls * 2)
    alone, together = ready[: chosen.calls], ready[chosen.calls :]
    for verb in verbs:
        verb.alone.append(_alone(verb, alone))
        verb.together.append(_together(verb, together))
        script = as_script(verb.said)
        verb.limit_alone.append(pgbench(script, 1, chosen.seconds))
        verb.limit_together.append(pgbench(script, SIDE_BY_SIDE, chosen.seconds))
        _follow(ready)


def _alone(verb: Verb, ready: list[str]) -> float:
    begun = time.perf_counter()
    for case in ready:
        at = time.perf_counter()
        verb.call(case)
        verb.times.append(time.perf_counter() - at)
    return len(ready) / (time.perf_counter() - begun)


def _together(verb: Verb, ready: list[str]) -> float:
    """The calls of this verb in several processes at once; begun when all of them are connected."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(SIDE_BY_SIDE + 1)
    workers = [context.Process(target=_share, args=(verb, ready[n::SIDE_BY_SIDE], gate)) for n in range(SIDE_BY_SIDE)]
    for worker in workers:
        worker.start()
    gate.wait()
    begun = time.perf_counter()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError(f"{verb.name} went wrong in another process")
    return len(ready) / (time.perf_counter() - begun)


def _share(verb: Verb, ready: list[str], gate: Any) -> None:
    from django.db import connection

    connection.ensure_connection()
    gate.wait()
    for case in ready:
        verb.call(case)


def _follow(ready: list[str]) -> None:
    """What followed from the verbs happens now, so that the next verb finds the world it would find."""
    from procrastinate.contrib.django import app

    from tongban.kernel import jobs

    with jobs.quiet():
        for case in ready:
            jobs.run_owed(f"case/{case}")
    app.connector.get_sync_connector().execute_query("delete from procrastinate_jobs where status = 'todo'")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.verbs", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--calls", type=int, default=160)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4, help="of each pgbench run")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
