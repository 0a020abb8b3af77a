"""`python -m bench.wire`: cut a department's system off, let cases reach it, heal, compare its ledger with ours; lie.

The house is the real `tongban serve`, the department its simulator in a process of its own. Between them stands a proxy
that harms the wire in every way it knows, one after the other; then the department is stopped with SIGSTOP: it takes
connections and answers nobody, the worst way to be away. `--seconds 600` is the real run.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.browser import Browser
from bench.faults.proxy import MODES, Proxy
from bench.house import FOREIGN, House, free_port
from bench.machine import RESULTS, circumstances

STEP, SIMULATOR, CODE = "fire-opinion", "exchange.simulator", "fire-safety"
PATIENCE = 90.0
BREAKS_BY = 10  # failures by which the breaker must be open
LIARS = {"wrong-schema": "data.verdict", "early": "data.answers", "other-case": "data.case"}
UNREACHED = "暂时联系不上"


@dataclass
class Run:
    """The house, what was found, and what was wrong; empty when everything is as promised."""

    house: House
    found: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def need(self, good: object, sentence: str) -> None:
        if not good:
            self.wrong.append(sentence)

    def department(self, path: str, **said: Any) -> Any:
        body = json.dumps(said).encode() if said else None
        request = urllib.request.Request(f"http://127.0.0.1:{self.house.port + 3}{path}", body)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def lines(self) -> list[dict[str, Any]]:
        path = self.house.home / "simulators" / f"{CODE}.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def until(self, what: Callable[[], object], seconds: float = PATIENCE) -> float | None:
        """How long it took until ``what`` held; None when it never did."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if what():
                return round(time.monotonic() - begun, 1)
            time.sleep(0.2)
        return None


