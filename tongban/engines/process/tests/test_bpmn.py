"""What a modeller of somebody else may rely on, and that the drawing says what the engine does."""

from collections import Counter
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tongban.engines import rules
from tongban.engines.process import Process, bpmn, waves
from tongban.engines.process.tests.test_process import FOOD, RESTAURANT, processes, truths

B = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
D = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
NODES = ("startEvent", "endEvent", "userTask", "parallelGateway", "exclusiveGateway", "boundaryEvent")


def read(process, **said):
    return ET.fromstring(bpmn(process, **said))


def nodes(root):
    return {one.get("id"): one for kind in NODES for one in root.iter(B + kind)}


def flows(root):
    return {one.get("id"): one for one in root.iter(B + "sequenceFlow")}


@st.composite
def with_work_after_the_decision(draw):
    """A process with a decision, and perhaps something to do once it is made."""
    process = draw(processes())
    steps = {
        step.name: {"desk": step.desk, "after": list(step.after), "decides": step.decides,
                    **({"when": step.when.text} if step.when else {})}
        for step in process
    }  # fmt: skip
    for n in range(draw(st.integers(0, 2))):
        steps[f"after{n}"] = {"desk": f"d{n}", "after": ["decide"]}
    return Process.of(steps)


def walked(root, facts):
    """The waves a token takes, when every task of a wave is done at once and the decision grants."""
    way, every = flows(root), nodes(root)
    leaving = {key: [f for f in way.values() if f.get("sourceRef") == key] for key in every}
    coming = Counter(f.get("targetRef") for f in way.values())
    waiting, found, ready = Counter(), [], []

    def go(key):
        waiting[key] += 1
        node = every[key]
        if node.tag == B + "userTask":
            ready.append(key)
        elif node.tag != B + "parallelGateway" or waiting[key] == coming[key]:
            on(node)

    def on(node):
        chosen = leaving[node.get("id")]
        if node.tag == B + "exclusiveGateway" and len(chosen) > 1:
            other = next(f for f in chosen if f.get("id") == node.get("default"))
            asked = [(f, f.find(B + "conditionExpression")) for f in chosen if f is not other]
            held = [f for f, told in asked if rules.parse(told.text).holds({**facts, "verdict": "agree"}) is True]
            chosen = held or [other]
        for flow in chosen:
            go(flow.get("targetRef"))

    on(next(root.iter(B + "startEvent")))
    while ready:
        wave, ready[:] = list(ready), []
        found.append({key.removeprefix("step-") for key in wave})
        for key in wave:
            on(every[key])
    return found


@given(with_work_after_the_decision(), truths)
def test_following_the_flows_opens_the_same_steps_as_the_engine(process, facts):
    assert walked(read(process), facts) == [{step.name for step in wave} for wave in waves(process, facts)]


@given(with_work_after_the_decision())
def test_every_reference_names_something_that_is_there(process):
    root = read(process)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    named = {one.get(key) for one in root.iter() for key in ("sourceRef", "targetRef", "bpmnElement", "default",
             "attachedToRef", "processRef") if one.get(key)}  # fmt: skip
    named |= {one.text for kind in ("incoming", "outgoing", "flowNodeRef") for one in root.iter(B + kind)}
    assert named <= set(ids)


@given(with_work_after_the_decision())
def test_every_node_has_one_lane_and_one_shape_inside_the_pool_and_no_two_overlap(process):
    root = read(process)
    boxes = {}
    for shape in root.iter(D + "BPMNShape"):
        bounds = shape.find(DC + "Bounds")
        boxes[shape.get("bpmnElement")] = tuple(float(bounds.get(k)) for k in ("x", "y", "width", "height"))
    lanes = Counter(one.text for one in root.iter(B + "flowNodeRef"))
    _, _, wide, high = boxes["pool"]
    solid = []
    for key, node in nodes(root).items():
        assert lanes[key] == 1
        x, y, w, h = boxes[key]
        assert min(x, y, wide - x - w, high - y - h) >= 0
        if node.tag != B + "boundaryEvent":  # that one sits on the edge of its task
            solid.append((x, y, w, h))
    for n, (x, y, w, h) in enumerate(solid):
        for a, b, c, d in solid[n + 1 :]:
            assert x + w <= a or a + c <= x or y + h <= b or b + d <= y


@given(with_work_after_the_decision())
def test_every_flow_is_drawn_from_the_edge_of_one_node_to_the_edge_of_another(process):
    root = read(process)
    bounds = {s.get("bpmnElement"): s.find(DC + "Bounds").attrib for s in root.iter(D + "BPMNShape")}
    edges = {e.get("bpmnElement"): [p.attrib for p in e.iter(DI + "waypoint")] for e in root.iter(D + "BPMNEdge")}
    assert set(edges) == set(flows(root))
    for key, flow in flows(root).items():
        for point, node in ((edges[key][0], flow.get("sourceRef")), (edges[key][-1], flow.get("targetRef"))):
            box = {name: float(value) for name, value in bounds[node].items()}
            x, y = float(point["x"]), float(point["y"])
            assert box["x"] <= x <= box["x"] + box["width"]
            assert box["y"] <= y <= box["y"] + box["height"]


def test_a_restaurant_goes_the_same_way_here_and_there():
    assert walked(read(Process.of(FOOD)), RESTAURANT) == [{"check"}, {"site-visit", "fire-opinion"}, {"decide"}]


def test_a_condition_is_written_in_feel_and_its_gateway_may_be_passed_by():
    root = read(Process.of(FOOD))
    told = {one.text: one.get("language") for one in root.iter(B + "conditionExpression")}
    assert told["area > 200"] == "https://www.omg.org/spec/DMN/20230324/FEEL/"
    gateway = nodes(root)["when-fire-opinion"]
    assert flows(root)[gateway.get("default")].get("targetRef") == "merge-fire-opinion"


def test_a_limit_is_a_timer_that_does_not_stop_the_work_and_says_that_working_days_are_meant():
    root = read(Process.of(FOOD))
    timer = next(one for one in root.iter(B + "boundaryEvent") if one.get("attachedToRef") == "step-site-visit")
    assert timer.get("cancelActivity") == "false"
    assert next(timer.iter(B + "timeDuration")).text == "P3D"
    assert "工作日" in nodes(root)["step-site-visit"].find(B + "documentation").text


def test_two_signatures_are_two_rounds_one_after_the_other():
    decide = nodes(read(Process.of(FOOD)))["step-decide"]
    twice = decide.find(B + "multiInstanceLoopCharacteristics")
    assert (twice.get("isSequential"), twice.find(B + "loopCardinality").text) == ("true", "2")


def test_it_ends_granted_or_refused():
    root = read(Process.of(FOOD))
    assert {"granted", "refused"} <= {one.get("id") for one in root.iter(B + "endEvent")}


def test_desks_and_steps_are_named_in_the_readers_words_and_escaped():
    root = read(Process.of(FOOD), title="A & B", titles={"check": "<审查>"}, desks={"inspection": "核查岗"})
    assert nodes(root)["step-check"].get("name") == "<审查>"
    assert "核查岗" in {lane.get("name") for lane in root.iter(B + "lane")}
    assert next(root.iter(B + "participant")).get("name") == "A & B"


def test_the_same_process_is_always_the_same_document():
    assert bpmn(Process.of(FOOD)) == bpmn(Process.of(FOOD))
