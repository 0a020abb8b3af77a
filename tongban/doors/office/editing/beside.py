"""What stands beside the form: the text or the draft on a screen, the words of conditions, two versions that met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from tongban.doors.office import drafts
from tongban.doors.office.editing.panes import Pane, Path
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.licences import queries as licences
from tongban.work.revisions.kinds import Judged

WAYS = {"web": "网页", "phone": "手机", "elder": "长者版", "kiosk": "自助机大字", "clerk": "窗口核对单"}
SECTIONS = {
    "law": "law", "limits": "process", "materials": "materials", "checks": "conditions", "process": "process",
    "gives": "result", "fee": "fee", "guide": "conditions", "situations": "questions", "remedies": "ask",
}  # fmt: skip
"""Where in the guide a part of the item is seen."""

FUNCTIONS = {
    "and": "并且", "or": "或者", "not()": "不", "count()": "个数", "sum()": "合计", "min()": "最小", "max()": "最大",
    "contains(,)": "文字包含", "string length()": "字数", "list contains(,)": "列表里有", 'date("")': "某一天",
    'duration("")': "一段时间，例如 P1Y、P30D", "years and months duration(,)": "相差年月",
    "some x in  satisfies ": "有一个满足", "every x in  satisfies ": "每一个都满足",
    "if  then  else ": "如果…则…否则", "null": "未填", "true": "是", "false": "否",
}  # fmt: skip
"""What a condition may be built with, as it is put in and what it says."""


def screen(way: str, pane: Pane, entry: Path, definition: Definition | None, revision: Any, place: int) -> str:
    """The address of the draft on a screen, at what is being edited; "" while it cannot be shown."""
    if definition is None or way not in WAYS or way == "clerk":
        return ""
    pages = definition.form.pages
    if pane.code == "form" and pages:
        field = definition.form.fields.get(entry[-1]) if entry else None
        page = field.page if field is not None and field.page in {one.name for one in pages} else pages[0].name
        return f"{reverse('portal:preview-page', args=[revision.pk, place, page])}?mode={way}"
    where = SECTIONS.get(pane.code, "")
    return f"{reverse('portal:preview', args=[revision.pk, place])}?mode={way}{'#' if where else ''}{where}"


def names(content: Mapping[str, Any]) -> list[catalogue.Name]:
    """What conditions of this draft may speak of; the types of licence are what one may ask the licences for."""
    types = tuple((one.code, one.title) for one in licences.types())
    return [
        catalogue.Name(one.name, one.label, types) if one.name == "applicant.licence" else one
        for one in catalogue.names_of(content, True)
    ]


def drawn(content: Mapping[str, Any], judged: Judged) -> tuple[SafeString, str]:
    """The process as it is written now, also while other parts of the item are wrong; and what is wrong with it."""
    found, sentence = catalogue.process_of(content)
    if found is None:
        return SafeString(""), sentence
    title = judged.definition.title.zh if judged.definition is not None else "草稿"
    return mark_safe(drafts.drawing(found, title)), sentence  # noqa: S308 - our own drawing, escaped


@dataclass(frozen=True)
class Passage:
    """A run of lines that says something else in each version."""

    theirs: tuple[str, ...]
    mine: tuple[str, ...]
    line: int  # where it begins in mine


def passages(theirs: str, mine: str) -> list[Passage]:
    """Where two versions differ, each passage once; what is the same in both is left out."""
    left, right = theirs.splitlines(), mine.splitlines()
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [Passage(tuple(left[a:b]), tuple(right[c:d]), c + 1) for tag, a, b, c, d in blocks if tag != "equal"]
