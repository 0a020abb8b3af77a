"""`python -m bench.report`: bench/results as one readable page, bench/results/README.md."""

from __future__ import annotations

import json
import sys
from typing import Any

from bench.machine import RESULTS


def main() -> int:
    lines = ["# Figures", "", "Written by `python -m bench.report` from the JSON files beside it; `make bench` and "
             "`make faults` measure anew.", ""]  # fmt: skip
    for name, section in (("pages", _pages), ("verbs", _verbs), ("faults", _faults)):
        path = RESULTS / f"{name}.json"
        if path.exists():
            said = json.loads(path.read_text())
            lines += [*section(said), "", _machine(said["machine"]), ""]
    text = "\n".join(lines)
    (RESULTS / "README.md").write_text(text)
    print(text)
    return 0


def _pages(said: dict[str, Any]) -> list[str]:
    rows = [
        f"| {p['page']} | `{p['path'][:48]}` | {p['requests_per_second']} | {p['p50_ms']} | {p['p95_ms']} | "
        f"{p['queries']} | {p['kilobytes']} |" for p in said["pages"]
    ]  # fmt: skip
    return [
        f"## Pages (`python -m bench.pages`), {said['loaded']['cases']:,} cases", "",
        f"{said['workers']} workers, {said['connections']} keep-alive connections on the same machine, median of "
        f"{said['rounds']} interleaved rounds of {said['requests_each_round']} requests.", "",
        "| page | address | requests/s | p50 ms | p95 ms | queries | kB |", "|---|---|---|---|---|---|---|", *rows,
    ]  # fmt: skip


def _verbs(said: dict[str, Any]) -> list[str]:
    rows = [
        f"| {v['verb']} | {v['statements']} | {v['alone_per_second']} | {v['p95_ms']} | "
        f"{v['pgbench_alone']} | {v['share_of_limit_alone']:.0%} | {v['together_8_per_second']} | {v['pgbench_8']} | "
        f"{v['share_of_limit_together']:.0%} |" for v in said["verbs"]
    ]  # fmt: skip
    return [
        f"## Verbs (`python -m bench.verbs`), {said['loaded']['cases']:,} cases", "",
        "Called directly, beside pgbench running the same statements prepared; "
        f"median of {said['rounds']} rounds of {said['calls_each_round']} calls.", "",
        "| verb | statements | one /s | p95 ms | pgbench 1 /s | share "
        "| 8 processes /s | pgbench 8 /s | share |",
        "|---|---|---|---|---|---|---|---|---|", *rows,
    ]  # fmt: skip


def _faults(said: dict[str, Any]) -> list[str]:
    counted = said["counted"]
    rows = [
        f"| {k['victim']} | {k['seconds_to_next_answer']} | {k.get('seconds_to_next_errand', '')} |"
        for k in said["kills"]
    ]
    verdict = "; ".join(said["wrong"]) or "every promise held"
    return [
        f"## Faults (`python -m bench.faults --seed {said['seed']}`)", "",
        f"{counted['acknowledged']} of {counted['drafts']} submissions acknowledged under {len(said['kills'])} kills: "
        f"{counted['lost']} lost, {counted['doubled']} doubled, {counted['half_done']} half done; of "
        f"{counted['outcome_unknown']} unanswered {counted['unknown_and_done_once']} done once and "
        f"{counted['unknown_and_not_done']} not done. One altered byte: "
        f"{said['alteration'].get('caught', {}).get('sentence', '')}. Verdict: {verdict}.", "",
        "| killed with SIGKILL | seconds to next answer | to next errand |", "|---|---|---|", *rows,
    ]  # fmt: skip


def _machine(machine: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    return (
        f"{machine['processor']}, {machine['processors']} cores, {machine['memory_gb']} GB; "
        f"load before {machine['load_before']}; {machine['system']}; Python {machine['python']}, {versions}; "
        f"commit {machine['commit']} (+{machine['changed_files']} changed files), {machine['at']}."
    )


if __name__ == "__main__":
    sys.exit(main())
