"""BPMN 2.0 XML and its diagram, written from the graph and its places."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from tongban.engines.clocks import Limit
from tongban.engines.process.bpmn.graph import REFUSED, TASK, VERDICT, WHEN, Flow, Graph, Node, graph
from tongban.engines.process.bpmn.places import EVENT, Box, Plan, Point, plan
from tongban.engines.process.definition import Process, Step

BPMN, DI = "http://www.omg.org/spec/BPMN/20100524/MODEL", "http://www.omg.org/spec/BPMN/20100524/DI"
DC, DD = "http://www.omg.org/spec/DD/20100524/DC", "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
FEEL = "https://www.omg.org/spec/DMN/20230324/FEEL/"
PREFIXES = {"bpmn": BPMN, "bpmndi": DI, "dc": DC, "di": DD, "xsi": XSI}
_DURATIONS = {"working day": "P{}D", "day": "P{}D", "hour": "PT{}H", "minute": "PT{}M"}


def bpmn(
    process: Process,
    *,
    code: str = "process",
    title: str = "办理流程",
    note: str = "",
    titles: Mapping[str, str] | None = None,
    desks: Mapping[str, str] | None = None,
) -> str:
    """The process as a BPMN 2.0 document; ``desks`` and ``titles`` name desks and steps in the reader's words."""
    made = graph(process, titles or {})
    drawn = plan(made)
    for prefix, address in PREFIXES.items():
        ET.register_namespace(prefix, address)
    root = ET.Element(_tag(BPMN, "definitions"), {
        "id": f"definitions-{code}", "name": title, "targetNamespace": f"urn:tongban:process:{code}",
        "expressionLanguage": FEEL, "exporter": "Tongban",
    })  # fmt: skip
    whole = ET.SubElement(root, _tag(BPMN, "collaboration"), {"id": "collaboration"})
    ET.SubElement(whole, _tag(BPMN, "participant"), {"id": "pool", "name": title, "processRef": f"process-{code}"})
    body = ET.SubElement(
        root, _tag(BPMN, "process"), {"id": f"process-{code}", "name": title, "isExecutable": "false"}
    )
    if note:
        ET.SubElement(body, _tag(BPMN, "documentation")).text = note
    _lanes(body, drawn, made, desks or {})
    for node in made.nodes.values():
        _node(body, node, made)
    for number, flow in enumerate(made.flows, 1):
        _flow(body, flow, f"flow-{number}")
    _diagram(root, made, drawn)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _tag(space: str, name: str) -> str:
    return f"{{{space}}}{name}"


def _timed(made: Graph, node: Node) -> Limit | None:
    """The limit of a task that has one longer than nothing."""
    if node.part != TASK:
        return None
    limit = made.process.step(node.step).within
    return limit if limit and limit.amount else None


def _lanes(body: ET.Element, drawn: Plan, made: Graph, desks: Mapping[str, str]) -> None:
    lanes = ET.SubElement(body, _tag(BPMN, "laneSet"), {"id": "lanes"})
    for lane in drawn.lanes:
        found = ET.SubElement(
            lanes, _tag(BPMN, "lane"), {"id": f"lane-{lane.desk}", "name": desks.get(lane.desk, lane.desk)}
        )
        for key in lane.nodes:
            ET.SubElement(found, _tag(BPMN, "flowNodeRef")).text = key
            if _timed(made, made.nodes[key]):
                ET.SubElement(found, _tag(BPMN, "flowNodeRef")).text = f"timer-{key}"
                ET.SubElement(found, _tag(BPMN, "flowNodeRef")).text = f"late-{key}"


def _node(body: ET.Element, node: Node, made: Graph) -> None:
    said = {"id": node.id, **({"name": node.name} if node.name else {})}
    coming = [n for n, flow in enumerate(made.flows, 1) if flow.target == node.id]
    going = [(n, flow) for n, flow in enumerate(made.flows, 1) if flow.source == node.id]
    for n, flow in going:
        if flow.default:
            said["default"] = f"flow-{n}"
    element = ET.SubElement(body, _tag(BPMN, node.element), said)
    step = made.process.step(node.step) if node.part == TASK else None
    if step and (words := _documented(step)):
        ET.SubElement(element, _tag(BPMN, "documentation")).text = words
    for n in coming:
        ET.SubElement(element, _tag(BPMN, "incoming")).text = f"flow-{n}"
    for n, _ in going:
        ET.SubElement(element, _tag(BPMN, "outgoing")).text = f"flow-{n}"
    if step and step.sign > 1:
        twice = ET.SubElement(element, _tag(BPMN, "multiInstanceLoopCharacteristics"), {"isSequential": "true"})
        _expression(twice, "loopCardinality", str(step.sign))
    if limit := _timed(made, node):
        _timer(body, node, limit)


def _documented(step: Step) -> str:
    said = [
        f"审查内容：{step.asks}" if step.asks else "",
        f"结果：{step.result}" if step.result else "",
        f"时限：{step.within.zh}" + ("（按工作日计算，遇法定节假日顺延）" if step.within.unit == "working day" else "")
        if step.within else "",
        f"特别程序：{step.special}，所需时间依法不计入办理时限" if step.special else "",
        "由两名不同的工作人员先后签署（审核、批准）" if step.sign > 1 else "",
        "由两名以上工作人员到现场" if step.two_officers else "",
    ]  # fmt: skip
    return "\n".join(line for line in said if line)


