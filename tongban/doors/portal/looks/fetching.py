"""What other authorities fill in on a page (数据预填), as the applicant reads it: who says what, and what he can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tongban.doors.portal.looks import filled
from tongban.kernel.actor import Actor
from tongban.work.cases import queries as cases


@dataclass(frozen=True)
class Line:
    """One source of a page that has not filled it: why not, and the words of the buttons, "" where there is none."""

    source: str
    sentence: str
    tone: str = ""
    yes: str = ""
    no: str = ""
    again: bool = False


def filled_in(actor: Actor, case: Any) -> Any:
    """The application after what may be asked for its form was asked, within two seconds."""
    asks = case.state == "draft" and cases.asks_others(case)
    return filled.verbs(case).fill_in(actor, str(case.pk)) if asks else case


def lines(case: Any, page: str) -> list[Line]:
    """The sources of a page that are still to be agreed to, or did not answer."""
    if case.state != "draft":
        return []
    form = case.definition.form
    found = []
    for one in cases.form_sources(case):
        open_ = [n for n in one.fills if form.fields[n].page == page and n not in case.origins]
        if open_ and (line := _line(one, "、".join(one.fills[n] for n in open_))):
            found.append(line)
    return found


def _line(one: Any, labels: str) -> Line | None:
    title, source = one.resource.title, one.source.source
    if one.state == "consent":
        said = (
            f"“{labels}”可以由{one.owner}的“{title}”自动填写。同意后只为这一件事查询，您随时可以在“数据使用”里查看；"
            f"不同意的，自己填写就可以。"
        )
        return Line(source, said, "info", "同意查询并填写", "自己填写")
    if one.state == "declined":
        return Line(source, f"您选择了自己填写“{labels}”。", "", "改为查询并填写")
    if one.state == "silent":
        said = f"“{title}”暂时查询不到，“{labels}”请您填写；恢复后也可以点“重新查询”。"
        return Line(source, said, "warn", again=True)
    if one.state == "none":
        return Line(source, f"“{title}”里没有查到您的记录，“{labels}”请您填写。")
    return None
