"""`python -m bench.report`: bench/results as one readable page, bench/results/README.md."""

from __future__ import annotations

import json
import sys
from typing import Any

from bench.machine import RESULTS
from bench.report_access import access, canaries, intake, mutants
from bench.report_budgets import budgets
from bench.report_crawl import crawl
from bench.report_evidence import evidence
from bench.report_inventory import inventory
from bench.report_reading import reading
from bench.report_rules import rules


def main() -> int:
    lines = ["# Figures", "", "Written by `python -m bench.report` from the JSON files beside it; `make bench` and "
             "`make faults` measure anew.", ""]  # fmt: skip
    sections = {"pages": _pages, "budgets": budgets, "crawl": crawl, "verbs": _verbs, "faults": _faults}
    for name, section in sections.items():
        path = RESULTS / f"{name}.json"
        if path.exists():
            said = json.loads(path.read_text())
            lines += [*section(said), "", *_machines(said), ""]
    if (measured := RESULTS / "rules.json").exists():
        lines += [*rules(json.loads(measured.read_text()), _machine), ""]
    if (measured := RESULTS / "inventory.json").exists():
        said = json.loads(measured.read_text())
        lines += [*inventory(said), "", *_machines(said), ""]
    if (measured := RESULTS / "reading.json").exists():
        lines += [*reading(json.loads(measured.read_text()), _machine), ""]
    if (measured := RESULTS / "evidence.json").exists():
        lines += [*evidence(json.loads(measured.read_text())), ""]
    for name, section in {"access": access, "mutants": mutants, "canaries": canaries, "intake": intake}.items():
        if (measured := RESULTS / f"{name}.json").exists():
            lines += [*section(json.loads(measured.read_text())), ""]
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
    rows = [row for name, part in said["parts"].items() for row in _part(name, part)]
    return [
        "## Faults (`make faults`)", "",
        "What was done to a served house, what came of it, and what was found wrong afterwards.", "",
        "| fault | done | outcome | wrong | seconds |", "|---|---|---|---|---|", *rows, "",
        *_kills(said["parts"]), *_harms(said["parts"]), *_invariants(said["parts"]),
    ]  # fmt: skip


def _part(name: str, part: dict[str, Any]) -> list[str]:
    counted = ", ".join(f"{n} {what.replace('_', ' ')}" for what, n in part.get("counted", {}).items())
    said = [(f"{len(part['kills'])} killed or stopped while people submit", counted)] if "kills" in part else []
    if "harms" in part:
        modes = ", ".join(dict.fromkeys(harm["mode"] for harm in part["harms"]))
        said.append((f"the line to PostgreSQL harmed {len(part['harms'])} times while people submit: {modes}", counted))
    for way, told in part.get("answers", {}).items():
        said.append((way, "; ".join(f"{n} × {answer}" for answer, n in told.items())))
    if "won" in part:
        said.append((f"{part['rounds']} races", ", ".join(f"{n} won by {who}" for who, n in part["won"].items())))
    if "caught" in part:
        said.append(("one byte of a fact altered", str(part["caught"].get("sentence", ""))))
    if "seconds_cut" in part:
        said.append((f"a department cut off for {part['seconds_cut']:.0f} s, and lying", _wire(part)))
    wrong = "; ".join(part["wrong"][:3]) or "nothing"
    return [f"| {name} | {done} | {outcome} | {wrong} | {part['seconds']} |" for done, outcome in said]


def _wire(part: dict[str, Any]) -> str:
    cut, same = part.get("cut", {}), part.get("compared", {})
    failures = cut.get("breaker_opened_after_failures")
    said = [
        f"breaker open after {failures} failures" if failures else "too short for the breaker to open",
        f"backlog of {cut.get('backlog')} gone {cut.get('drained_after_seconds')} s after healing",
        f"{same.get('received_once')} of {same.get('sent')} received once, {same.get('out_of_order')} out of order",
        f"lies tried: {', '.join(part.get('liars', {}))}",
        f"wire harmed before: {', '.join(part.get('harmed', {}))}",
    ]
    return "; ".join(said)


def _kills(parts: dict[str, Any]) -> list[str]:
    rows = [
        f"| {k['fault']} | {k['victim']} | {k['seconds_to_next_answer']} | {k.get('seconds_to_next_errand', '')} | "
        f"{k.get('jobs_in_hand', '')} |"
        for part in parts.values() for k in sorted(part.get("kills", []), key=lambda kill: str(kill["fault"]))
    ]  # fmt: skip
    head = "| fault | killed with SIGKILL, or stopped | seconds to next answer | to next errand | jobs in hand |"
    return [head, "|---|---|---|---|---|", *rows, ""] if rows else []


def _harms(parts: dict[str, Any]) -> list[str]:
    rows = [
        f"| {harm['mode']} | PostgreSQL | {harm['seconds']} | {harm['harmed']} | {harm['seconds_to_next_answer']} |"
        for part in parts.values() for harm in part.get("harms", [])
    ] + [
        f"| {mode} | department | | {one['times_met']} | {one['sent_after_seconds']} |"
        for part in parts.values() for mode, one in part.get("harmed", {}).items()
    ]  # fmt: skip
    head = "| the line was | to | for s | pieces or connections harmed | mended, next answer or delivery after s |"
    return [head, "|---|---|---|---|---|", *rows, ""] if rows else []


def _invariants(parts: dict[str, Any]) -> list[str]:
    rows = [_invariant(name, one) for name, part in parts.items() for one in part.get("invariants", [])]
    head = "| invariant | promise | asked after | counted | verdict |"
    return [head, "|---|---|---|---|---|", *rows] if rows else []


def _invariant(after: str, one: dict[str, Any]) -> str:
    counted = ", ".join(f"{n} {what}" for what, n in one["counted"].items())
    verdict = "; not applicable: ".join([one["verdict"], *one["not_applicable"]])
    return f"| {one['code']} | {one['promise']} | {after} | {counted} | {verdict} |"


def _machines(said: dict[str, Any]) -> list[str]:
    """Where and when it was measured; parts that were run at different times each say their own."""
    if "machine" in said:
        return [_machine(said["machine"])]
    named: dict[str, list[str]] = {}
    for name, part in said["parts"].items():
        named.setdefault(_machine(part["machine"]) + f" Seed {part['seed']}.", []).append(name)
    return [line for where, names in named.items() for line in (f"{', '.join(names)}: {where}", "")]


def _machine(machine: dict[str, Any]) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    return (
        f"{machine['processor']}, {machine['processors']} cores, {machine['memory_gb']} GB; "
        f"load before {machine['load_before']}; {machine['system']}; Python {machine['python']}, {versions}; "
        f"commit {machine['commit']} (+{machine['changed_files']} changed files), {machine['at']}."
    )


if __name__ == "__main__":
    sys.exit(main())
