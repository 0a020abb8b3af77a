"""Where every node stands and how its flows run: columns by rank, lanes by desk, lines around the tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tongban.engines.process.bpmn.graph import (
    FORK,
    GATHER,
    GRANTED,
    JOIN,
    MERGE,
    PARTS,
    REFUSED,
    SPLIT,
    START,
    TASK,
    VERDICT,
    WHEN,
    Flow,
    Graph,
)
from tongban.engines.process.layout import ranks

Point = tuple[float, float]
LABEL = 30  # the strip on the left that carries the name of a pool or of a lane
EVENT, GATEWAY, WIDTH, HEIGHT = 36, 50, 120, 80
SPACE = 40  # between the nodes of a row
GAP = 60  # between columns: the lines turn here
SLOT = 200  # the height of one row: way for long lines, way around the task, task, timer
AXIS = 105  # where the middle of a row's nodes lies in its slot
SIZES = {WHEN: GATEWAY, TASK: WIDTH, JOIN: GATEWAY, MERGE: GATEWAY, VERDICT: GATEWAY, SPLIT: GATEWAY}


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def right(self) -> Point:
        return self.x + self.width, self.y + self.height / 2

    @property
    def left(self) -> Point:
        return self.x, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Lane:
    """One desk, with the steps on it."""

    desk: str
    box: Box
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A box for every node, a lane for every desk, waypoints for every flow."""

    pool: Box
    lanes: tuple[Lane, ...]
    boxes: dict[str, Box]
    ways: dict[Flow, tuple[Point, ...]]


