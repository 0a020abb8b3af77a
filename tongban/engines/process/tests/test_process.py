import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.clocks import Limit
from tongban.engines.process import BadProcess, Process, applicable, open_steps, svg, total_days, undecided, waves

FOOD = yaml.safe_load("""
check:        {title: 材料审查, desk: food-licensing, within: 1 working day, asks: 材料齐全、内容一致}
site-visit:   {desk: inspection, within: 3 working days, after: [check],
               when: '"hot-food" in kinds', two-officers: true, result: 现场核查记录}
fire-opinion: {desk: fire-safety, within: 2 working days, after: [check], when: area > 200}
decide:       {title: 决定, desk: food-licensing, within: 1 working day, after: [site-visit, fire-opinion], sign: twice}
""")
RESTAURANT = {"kinds": ["hot-food"], "area": 320}
CORNER_SHOP = {"kinds": ["packaged"], "area": 12}


def names(steps):
    return [step.name for step in steps]


def food():
    return Process.of(FOOD)


# reading


def test_a_step_says_who_how_long_after_what_and_how_it_is_signed():
    check, visit, _, decide = food()
    assert (check.title, check.desk, check.within, check.asks) == (
        "材料审查", "food-licensing", Limit.parse("1 working day"), "材料齐全、内容一致",
    )  # fmt: skip
    assert (visit.title, visit.after) == ("site-visit", ("check",))
    assert (visit.two_officers, visit.result) == (True, "现场核查记录")
    assert (check.sign, decide.sign) == (1, 2)


def test_the_last_step_decides_unless_another_says_so():
    assert food().deciding.name == "decide"
    process = Process.of({"decide": {"desk": "a", "decides": True}, "print": {"desk": "b", "after": "decide"}})
    assert [step.decides for step in process] == [True, False]


def test_a_list_of_named_steps_reads_as_the_mapping_does():
    listed = Process.of([{"name": name, **keys} for name, keys in FOOD.items()])
    assert names(listed) == names(food())


@pytest.mark.parametrize(
    ("definition", "step", "key"),
    [
        ({"check": {"desk": "a", "colour": "red"}}, "check", "colour"),
        ({"check": {"title": "审查"}}, "check", "desk"),
        ({"check": {"desk": ""}}, "check", "desk"),
        ({"check": {"desk": "a", "after": ["decide"]}, "decide": {"desk": "a"}}, "check", "after"),
        ({"check": {"desk": "a", "after": ["nobody"]}}, "check", "after"),
        ({"check": {"desk": "a", "after": ["check"]}}, "check", "after"),
        ({"check": {"desk": "a", "after": 7}}, "check", "after"),
        ({"check": {"desk": "a", "within": "soon"}}, "check", "within"),
        ({"check": {"desk": "a", "when": "area >"}}, "check", "when"),
        ({"check": {"desk": "a", "when": True}}, "check", "when"),
        ({"check": {"desk": "a", "sign": "thrice"}}, "check", "sign"),
        ({"check": {"desk": "a", "sign": ["twice"]}}, "check", "sign"),
        ({"check": {"desk": "a", "two-officers": "yes"}}, "check", "two-officers"),
        ({"check": "a"}, "check", ""),
        ({"Check": {"desk": "a"}}, "Check", ""),
        ({}, "", ""),
        ("check", "", ""),
        ([{"desk": "a"}], "", ""),
        ([{"name": "check", "desk": "a"}, {"name": "check", "desk": "a"}], "check", ""),
        ({"a": {"desk": "a", "decides": True}, "b": {"desk": "a", "after": "a", "decides": True}}, "b", "decides"),
        ({"decide": {"desk": "a", "when": "area > 1"}}, "decide", "when"),
    ],
)
def test_a_process_that_cannot_be_followed_is_refused_at_its_place(definition, step, key):
    with pytest.raises(BadProcess) as refusal:
        Process.of(definition, where="market/food/item.yaml")
    assert (refusal.value.step, refusal.value.key) == (step, key)
    assert str(refusal.value).startswith("market/food/item.yaml process")
    assert re.search("[一-鿿]", refusal.value.message)


