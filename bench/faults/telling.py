"""What was found, in lines for a terminal."""

from __future__ import annotations

from typing import Any


def tell(name: str, said: dict[str, Any]) -> None:
    """One part as it ends."""
    for kill in said.get("kills", []):
        _kill(kill)
    for harm in said.get("harms", []):
        after = f"next answer {harm['seconds_to_next_answer']} s after it ended"
        print(f"  {harm['mode']} for {harm['seconds']} s, {harm['harmed']} times met: {after}")
    if "met_by_clients" in said:
        print(f"  clients met {said['met_by_clients']}")
    for way, told in said.get("answers", {}).items():
        print(f"  {way}: " + ", ".join(f"{n} × {answer}" for answer, n in told.items()))
    if counted := said.get("counted"):
        print("  " + ", ".join(f"{what.replace('_', ' ')} {n}" for what, n in counted.items()))
    if won := said.get("won"):
        print("  won: " + ", ".join(f"{who} {n}" for who, n in won.items()))
    for one in said.get("invariants", []):
        counts = ", ".join(f"{n} {what}" for what, n in one["counted"].items())
        print(f"  {one['code']:<4}{one['verdict']:<11}{one['promise']} ({counts})")
        for why in one["not_applicable"]:
            print(f"      not applicable: {why}")
    if "caught" in said:
        print(f"  altered fact {said['altered_fact']}: verify says {said['caught'].get('sentence')}")
    for sentence in said["wrong"][:20]:
        print(f"  WRONG: {sentence}")
    print(f"  {'FAILED' if said['wrong'] else 'kept'}: {name}, {said['seconds']} s", flush=True)


def _kill(kill: dict[str, Any]) -> None:
    what = f"stopped {kill['seconds_stopped']:.0f} s" if "seconds_stopped" in kill else "killed"
    hand = f", {kill['jobs_in_hand']} jobs in hand" if "jobs_in_hand" in kill else ""
    errand = f", next errand after {kill['seconds_to_next_errand']} s" if "seconds_to_next_errand" in kill else ""
    victim = kill["victim"].removeprefix("stopped ")
    print(f"  {kill['fault']} {what} {victim}{hand}: next answer after {kill['seconds_to_next_answer']} s{errand}")