class Draughtsman:
    """Places a graph; what he knows of it is worked out once."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.steps = graph, list(graph.process)
        self.rank = ranks(graph.process)
        self.desks = list(dict.fromkeys(step.desk for step in self.steps))
        self.slots = {step.name: self._slot(n) for n, step in enumerate(self.steps)}
        self.last = 1 + max(self.rank.values())
        self.edges = list(self._edges())

    def plan(self) -> Plan:
        boxes = {node.id: self._box(node.id) for node in self.graph.nodes.values()}
        lanes, top = [], 0.0
        right = self._column_end(self.last + 1) + SPACE
        for desk in self.desks:
            height = SLOT * self._depth(desk)
            nodes = tuple(node.id for node in self.graph.nodes.values() if self._desk(node.id) == desk)
            lanes.append(Lane(desk, Box(LABEL, top, right - LABEL, height), nodes))
            top += height
        ways = {flow: tuple(self._way(flow, boxes)) for flow in self.graph.flows}
        return Plan(Box(0, 0, right, top), tuple(lanes), boxes, ways)

    def _slot(self, n: int) -> int:
        """How many steps of the same desk and rank stand above this one."""
        step = self.steps[n]
        return sum(1 for other in self.steps[:n] if self._same_cell(other.name, step.name))

    def _same_cell(self, a: str, b: str) -> bool:
        return self.rank[a] == self.rank[b] and self._desk_of(a) == self._desk_of(b)

    def _desk_of(self, step: str) -> str:
        return self.graph.process.step(step).desk

    def _depth(self, desk: str) -> int:
        return 1 + max(self.slots[step.name] for step in self.steps if step.desk == desk)

    def _desk(self, node: str) -> str:
        """Whose lane a node stands in; ends stand with the step they begin from or end at."""
        step = self.graph.nodes[node].step
        if step:
            return self._desk_of(step)
        return self.steps[0].desk if node in (START, FORK) else self.graph.process.deciding.desk

    def _parts(self, rank: int) -> list[str]:
        """Which parts some step of this rank has: the columns are only as wide as needed."""
        here = {n.part for n in self.graph.nodes.values() if n.step and self.rank[n.step] == rank}
        return [part for part in PARTS if part in here]

    def _edges(self) -> Iterator[float]:
        """The left edge of every column: the beginning, one per rank, the end."""
        x = float(2 * LABEL + SPACE)
        yield x
        x += EVENT + (SPACE + GATEWAY if FORK in self.graph.nodes else 0) + GAP
        for rank in range(self.last):
            yield x
            x += sum(SIZES[part] + SPACE for part in self._parts(rank)) - SPACE + GAP
        yield x

    def _column(self, node: str) -> int:
        """0 is the beginning; a step's column is its rank and one; the last is the end."""
        found = self.graph.nodes[node]
        if found.step:
            return self.rank[found.step] + 1
        if node == REFUSED:
            return self.rank[self.graph.process.deciding.name] + 1
        return 0 if node in (START, FORK) else self.last + 1

    def _column_end(self, column: int) -> float:
        if column + 1 < len(self.edges):
            return self.edges[column + 1] - GAP
        return self.edges[column] + EVENT + (SPACE + GATEWAY if GATHER in self.graph.nodes else 0)

    def _axis(self, node: str) -> float:
        found = self.graph.nodes[node]
        desk = self._desk(node)
        above = sum(self._depth(one) for one in self.desks[: self.desks.index(desk)])
        step = found.step or (self.steps[0].name if node in (START, FORK) else self.graph.process.deciding.name)
        return SLOT * (above + self.slots[step]) + AXIS

    def _box(self, node: str) -> Box:
        found, axis, column = self.graph.nodes[node], self._axis(node), self._column(node)
        if node == REFUSED:
            gateway = self._box(f"{VERDICT}-{self.graph.process.deciding.name}")
            return Box(gateway.middle[0] - EVENT / 2, axis + SLOT - AXIS - EVENT - 6, EVENT, EVENT)
        x = self.edges[column]
        if found.step:
            parts = self._parts(self.rank[found.step])
            x += sum(SIZES[part] + SPACE for part in parts[: parts.index(found.part)])
        elif node == FORK or (node == GRANTED and GATHER in self.graph.nodes):
            x += (EVENT if node == FORK else GATEWAY) + SPACE
        wide, high = (WIDTH, HEIGHT) if found.part == TASK else (GATEWAY, GATEWAY)
        if found.element.endswith("Event"):
            wide = high = EVENT
        return Box(x, axis - high / 2, wide, high)

    def _way(self, flow: Flow, boxes: dict[str, Box]) -> Iterator[Point]:
        """Straight where it can be; around the task in a row; through the gaps between columns otherwise."""
        a, b = boxes[flow.source], boxes[flow.target]
        if flow.target == REFUSED:
            yield a.middle[0], a.y + a.height
            yield b.middle[0], b.y
            return
        if flow.source.startswith(WHEN) and flow.target.startswith(MERGE):
            over = a.middle[1] - HEIGHT / 2 - 18
            yield from ((a.middle[0], a.y), (a.middle[0], over), (b.middle[0], over), (b.middle[0], b.y))
            return
        yield a.right
        from_column, to_column = self._column(flow.source), self._column(flow.target)
        if to_column > from_column + 1:
            yield from self._long(flow, a, b, from_column, to_column)
        elif a.right[1] != b.left[1]:
            turn = self._column_end(from_column) + GAP / 2
            yield from ((turn, a.right[1]), (turn, b.left[1]))
        yield b.left

    def _long(self, flow: Flow, a: Box, b: Box, from_column: int, to_column: int) -> Iterator[Point]:
        """Past the columns in between, in the strip above the target's row where no node stands."""
        lines = [one for one in self.graph.flows if one.target == flow.target]
        strip = b.left[1] - AXIS + 8 + 6 * (lines.index(flow) % 4)
        out, into = self._column_end(from_column) + GAP / 2 - 8, self.edges[to_column] - GAP / 2 + 8
        yield from ((out, a.right[1]), (out, strip), (into, strip), (into, b.left[1]))


def plan(graph: Graph) -> Plan:
    """Place a graph."""
    return Draughtsman(graph).plan()
