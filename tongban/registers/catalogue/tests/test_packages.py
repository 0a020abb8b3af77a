"""A package read, joined with its items and published: what does not go together is refused with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tongban.kernel.actor import Actor
from tongban.registers.catalogue import actions, package_folder, queries
from tongban.registers.catalogue.errors import BadItem, NoSuchItem, NotOffered, SameEdition
from tongban.registers.catalogue.kinds import Definition, Joined, Package
from tongban.registers.catalogue.package_folder import judge_package
from tongban.registers.catalogue.tests.town import ITEMS, small

PACKAGE = """
code: street-day
title: 上街表演
owner: culture
serves: [person]
themes: {person: ["135"]}
law: [街头演艺管理办法 第二条]
promise: 5 working days
by: [download]
guide: {summary: 上街表演要办的事, phone: "12345", supervision: "12345", hours: 工作日}
questions:
  start.sing: {type: yes-no, label: 唱不唱歌}
members:
  music: {item: street-musician, when: start.sing = true}
  dance: {item: street-dancer, after: [music], same: {stage.place: act.place}}
examples:
  both: {given: {start: {sing: true}}, expect: {members: [music, dance], waves: [[music], [dance]]}}
"""


def content(**changes: Any) -> dict[str, Any]:
    return {**yaml.safe_load(PACKAGE), **changes}


def dancer(**changes: Any) -> Definition:
    form = {"stage.place": {"type": "text", "label": "地点"}, "stage.size": {"type": "number", "label": "人数"}}
    said = {
        "code": "street-dancer", "title": "街头舞蹈登记", "form": form,
        "materials": {"identity": {"title": "居民身份证", "from": "registers", "licence": "identity-card"}},
        "checks": {"few": {"that": "stage.size <= 20", "say": "不超过 20 人"}},
        "process": {"decide": {"desk": "culture-desk", "decides": True}},
        "gives": {"name": "登记表", "type": "register"},
        "examples": {"x": {"given": {"stage": {"size": 3}}, "expect": {"failed": []}}},
    }
    return Definition.of(small(**{**said, **changes}))


def joined(**changes: Any) -> Joined:
    items = {"street-musician": Definition.of(small()), "street-dancer": dancer()}
    return Joined.of(Package.of(content(**changes)), items)


def test_every_package_of_the_city_keeps_its_word() -> None:
    for path in sorted((ITEMS / "packages").iterdir()):
        assert judge_package(path).problems == (), path


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"members": {"music": {"item": "street-musician"}}}, "至少要有两个"),
        ({"members": {"a": {"item": "street-musician", "after": ["b"]}, "b": {"item": "street-dancer"}}},
         "没有写在它前面"),
        ({"members": {"a": {"item": "street-musician", "when": "start.dance = true"}, "b": {"item": "street-dancer"}}},
         "start.dance"),
        ({"examples": None}, "没有例子"),
        ({"promise": None}, "promise"),
        ({"lead": "x"}, "lead"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_refused_in_a_sentence(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadItem) as refused:
        joined(**changes)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ({"item": "street-juggler"}, "没有已发布的事项"),
        ({"item": "street-dancer", "same": {"stage.plaec": "act.place"}}, "没有字段“stage.plaec”"),
        ({"item": "street-dancer", "same": {"stage.place": "act.plaec"}}, "没有“act.plaec”"),
        ({"item": "street-dancer", "same": {"stage.size": "act.place"}}, "类型不同"),
    ],
)
def test_what_does_not_go_together_is_refused(member: dict[str, Any], said: str) -> None:
    with pytest.raises(BadItem) as refused:
        joined(members={"music": {"item": "street-musician"}, "dance": member})
    assert said in refused.value.sentence


def test_a_refusal_names_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "packages" / "street-day"
    folder.mkdir(parents=True)
    (folder / "package.yaml").write_text(PACKAGE.replace("same: {stage.place", "same: {stage.plase"))
    for name, item in (("street-musician", small()), ("street-dancer", dancer().mapping)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "item.yaml").write_text(yaml.safe_dump(item, allow_unicode=True, sort_keys=False))
    (bad,) = judge_package(folder).problems
    assert bad.file.endswith("package.yaml")
    assert bad.line == 15


def test_a_paper_that_two_items_ask_for_is_asked_once_and_counted_as_spared() -> None:
    paper = {"photo": {"title": "演出照片"}}
    items = {"street-musician": Definition.of(small()), "street-dancer": dancer(materials=paper)}
    both = Joined.of(Package.of(content()), items)
    facts = {"start": {"sing": True}, "act": {"place": "桥头", "loud": 60}}
    assert [m.code for m in both.asked_materials(facts)] == ["photo"]
    saved = both.savings(facts)
    assert (saved.materials, saved.zh) == (1, "为您省去 1 份材料")


def test_two_visits_in_one_are_one_spared_and_a_visit_the_law_wants_is_never_promised_away() -> None:
    coming = {"visits": 1, "visit_reason": "当面核实身份"}
    music, dance = small(guide={**small()["guide"], **coming}), dict(dancer().mapping)
    dance["guide"] = music["guide"]
    items = {"street-musician": Definition.of(music), "street-dancer": Definition.of(dance)}
    guide = content()["guide"]
    both = Joined.of(Package.of(content(guide={**guide, **coming})), items)
    assert both.savings({"start": {"sing": True}}).zh.endswith("1 次跑动")
    assert both.savings({"start": {"sing": False}}).visits == 0
    assert package_folder.check(both) == []
    refused = package_folder.check(Joined.of(Package.of(content(guide=guide)), items))
    assert {one.sentence.split("（")[0] for one in refused} == {
        "“街头演艺登记”要到现场 1 次", "“街头舞蹈登记”要到现场 1 次",
    }  # fmt: skip


def test_each_item_gets_its_own_answers_back() -> None:
    both = joined()
    facts = {"start": {"sing": True}, "act": {"place": "桥头", "loud": 60}, "stage": {"size": 4}}
    assert both.answers(both.part("dance"), facts) == {"stage": {"place": "桥头", "size": 4}}
    assert both.answers(both.part("music"), facts) == {"act": {"place": "桥头", "loud": 60}}


@pytest.mark.django_db
def test_a_package_is_published_like_an_item_and_is_none() -> None:
    system = Actor.system()
    with pytest.raises(BadItem, match="没有已发布的事项"):
        actions.publish_package(system, Package.of(content()))
    for item in (small(), dancer().mapping):
        actions.publish(system, item)
    edition = actions.publish_package(system, Package.of(content()))
    assert (edition.number, queries.package_in_force("street-day").pk) == (1, edition.pk)
    with pytest.raises(SameEdition):
        actions.publish_package(system, Package.of(content()))
    assert [one.code for one in queries.packages("上街")] == ["street-day"]
    assert "street-day" not in {one.code for one in [*queries.offered(), *queries.arranged(), *queries.items(q="上街")]}
    for question in (queries.item, queries.edition_in_force):
        with pytest.raises(NoSuchItem):
            question("street-day")


@pytest.mark.django_db
def test_while_its_items_do_not_go_together_a_package_is_not_offered() -> None:
    system = Actor.system()
    for item in (small(), dancer().mapping):
        actions.publish(system, item)
    edition = actions.publish_package(system, Package.of(content()))
    assert queries.joined(edition).form.fields
    actions.withdraw_item(system, "street-dancer", manner="suspend", reason="整修")
    with pytest.raises(NotOffered):
        queries.joined(edition)