def test_no_step_can_be_left_behind_the_decision():
    with pytest.raises(BadProcess, match="没有先后关系") as refusal:
        Process.of({"check": {"desk": "a"}, "forgotten": {"desk": "b"}, "decide": {"desk": "a", "after": "check"}})
    assert refusal.value.step == "forgotten"


# following


def test_the_restaurant_goes_through_three_waves_and_the_corner_shop_through_two():
    together = ["site-visit", "fire-opinion"]
    assert [names(wave) for wave in waves(food(), RESTAURANT)] == [["check"], together, ["decide"]]
    assert [names(wave) for wave in waves(food(), CORNER_SHOP)] == [["check"], ["decide"]]


def test_parallel_steps_are_open_together_and_joined_before_the_decision():
    assert names(open_steps(food(), [], RESTAURANT)) == ["check"]
    assert names(open_steps(food(), ["check"], RESTAURANT)) == ["site-visit", "fire-opinion"]
    assert names(open_steps(food(), ["check", "fire-opinion"], RESTAURANT)) == ["site-visit"]
    assert names(open_steps(food(), ["check", "fire-opinion", "site-visit"], RESTAURANT)) == ["decide"]
    assert open_steps(food(), names(food()), RESTAURANT) == []


def test_a_step_sent_back_is_open_again_and_holds_up_what_follows():
    assert names(open_steps(food(), ["site-visit", "fire-opinion"], RESTAURANT)) == ["check"]


def test_a_condition_that_cannot_be_answered_does_not_hold_and_is_reported():
    facts = {"kinds": ["packaged"]}
    assert names(applicable(food(), facts)) == ["check", "decide"]
    assert names(undecided(food(), facts)) == ["fire-opinion"]
    assert undecided(food(), RESTAURANT) == []


def test_the_longest_way_counts_and_parallel_work_counts_once():
    assert total_days(food(), RESTAURANT) == 5
    assert total_days(food(), CORNER_SHOP) == 2


def test_special_procedures_and_work_on_the_spot_take_no_days():
    process = Process.of({
        "check": {"desk": "a", "within": "on the spot"},
        "test": {"desk": "b", "within": "20 working days", "after": "check", "special": "检验检测"},
        "decide": {"desk": "a", "within": "4 hours", "after": "test"},
    })  # fmt: skip
    assert total_days(process, {}) == 1


@st.composite
def processes(draw):
    count = draw(st.integers(1, 8))
    steps = {}
    for n in range(count):
        above = list(steps)
        after = draw(st.lists(st.sampled_from(above), unique=True, max_size=3)) if above else []
        steps[f"s{n}"] = {"desk": f"d{n % 3}", "after": after, "within": f"{draw(st.integers(1, 9))} working days"}
        if draw(st.booleans()):
            steps[f"s{n}"]["when"] = f"x{n}"
    steps["decide"] = {"desk": "d", "after": list(steps)}
    return Process.of(steps)


truths = st.fixed_dictionaries({f"x{n}": st.sampled_from([True, False, None]) for n in range(8)})


@given(processes(), truths)
def test_working_wave_by_wave_does_each_applicable_step_once_and_the_decision_last(process, facts):
    done = [step.name for wave in waves(process, facts) for step in wave]
    assert sorted(done) == sorted(names(applicable(process, facts)))
    assert done[-1] == "decide"


@given(processes(), truths, st.data())
def test_any_order_of_work_reaches_the_decision_and_never_passes_an_open_step(process, facts, data):
    done = []
    while ready := open_steps(process, done, facts):
        assert "decide" not in names(ready) or len(ready) == 1
        done.append(data.draw(st.sampled_from(names(ready))))
    assert done[-1] == "decide"


@given(processes(), truths)
def test_the_longest_way_is_no_longer_than_doing_everything_in_turn(process, facts):
    days = [step.within.amount for step in applicable(process, facts) if step.within]
    assert max(days, default=0) <= total_days(process, facts) <= sum(days)


