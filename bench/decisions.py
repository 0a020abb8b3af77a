"""One decision at a time: our condition and our decision table beside the engines others use."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

FACTS = {"area": 320, "credit": "good", "age": 70, "hukou": "本地"}
CONDITION = 'area > 200 and credit = "good"'
ROWS = [[">= 100", '"本地"', 600], ["[90..100)", '"本地"', 350], ["[80..90)", '"本地"', 180],
        ["[70..80)", '"本地"', 150], ["[65..70)", '"本地"', 75], ["-", "-", 0]]


def ours_condition() -> Callable[[], object]:
    from tongban.engines.rules import parse
    rule = parse(CONDITION)
    return lambda: rule.holds(FACTS)


def ours_table() -> Callable[[], object]:
    from tongban.engines.rules import Table
    table = Table.of({"inputs": ["age", "hukou"], "outputs": ["amount"], "hit": "first", "rules": ROWS})
    return lambda: table.value(FACTS)


def pysfeel_condition() -> Callable[[], object]:
    import pySFeel
    parser = pySFeel.SFeelParser()

    def once() -> object:
        parser.sFeelParse("area <- 320")
        parser.sFeelParse('credit <- "good"')
        return parser.sFeelParse('(area > 200) and (credit = "good")')
    return once


def pysfeel_expression_alone() -> Callable[[], object]:
    import pySFeel
    parser = pySFeel.SFeelParser()
    parser.sFeelParse("area <- 320")
    parser.sFeelParse('credit <- "good"')
    return lambda: parser.sFeelParse('(area > 200) and (credit = "good")')


def bkflow_condition() -> Callable[[], object]:
    from bkflow_feel.api import parse_expression
    return lambda: parse_expression(CONDITION, FACTS)


def zen_condition() -> Callable[[], object]:
    import zen
    rule = zen.compile_expression('area > 200 and credit == "good"')
    return lambda: rule.evaluate(FACTS)


def zen_table() -> Callable[[], object]:
    import zen
    rows = [{"_id": str(number), "a": str(row[0]).replace("-", "", 1) if row[0] == "-" else str(row[0]),
             "h": "" if row[1] == "-" else str(row[1]), "o": str(row[2])} for number, row in enumerate(ROWS)]
    content = {"hitPolicy": "first", "rules": rows,
               "inputs": [{"id": "a", "name": "a", "field": "age"}, {"id": "h", "name": "h", "field": "hukou"}],
               "outputs": [{"id": "o", "name": "o", "field": "amount"}]}
    graph = {"contentType": "application/vnd.gorules.decision", "nodes": [
        {"id": "i", "type": "inputNode", "name": "in"},
        {"id": "t", "type": "decisionTableNode", "name": "t", "content": content},
        {"id": "x", "type": "outputNode", "name": "out"}], "edges": [
        {"id": "1", "type": "edge", "sourceId": "i", "targetId": "t"},
        {"id": "2", "type": "edge", "sourceId": "t", "targetId": "x"}]}
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    return lambda: decision.evaluate(FACTS)


SINGLE = {"condition": [("Tongban", ours_condition), ("pySFeel (facts and expression)", pysfeel_condition),
                        ("pySFeel (expression alone)", pysfeel_expression_alone),
                        ("bkflow-feel", bkflow_condition), ("zen-engine (not FEEL)", zen_condition)],
          "decision table": [("Tongban", ours_table), ("zen-engine (not FEEL)", zen_table)]}


def rate(once: Callable[[], object]) -> float:
    """Decisions a second: the median of nine slices."""
    once()
    found = []
    for _ in range(9):
        begun, count = time.perf_counter(), 0
        while time.perf_counter() - begun < 0.15:
            for _ in range(20):
                once()
            count += 20
        found.append(count / (time.perf_counter() - begun))
    return statistics.median(found)


def decisions() -> list[dict[str, Any]]:
    """Every contestant in one run; those not installed are left out."""
    found: list[dict[str, Any]] = []
    for what, contestants in SINGLE.items():
        first = 0.0
        for name, make in contestants:
            try:
                a_second = rate(make())
            except ImportError:
                print(f"  {name:34} not installed")
                continue
            first = first or a_second
            found.append({"what": what, "engine": name, "per_second": round(a_second), "ours_is": first / a_second})
            print(f"  {what:16} {name:34} {a_second:12,.0f}/s   {first / a_second:8.1f}×", flush=True)
    return found
