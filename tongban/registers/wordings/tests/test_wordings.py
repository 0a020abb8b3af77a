"""The words of notices: what may be changed, what may not, and whose are in force."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from django.db import DatabaseError, transaction

from tongban.engines import documents
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger import queries as ledger
from tongban.registers.wordings import actions, queries, reading
from tongban.registers.wordings.errors import (
    BadWording,
    NoSuchWording,
    NothingToStepBackFrom,
    Overtaken,
    SameWording,
)
from tongban.registers.wordings.kinds import REMEDIES
from tools import people

SYSTEM = Actor.system()
KIND, BUREAU = "acceptance", "market-supervision"
REFUSING = ("non-acceptance", "no-permit-needed", "not-ours", "return", "termination", "decision-refused")


def text(kind: str = KIND) -> str:
    return queries.builtin(kind).text


def changed(before: str = "办理进度可凭", after: str = "您可凭", kind: str = KIND) -> str:
    assert before in text(kind)
    return text(kind).replace(before, after)


def wrong(changed_text: str, kind: str = KIND) -> list[tuple[int, str]]:
    found, complaints = reading.judge(kind, changed_text)
    assert found is None
    return [(one.line, one.sentence) for one in complaints]


def words(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join("".join(page.get_textpage().get_text_range() for page in pages).split())


@pytest.mark.parametrize("kind", reading.every())
def test_every_paper_bears_what_the_law_asks_of_it(kind: str) -> None:
    wording = queries.builtin(kind)
    facts = wording.specimen("示例市示例局")
    paper = words(documents.render(facts["template"], facts, qr="https://example.com/v/1"))
    asked = [
        facts["agency"], facts["number"], facts["title"], facts["addressee"], facts["item"], facts["item_code"],
        facts["case"], "2026年1月5日", facts["handler"], facts.get("law", ""),
    ]  # fmt: skip
    if wording.fixed.remedies:
        asked.append(REMEDIES)
    if kind in REFUSING and kind != "return":
        asked += ["理由：", "依据："]
    assert [one for one in asked if "".join(one.split()) not in paper] == []


def test_every_refusal_names_both_remedies() -> None:
    assert all(queries.builtin(kind).fixed.remedies for kind in REFUSING)
    assert "六十日" in REMEDIES
    assert "六个月" in REMEDIES


@pytest.mark.parametrize("kind", reading.every())
def test_every_built_in_wording_passes_its_own_check(kind: str) -> None:
    found, complaints = reading.judge(kind, text(kind))
    assert (found is not None, complaints) == (True, [])


def test_a_name_nobody_gives_is_refused_with_its_line_and_the_names_there_are() -> None:
    ((line, sentence),) = wrong(changed("凭办件编号", "凭{编号}"))
    assert "编号" in text().splitlines()[line - 1]
    assert "不认识名称“编号”" in sentence
    assert "办件编号" in sentence


def test_a_locked_paragraph_that_was_changed_is_refused_with_its_line_and_its_words() -> None:
    told = wrong(changed("材料齐全，符合法定形式", "材料基本齐全"))
    assert any("固定内容不能改动" in sentence and "符合法定形式" in sentence for _, sentence in told)


def test_a_locked_paragraph_cannot_be_left_out_or_change_its_place() -> None:
    assert "缺少固定内容" in str(wrong("title: 受理通知书\nparagraphs:\n  - 只有这一段。\n"))
    one, two = "  - say: '{期限}'\n    locked: true\n", "  - '办理进度可凭办件编号在“我的办件”查询。'\n"
    head, tail = text().split(one)
    first = head.index("  - say")
    assert "先后次序" in str(wrong(head[:first] + one + head[first:] + tail))
    queries.builtin(KIND)
    assert reading.judge(KIND, head + two + one + tail.replace(two, ""))[0] is not None


@pytest.mark.parametrize("title", ["title: ''", "title: '{期限}'"])
def test_a_notice_without_a_title_is_refused(title: str) -> None:
    ((line, sentence),) = wrong(text().replace("title: '受理通知书'", title))
    assert line == 1
    assert "必须有标题" in sentence


@pytest.mark.parametrize("line", ["law: 《某法》", "remedies: 不告知", "number: 一号", "seal: 无"])
def test_what_the_law_and_the_platform_say_cannot_be_written_over(line: str) -> None:
    assert "不能修改" in str(wrong(f"{line}\n{text()}"))


ODD = ["", "a: [", "- 1", "title: &a x\nparagraphs: [*a]", "a: !!python/object:os.x y", "\x01"]


@pytest.mark.parametrize("odd", ODD)
def test_any_text_gets_a_sentence_and_never_an_error(odd: str) -> None:
    assert wrong(odd)


def test_words_from_a_form_are_never_read_as_placeholders() -> None:
    said = queries.builtin("withdrawal").write({"item": "{机关}", "case": "1", "reason": "{办件编号}"})
    assert "{机关}" in said["paragraphs"][0]
    assert "撤回原因：{办件编号}" in said["paragraphs"]


def test_a_paragraph_whose_condition_does_not_hold_is_not_said() -> None:
    said = queries.builtin("withdrawal").write({"item": "事项", "case": "1", "reason": ""})
    assert not any("撤回原因" in one for one in said["paragraphs"])


def test_the_departments_words_go_before_the_citys_and_those_before_the_built_in(town: None) -> None:
    assert queries.in_force(KIND, BUREAU).name == "内置"
    actions.publish(SYSTEM, KIND, changed(after="全市可凭"))
    actions.publish(SYSTEM, KIND, changed(after="本局可凭"), department=BUREAU)
    assert "本局可凭" in queries.in_force(KIND, BUREAU).text
    assert "全市可凭" in queries.in_force(KIND, "civil-affairs").text
    actions.step_back(SYSTEM, KIND, department=BUREAU, after=1)
    assert "全市可凭" in queries.in_force(KIND, BUREAU).text
    actions.step_back(SYSTEM, KIND, after=1)
    assert queries.in_force(KIND, BUREAU).name == "内置"
    with pytest.raises(NothingToStepBackFrom):
        actions.step_back(SYSTEM, KIND, after=2)


def test_publishing_leaves_a_fact_and_a_version_that_cannot_be_changed(town: None) -> None:
    row = actions.publish(SYSTEM, KIND, changed(), note="换一种说法")
    assert (row.number, row.note) == (1, "换一种说法")
    assert ledger.timeline(f"wording/{KIND}")[-1].kind == "wordings.WordingPublished"
    for spoil in (lambda: type(row).objects.update(text="x"), lambda: type(row).objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()


def test_what_is_wrong_the_same_or_overtaken_is_not_published(town: None) -> None:
    with pytest.raises(BadWording) as bad:
        actions.publish(SYSTEM, KIND, changed("凭办件编号", "凭{编号}"))
    assert bad.value.complaints[0].line > 1
    with pytest.raises(SameWording):
        actions.publish(SYSTEM, KIND, text())
    actions.publish(SYSTEM, KIND, changed())
    with pytest.raises(Overtaken):
        actions.publish(SYSTEM, KIND, changed(after="另一种"))
    with pytest.raises(NoSuchWording):
        actions.publish(SYSTEM, "poem", text())


def test_only_operators_publish(town: None) -> None:
    for account in ("LT0102", "linwan", "LT0012"):
        with pytest.raises(NotAllowed):
            actions.publish(people.actor(account), KIND, changed())
    assert actions.publish(people.actor("LT0011"), KIND, changed()).published_name == "苏衡"


def test_a_version_the_law_has_overtaken_steps_behind_the_built_in_words(town: None) -> None:
    row = actions.publish(SYSTEM, KIND, changed())
    old = changed("材料齐全，符合法定形式", "材料齐全")
    type(row).objects.create(
        kind=KIND, number=2, text=old, digest="0" * 64, published_at=row.published_at, published_by="system/"
    )
    assert queries.in_force(KIND, BUREAU).name == "内置"
    assert next(one for one in queries.kinds() if one.code == KIND).overtaken