# drawing

SVG = "{http://www.w3.org/2000/svg}"


def drawn(process, *args, **more):
    return ElementTree.fromstring(svg(process, *args, **more))


def test_the_drawing_has_a_role_a_title_and_the_steps_in_words():
    picture = drawn(food(), title="食品经营许可的流程")
    assert picture.get("role") == "img"
    assert picture.find(f"{SVG}title").text == "食品经营许可的流程"
    assert "2. site-visit，在材料审查之后" in picture.find(f"{SVG}desc").text


def test_a_strict_page_policy_lets_the_drawing_pass():
    text = svg(food(), {"check": "done"}, here="site-visit")
    assert "style" not in text
    assert "<script" not in text
    assert "href" not in text


def test_parallel_steps_stand_side_by_side_below_what_they_wait_for():
    rects = drawn(food()).findall(f"{SVG}g/{SVG}rect")
    (_, y1), (x2, y2), (x3, y3), (_, y4) = [(float(r.get("x")), float(r.get("y"))) for r in rects]
    assert y1 < y2 == y3 < y4
    assert x2 != x3


def test_a_state_is_told_in_words_and_signs_not_by_colour_alone():
    text = svg(food(), {"check": "done", "site-visit": "open", "fire-opinion": "skipped", "decide": "waiting"})
    assert all(word in text for word in ("✓ 已完成", "● 办理中", "– 不需要", "○ 未开始"))


def test_the_reader_is_shown_where_the_application_stands():
    assert "办到这里" in svg(food(), here="site-visit")
    assert "您在这里" in svg(food(), here="site-visit", here_label="您在这里")
    assert "办到这里" not in svg(food())


def test_titles_and_desks_can_be_given_in_the_readers_words_and_are_escaped():
    text = svg(food(), titles={"check": "<b>&"}, desks={"inspection": "现场核查组"})
    assert "&lt;b&gt;&amp;" in text
    assert "现场核查组 · 3 个工作日" in text


def test_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="no such state"):
        svg(food(), {"check": "sleeping"})


@given(processes())
def test_every_step_is_drawn_once_inside_the_picture_and_no_two_overlap(process):
    picture = drawn(process)
    _, _, width, height = map(float, picture.get("viewBox").split())
    boxes = [[float(r.get(k)) for k in ("x", "y", "width", "height")] for r in picture.findall(f"{SVG}g/{SVG}rect")]
    assert len(boxes) == len(process)
    assert all(x >= 0 and x + w <= width and y >= 0 and y + h <= height for x, y, w, h in boxes)
    rows = {}
    for x, y, w, _ in sorted(boxes):
        rows.setdefault(y, []).append((x, x + w))
    assert all(left[1] < right[0] for row in rows.values() for left, right in pairwise(row))


UP = {"first": {"desk": "street", "within": "20 working days", "first-instance": True},
      "decide": {"desk": "bureau", "after": ["first"]}}  # fmt: skip


def test_a_first_instance_comes_before_all_else_within_twenty_working_days():
    assert Process.of(UP).step("first").first_instance


@pytest.mark.parametrize(("change", "says"), [
    ({"within": "21 working days"}, "二十个工作日"), ({"within": None}, "二十个工作日"),
    ({"within": "20 days"}, "二十个工作日"),
    ({"when": "1 = 1"}, "带条件"), ({"special": "检验"}, "特别程序"),
])  # fmt: skip
def test_a_first_instance_the_law_does_not_know_is_refused(change, says):
    with pytest.raises(BadProcess, match=says):
        Process.of({**UP, "first": {**UP["first"], **change}})


def test_no_step_goes_beside_a_first_instance():
    beside = {"first": UP["first"], "other": {"desk": "bureau"}}
    with pytest.raises(BadProcess, match="初审应在其他环节之前"):
        Process.of({**beside, "decide": {"desk": "bureau", "after": ["first", "other"]}})
