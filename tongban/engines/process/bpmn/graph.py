"""The nodes and flows a process has in BPMN: every step becomes its gateways and its task, in a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from tongban.engines.process.definition import Process, Step
from tongban.engines.process.layout import direct

# What may stand in the row of one step, from left to right.
JOIN, WHEN, TASK, MERGE, VERDICT, SPLIT = PARTS = ("join", "when", "step", "merge", "verdict", "split")
START, FORK, GATHER, GRANTED, REFUSED = "start", "fork", "gather", "granted", "refused"


@dataclass(frozen=True, slots=True)
class Node:
    """A flow node: its id, its BPMN element, its name, and the step in whose row it stands ("" for the ends)."""

    id: str
    element: str
    name: str = ""
    step: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow, perhaps under a condition."""

    source: str
    target: str
    name: str = ""
    condition: str = ""
    default: bool = False


@dataclass(slots=True)
class Graph:
    """Nodes by id and the flows between them, in the order they were written."""

    process: Process
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)

    def add(self, element: str, step: str, part: str, name: str = "") -> str:
        key = f"{part}-{step}" if step else part
        self.nodes[key] = Node(key, element, name, step, part)
        return key

    def link(self, source: str, target: str, name: str = "", condition: str = "", default: bool = False) -> None:
        self.flows.append(Flow(source, target, name, condition, default))


def graph(process: Process, titles: Mapping[str, str]) -> Graph:
    """Everything between the acceptance of a case and its decision."""
    made, after = Graph(process), direct(process)
    before: dict[str, list[str]] = {step.name: [] for step in process}
    for step in process:
        for name in after[step.name]:
            before[name].append(step.name)
    entries, exits = {}, {}
    for step in process:
        entries[step.name], exits[step.name] = _row(
            made, step, titles.get(step.name, step.title), len(after[step.name]), len(before[step.name])
        )
    _begin(made, [entries[step.name] for step in process if not after[step.name]])
    for step in process:
        for name in after[step.name]:
            if exits[name].startswith(VERDICT):
                made.link(exits[name], entries[step.name], "准予", default=True)
            else:
                made.link(exits[name], entries[step.name])
    _end(made, [exits[step.name] for step in process if not before[step.name]])
    return made


def _row(made: Graph, step: Step, title: str, incoming: int, outgoing: int) -> tuple[str, str]:
    """The nodes of one step and the flows within its row; returns where one comes in and where one goes out."""
    row = [made.add("parallelGateway", step.name, JOIN)] if incoming > 1 else []
    if step.when is not None:
        row.append(made.add("exclusiveGateway", step.name, WHEN, f"需要{title}吗"))
    row.append(made.add("userTask", step.name, TASK, title))
    if step.when is not None:
        row.append(made.add("exclusiveGateway", step.name, MERGE))
    if step.decides:
        row.append(made.add("exclusiveGateway", step.name, VERDICT, "准予吗"))
    if outgoing > 1:
        row.append(made.add("parallelGateway", step.name, SPLIT))
    for source, target in pairwise(row):
        if source.startswith(WHEN):
            made.link(source, target, "需要", condition=step.when.text if step.when else "")
        elif source.startswith(VERDICT):
            made.link(source, target, "准予", default=True)
        else:
            made.link(source, target)
    if step.when is not None:
        made.link(f"{WHEN}-{step.name}", f"{MERGE}-{step.name}", "不需要", default=True)
    return row[0], row[-1]


def _begin(made: Graph, firsts: list[str]) -> None:
    source = made.add("startEvent", "", START, "受理")
    if len(firsts) > 1:
        made.link(source, made.add("parallelGateway", "", FORK))
        source = FORK
    for entry in firsts:
        made.link(source, entry)


def _end(made: Graph, lasts: list[str]) -> None:
    end = made.add("endEvent", "", GRANTED, "准予")
    target = end
    if len(lasts) > 1:
        target = made.add("parallelGateway", "", GATHER)
        made.link(target, end)
    for leaving in lasts:
        said = ("准予", True) if leaving.startswith(VERDICT) else ("", False)
        made.link(leaving, target, said[0], default=said[1])
    refused = made.add("endEvent", "", REFUSED, "不予")
    made.link(f"{VERDICT}-{made.process.deciding.name}", refused, "不予", condition='verdict = "disagree"')