def _timer(body: ET.Element, node: Node, limit: Limit) -> None:
    """What happens when the limit is over and the work is not: somebody is told, the work goes on."""
    timer = ET.SubElement(body, _tag(BPMN, "boundaryEvent"), {
        "id": f"timer-{node.id}", "name": limit.zh, "attachedToRef": node.id, "cancelActivity": "false",
    })  # fmt: skip
    ET.SubElement(timer, _tag(BPMN, "outgoing")).text = f"flow-late-{node.id}"
    clock = ET.SubElement(timer, _tag(BPMN, "timerEventDefinition"), {"id": f"clock-{node.id}"})
    duration = ET.SubElement(clock, _tag(BPMN, "timeDuration"), {_tag(XSI, "type"): "bpmn:tFormalExpression"})
    duration.text = _DURATIONS[limit.unit].format(limit.amount)
    late = ET.SubElement(body, _tag(BPMN, "endEvent"), {"id": f"late-{node.id}", "name": "超期督办"})
    ET.SubElement(late, _tag(BPMN, "incoming")).text = f"flow-late-{node.id}"
    _flow(body, Flow(f"timer-{node.id}", f"late-{node.id}"), f"flow-late-{node.id}")


def _flow(body: ET.Element, flow: Flow, key: str) -> None:
    said = {"id": key, "sourceRef": flow.source, "targetRef": flow.target}
    element = ET.SubElement(body, _tag(BPMN, "sequenceFlow"), said | ({"name": flow.name} if flow.name else {}))
    if flow.condition:
        _expression(element, "conditionExpression", flow.condition, FEEL)


def _expression(parent: ET.Element, name: str, text: str, language: str = "") -> None:
    said = {_tag(XSI, "type"): "bpmn:tFormalExpression"} | ({"language": language} if language else {})
    ET.SubElement(parent, _tag(BPMN, name), said).text = text


def _diagram(root: ET.Element, made: Graph, drawn: Plan) -> None:
    diagram = ET.SubElement(root, _tag(DI, "BPMNDiagram"), {"id": "diagram"})
    plane = ET.SubElement(diagram, _tag(DI, "BPMNPlane"), {"id": "plane", "bpmnElement": "collaboration"})
    _shape(plane, "pool", drawn.pool, isHorizontal="true")
    for lane in drawn.lanes:
        _shape(plane, f"lane-{lane.desk}", lane.box, isHorizontal="true")
    for key, node in made.nodes.items():
        marked = {"isMarkerVisible": "true"} if node.element == "exclusiveGateway" else {}
        label = _label(node, drawn.boxes[key])
        _shape(plane, key, drawn.boxes[key], label, **marked)
        if limit := _timed(made, node):
            _late(plane, key, drawn.boxes[key], limit)
    for number, flow in enumerate(made.flows, 1):
        _edge(plane, f"flow-{number}", drawn.ways[flow], flow.name)


def _late(plane: ET.Element, key: str, task: Box, limit: Limit) -> None:
    """The timer on the lower edge of its task, and below it the end of the reminder."""
    timer = Box(task.x + 14, task.y + task.height - EVENT / 2, EVENT, EVENT)
    late = Box(task.x + task.width - EVENT + 8, task.y + task.height + 4, EVENT, EVENT)
    down = timer.y + EVENT + 4
    _shape(plane, f"timer-{key}", timer, Box(timer.x - 16, down + 2, 13.0 * len(limit.zh), 14))
    _shape(plane, f"late-{key}", late, Box(late.x - 8, late.y + EVENT + 2, 56, 14))
    _edge(plane, f"flow-late-{key}", (timer.right, late.left))


def _label(node: Node, box: Box) -> Box | None:
    if node.part == TASK or not node.name:
        return None
    wide = min(13.0 * len(node.name) + 6, 104)
    x = box.middle[0] - wide / 2
    if node.id == REFUSED:
        return Box(box.x + box.width + 4, box.middle[1] - 7, wide, 14)
    if node.part == VERDICT:  # a flow leaves it downwards
        return Box(x, box.y - 18, wide, 14)
    return Box(x, box.y + box.height + 4, wide, 28 if node.part == WHEN else 14)


def _shape(plane: ET.Element, key: str, box: Box, label: Box | None = None, **said: str) -> None:
    shape = ET.SubElement(plane, _tag(DI, "BPMNShape"), {"id": f"shape-{key}", "bpmnElement": key, **said})
    _bounds(shape, box)
    if label:
        _bounds(ET.SubElement(shape, _tag(DI, "BPMNLabel")), label)


def _bounds(parent: ET.Element, box: Box) -> None:
    said = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    ET.SubElement(parent, _tag(DC, "Bounds"), {name: f"{value:g}" for name, value in said.items()})


def _edge(plane: ET.Element, key: str, way: tuple[Point, ...], name: str = "") -> None:
    edge = ET.SubElement(plane, _tag(DI, "BPMNEdge"), {"id": f"edge-{key}", "bpmnElement": key})
    for x, y in way:
        ET.SubElement(edge, _tag(DD, "waypoint"), {"x": f"{x:g}", "y": f"{y:g}"})
    if name:
        (x, y), (after, _) = way[1:3] if way[0][0] == way[1][0] and len(way) > 2 else way[:2]
        label = ET.SubElement(edge, _tag(DI, "BPMNLabel"))
        _bounds(label, Box(x + 6, y - 17 if x != after else y + 3, 13.0 * len(name), 14))