def main() -> int:
    """0 when every promise held, 1 when one did not."""
    chosen = _arguments()
    home = Path(chosen.home or tempfile.mkdtemp(prefix="tongban-wire-"))
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)  # the database runs as another user when we are root
    told = {"machine": circumstances(), "seconds_cut": chosen.seconds, "cases": chosen.cases}
    port, begun = free_port(), time.monotonic()
    with Proxy(port + 3) as wire:  # where the simulator stands
        wired = {"TONGBAN_WIRE_URL": f"http://127.0.0.1:{wire.port}", "TONGBAN_WIRE_MODE": "manual"}
        more = {"TONGBAN_WORKERS": "1", "TONGBAN_GRACE": "0", "TONGBAN_WIRE_DELAY": "0.2", **wired}
        run = Run(House(home, port=port, more=more), told)
        try:
            _tried(run, wire, chosen)
        finally:
            wire.mode = "well"
            for pid in run.house.children(SIMULATOR):
                os.kill(pid, signal.SIGCONT)
            run.house.close()
            if not chosen.home:
                shutil.rmtree(home, ignore_errors=True)
    run.found |= {"wrong": run.wrong, "seconds": round(time.monotonic() - begun, 1)}
    if chosen.result:
        Path(chosen.result).write_text(json.dumps(run.found, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps({k: v for k, v in run.found.items() if k != "machine"}, ensure_ascii=False, indent=1))
    print("FAILED" if run.wrong else "KEPT")
    return 1 if run.wrong else 0


def _tried(run: Run, wire: Proxy, chosen: argparse.Namespace) -> None:
    """Everything that is done to the wire."""
    print(f"serving in {run.house.home} …", flush=True)
    run.house.open()
    _set_up(run.house)
    harm(run, wire, chosen.harm)
    cut(run, chosen.seconds, chosen.cases)
    lie(run)
    compare(run)


def _set_up(house: House) -> None:
    """The verbs, called in this process on the house's own database."""
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(house.env)
    from tongban.site import ground

    ground.set_up()


def harm(run: Run, wire: Proxy, seconds: float) -> None:
    """One case for each way a wire fails: tried, owed while the wire is bad, there once when it is mended."""
    run.found["harmed"] = {}
    run.department("/mode", mode="well", delay=0.2)
    for mode in MODES:
        run.found["harmed"][mode] = _harmed(run, wire, mode, seconds)


def _harmed(run: Run, wire: Proxy, mode: str, seconds: float) -> dict[str, Any]:
    from tools import people

    case, met, failures = _ready(), wire.met[mode], _endpoint().failures
    wire.mode = mode
    people.sign(case, "check")
    met_after = run.until(lambda: wire.met[mode] > met)
    failed = run.until(lambda: _endpoint().failures > failures) if mode != "delay" else None
    time.sleep(seconds)
    row = _delivery(case)
    held, answered_through = (row.state if row else "not owed"), _state(case) == "agreed"
    wire.mode = "well"
    sent = run.until(lambda: (row := _delivery(case)) is not None and row.state == "sent")
    answered = run.until(lambda: _state(case) == "agreed")
    opinions = case.opinions.filter(step=STEP).count()
    # Who answers the event has received it, whether or not his receipt came through.
    good = held == "sent" if mode == "delay" or answered_through else held == "waiting"
    run.need(met_after is not None, f"{mode}: the wire was not tried while it was bad")
    run.need(mode == "delay" or failed is not None, f"{mode}: nobody saw it fail")
    run.need(good, f"{mode}: {held} while the wire was bad; answered: {answered_through}")
    run.need(sent is not None and answered is not None, f"{mode}: mended, and the case still waits")
    run.need(opinions == 1, f"{mode}: {opinions} opinions")
    return {
        "times_met": wire.met[mode] - met, "failure_seen_after_seconds": failed, "while_harmed": held,
        "sent_after_seconds": sent, "answered_after_seconds_more": answered, "opinions": opinions,
    }  # fmt: skip


def cut(run: Run, seconds: float, count: int) -> None:
    """Stop the department, let cases reach it, look at a case page, let it go on."""
    from tools import people

    waiting = [_ready() for _ in range(count)]
    others = [_ready() for _ in range(3)]
    print(f"{count} cases are ready; the department is cut off for {seconds:.0f} s …", flush=True)
    run.department("/mode", mode="well", delay=0.2)
    (pid,) = run.house.children(SIMULATOR)
    os.kill(pid, signal.SIGSTOP)
    begun = time.monotonic()
    for n, case in enumerate(waiting):
        people.sign(case, "check")
        if n % 5 == 0:
            _pause(case)
    said = run.until(lambda: UNREACHED in _page(run, waiting[0].number), max(seconds, PATIENCE))
    run.need(said is not None, "the case page never said which department waits")
    failures = _endpoint().failures
    went_on = _others_go_on(run, [*waiting[1:4], *others])
    time.sleep(max(0.0, seconds - (time.monotonic() - begun)))
    outage, backlog = time.monotonic() - begun, _unsent()
    run.need(outage < 60 or _endpoint().broken_since is not None, "the breaker never opened")
    os.kill(pid, signal.SIGCONT)
    drained = run.until(lambda: not _unsent(), max(outage, PATIENCE))
    answered = run.until(lambda: all(_state(case) == "agreed" for case in waiting), PATIENCE)
    in_time = drained is not None and drained <= max(outage / 2, 60)
    run.need(in_time, f"the backlog took {drained} s after {outage:.0f} s")
    run.need(answered is not None, "not every case got its opinion")
    run.found["cut"] = {
        "outage_seconds": round(outage, 1), "backlog": backlog, "failures_by_then": failures,
        "page_said_so_after_seconds": said, "other_departments_signed_meanwhile": went_on,
        "drained_after_seconds": drained, "all_answered_after_seconds_more": answered,
        "breaker_opened_after_failures": _failures_told(),
    }  # fmt: skip
    opened = 0 < _failures_told() <= BREAKS_BY
    run.need(outage < 60 or opened, "the breaker did not open within ten failures")


def lie(run: Run) -> None:
    """Each liar gets a case; its step must stay as it was, and what was said must lie in quarantine."""
    from tools import people

    run.found["liars"] = {}
    for mode, field_name in LIARS.items():
        case = _ready()
        run.department("/mode", mode=mode, delay=0.2)
        before = _quarantined()
        people.sign(case, "check")
        took = run.until(lambda before=before: _quarantined() > before)  # type: ignore[misc]
        fields = _newest_fields()
        run.found["liars"][mode] = {"quarantined_after_seconds": took, "fields": fields, "step": _state(case)}
        run.need(took is not None and field_name in fields, f"{mode}: not quarantined by {field_name}, but {fields}")
        run.need(_state(case) == "open", f"{mode}: the step is {_state(case)}")
    run.need(_tasks() == 1, "nobody has the quarantine on his desk")
    _garbage(run, _ready())
    _repeat(run, _ready())


def _garbage(run: Run, case: Any) -> None:
    from tools import people

    run.department("/mode", mode="garbage", delay=0.2)
    people.sign(case, "check")
    tried = run.until(lambda: _delivery(case) is not None and _delivery(case).bad > 0)
    state = _delivery(case).state
    run.need(tried is not None and state == "waiting" and _state(case) == "open", f"garbage was taken: {state}")
    run.department("/mode", mode="manual")
    healed = run.until(lambda: _delivery(case).state == "sent")
    run.need(healed is not None, "what garbage held up never came")
    run.found["liars"]["garbage"] = {"first_refused_after_seconds": tried, "delivered_after_seconds": healed}


def _repeat(run: Run, case: Any) -> None:
    from tools import people

    run.department("/mode", mode="repeat", delay=0.2)
    people.sign(case, "check")
    took = run.until(lambda: _state(case) == "agreed")
    time.sleep(3)
    opinions = case.opinions.filter(step=STEP).count()
    sent = [line for line in run.lines() if line["what"] == "sent" and line["case"] == case.number]
    answers = Counter(line["said"] for line in sent)
    run.need(took is not None and opinions == 1, f"repeat: {opinions} opinions")
    run.need(len(sent) == 3 and len(answers) == 1, f"repeat: answers differ: {answers}")
    run.found["liars"]["repeat"] = {"sent": len(sent), "opinions": opinions, "different_answers": len(answers)}


def compare(run: Run) -> None:
    """The department's own ledger against what we say we sent: the same, once, in order per case."""
    from tongban.registers.exchange.models import Delivery

    lines = run.lines()
    received = [line for line in lines if line["what"] == "received"]
    sent = {str(one.event) for one in Delivery.objects.filter(state="sent").defer("body")}
    theirs = Counter(line["event"] for line in received)
    run.need(set(theirs) == sent, f"{len(set(theirs) ^ sent)} messages are in one ledger and not in the other")
    run.need(all(n == 1 for n in theirs.values()), "the department has something twice")
    orders: dict[str, list[int]] = defaultdict(list)
    for line in received:
        orders[line["subject"]].append(int(line["sequence"]))
    bad = [case for case, order in orders.items() if order != sorted(order)]
    run.need(not bad, f"out of order: {bad[:3]}")
    run.need(not _unsent(), f"{_unsent()} messages are still unsent")
    run.found["compared"] = {
        "sent": len(sent), "received_once": len(theirs), "repeats_the_department_saw": sum(
            line["what"] == "repeated" for line in lines
        ), "cases": len(orders), "out_of_order": len(bad),
    }  # fmt: skip


def _ready() -> Any:
    """A case whose material check is the next thing to be signed."""
    from tools import people

    case = people.accepted(**{"premises.area": "320"})
    end = time.monotonic() + PATIENCE
    while _state(case, "check") != "open" or not _on_desk(case, "check"):
        if time.monotonic() > end:
            raise RuntimeError(f"{case.number} never reached its desk")
        case = people.settled(case)
        time.sleep(0.1)
    return case


def _on_desk(case: Any, step: str) -> bool:
    from tongban.work.tasks import queries

    return bool(queries.open_of(case.subject, "step", step))


def _pause(case: Any) -> None:
    """A special procedure that begins and ends: two more messages that must come after the first."""
    from tongban.work.cases import actions
    from tools import people

    people.settled(case)
    actions.pause(people.approver(), str(case.pk), reason="需要检验", law="行政许可法 第四十五条", needed="十个工作日")
    people.settled(case)
    actions.resume(people.approver(), str(case.pk), result="检验合格")
    people.settled(case)


def _others_go_on(run: Run, cases: list[Any]) -> int:
    """Another department signs while the fire brigade is away."""
    from tools import people

    count = 0
    for case in cases[:3]:
        run.until(lambda case=case: _on_desk(case, "ecology-opinion"))  # type: ignore[misc]
        people.sign(case, "ecology-opinion")
        count += 1
    run.need(count == 3, "other departments could not go on")
    return count


def _page(run: Run, number: str) -> str:
    browser = Browser(run.house.port)
    browser.sign_in("zhouyuanhang")
    return str(browser.get(f"/desk/cases/{number}/?view=flow").text)


def _state(case: Any, step: str = STEP) -> str:
    from tongban.work.approvals import queries
    from tools import people

    return next((one.state for one in queries.lanes(people.fresh(case)) if one.step == step), "")


def _endpoint() -> Any:
    from tongban.registers.exchange import queries

    return queries.find(CODE)


def _unsent() -> int:
    return int(_endpoint().deliveries.filter(state__in=("waiting", "dead")).count())


def _delivery(case: Any) -> Any:
    return _endpoint().deliveries.filter(subject=case.subject).order_by("id").first()


def _failures_told() -> int:
    """After how many failures the breaker opened, as the ledger has it."""
    from tongban.registers.ledger import queries

    return max((row.body["failures"] for row in queries.recent("exchange.WireBroken")), default=0)


def _quarantined() -> int:
    return int(_endpoint().arrivals.filter(state="quarantined").count())


def _newest_fields() -> list[str]:
    row = _endpoint().arrivals.filter(state="quarantined").order_by("-at").first()
    return [one["field"] for one in row.answer["problems"]] if row else []


def _tasks() -> int:
    from tongban.work.tasks import queries

    return len(queries.open_of(_endpoint().subject, "exchange", "quarantine"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.wire", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long the department is cut off; 600 for real")
    parser.add_argument("--harm", type=float, default=5, help="seconds each way of harming the wire stands, at least")
    parser.add_argument("--cases", type=int, default=30)
    parser.add_argument("--home", default="", help="use this folder and leave it there")
    parser.add_argument("--result", default=str(RESULTS / "wire.json"), help='where the JSON goes; "" for nowhere')
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
