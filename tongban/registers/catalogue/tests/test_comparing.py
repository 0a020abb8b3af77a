"""Two editions compared by what things are called, guides scored, and who uses what."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.kernel.actor import Actor
from tongban.registers.catalogue import actions, advice, differing, queries
from tongban.registers.catalogue.kinds import Definition, labels
from tongban.registers.catalogue.tests.town import small


def changed(**content: Any) -> dict[str, tuple[str, str, str]]:
    found = differing.compare(small(), small(**content))
    return {one.label: (one.how, one.before, one.after) for one in found}


def test_nothing_differs_from_itself() -> None:
    assert changed() == {}


def test_a_field_a_condition_and_a_step_are_read_in_chinese() -> None:
    found = changed(
        form__act_dot_loud__label="响度", materials__meter__when="act.loud >= 75 and applicant.age < 18",
        process__look__within="2 working days", kind="other",
    )  # fmt: skip
    assert found["表单 › 字段“响度” › 名称"] == ("changed", "音量", "响度")
    how, before, after = found["材料“音量检测记录” › 条件"]
    assert (how, before) == ("changed", "音量 大于 70（act.loud > 70）")
    assert after.startswith("响度 不小于 75 并且 申请人年龄 小于 18")
    assert found["环节“look” › 时限"] == ("changed", "1 个工作日", "2 个工作日")
    assert found["事项类型"] == ("changed", "公共服务", "其他行政权力")


def test_what_is_added_removed_or_moved_is_said_so() -> None:
    plain = small()
    turned = {**plain, "materials": dict(reversed(plain["materials"].items()))}
    (moved,) = differing.compare(plain, turned)
    assert (moved.label, moved.how) == ("材料的顺序", "moved")
    assert moved.after == "音量检测记录 → 演出照片 → 居民身份证"
    found = changed(materials__photo=None, guide__faq=[{"ask": "要多久", "answer": "两天"}])
    assert found["材料“演出照片” › 名称"] == ("removed", "演出照片", "")
    assert found["办事指南 › 常见问题 › 要多久 › 回答"] == ("added", "", "两天")


def test_every_section_and_every_element_of_the_guide_has_a_name() -> None:
    from dataclasses import fields

    from tongban.registers.catalogue.kinds import Guide
    from tongban.registers.catalogue.kinds.reading import KEYS

    assert set(KEYS) <= set(labels.SECTIONS)
    assert {one.name for one in fields(Guide)} <= set(labels.KEYS)


def test_the_weights_come_to_a_hundred_and_each_rule_has_its_own_name() -> None:
    assert sum(one.weight for one in advice.RULES) == 100
    assert len({one.code for one in advice.RULES}) == len(advice.RULES)


def test_a_guide_loses_what_a_rule_is_worth_however_often_it_is_broken() -> None:
    first, second = advice.score(Definition.of(small())), advice.score(Definition.of(small(alias=None)))
    assert first.points - second.points == 4
    assert {rule.code for rule, _ in second.missing} - {rule.code for rule, _ in first.missing} == {"alias"}
    assert [str(bad) for _, bad in first.missing] == [str(bad) for bad in advice.advice(Definition.of(small()))]


@pytest.mark.parametrize(
    ("rule", "content"),
    [
        ("hours", {"guide__hours": "工作日"}), ("phones", {"guide__supervision": "0000-1234567"}),
        ("forms", {"materials__photo__material_type": "2"}), ("articles", {"law": ["街头演艺管理办法 2024年"]}),
        ("online", {"guide__url": "https://example.cn"}), ("promise", {"limits__promise": "0.5 working days"}),
        ("fee", {"fee": {"charged": True, "standard": "10 元", "law": "办法 第二条", "amount": 10}}),
    ],
)  # fmt: skip
def test_a_rule_finds_what_it_is_for(rule: str, content: dict[str, Any]) -> None:
    if rule == "promise":
        content = {"process__look__within": "3 working days"}
    assert rule in {one.code for one, _ in advice.score(Definition.of(small(**content))).missing}


@pytest.mark.django_db
def test_who_uses_a_desk_a_material_a_field_a_licence_a_department_an_article() -> None:
    actions.publish(Actor.system(), small())
    for kind, name in {
        "desk": "ecology", "material": "演出照片", "field": "act.loud", "licence": "identity-card",
        "department": "culture", "law": "噪声污染防治法",
    }.items():  # fmt: skip
        (use,) = queries.uses(kind, name)
        assert (use.edition.item.code, bool(use.where)) == ("street-musician", True), kind
    assert queries.uses("desk", "eco") == queries.uses("law", " ") == []


@pytest.mark.django_db
def test_the_list_of_what_is_missing_goes_by_department_and_by_rule_and_knows_the_outlets() -> None:
    actions.publish(Actor.system(), small())
    (lack,) = queries.lacks("culture", "places")
    assert [bad.sentence for _, bad in lack.score.missing] == ["没有登记网点“lanting-hall”。"]
    assert queries.lacks("somebody-else") == queries.lacks("culture", "catch-all") == []
