"""Question by question: how often it was asked in what was handed in, how often it stood as it had been prefilled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tongban.engines.forms import look_up
from tongban.kernel import wall
from tongban.kernel.once import asking
from tongban.registers.catalogue.kinds import form_sources
from tongban.work.cases import sources
from tongban.work.cases.facts import facts_of
from tongban.work.cases.models import Case

WAYS = {
    "data": "其他部门数据", "licence": "电子证照", "identity": "实名信息", "answer": "以前填写的", "": "没有来源",
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """One question of an item: where its answer may come from, how often it was asked and answered beforehand."""

    item: str
    title: str
    name: str
    label: str
    way: str  # of `WAYS`, as the item in force at submission says it
    asked: int
    kept: int

    @property
    def open(self) -> int:
        """How often somebody had to answer it himself."""
        return self.asked - self.kept


@wall.as_platform("figures")
def questions(item: str = "") -> list[Question]:
    """Every question of what was handed in (逐项预填), those that were answered by hand most often first.

    Counted anew from the cases as they stand, by the rules of `sources.share`; an answer mended since then counts as it
    is now, so that single cases may differ from what was measured at their submission.
    """
    rows = Case.objects.filter(submitted_at__isnull=False).select_related("edition")
    asked, kept, words = Counter[tuple[str, str]](), Counter[tuple[str, str]](), dict[tuple[str, str], Question]()
    for case in (rows.filter(item_code=item) if item else rows).iterator(chunk_size=200):
        with asking():
            for name, stood in _of(case):
                key = (case.item_code, name)
                asked[key] += 1
                kept[key] += stood
                words.setdefault(key, _question(case, name))
    found = [Question(**{**vars(one), "asked": asked[key], "kept": kept[key]}) for key, one in words.items()]
    return sorted(found, key=lambda one: (-one.open, one.item, one.name))


def _of(case: Case) -> Iterator[tuple[str, bool]]:
    for field in case.definition.form.asked(facts_of(case)):
        noted = case.origins.get(field.name)
        yield field.name, bool(noted and sources.stands(noted) and look_up(case.data, field.name) is not None)


def _question(case: Case, name: str) -> Question:
    return Question(case.item_code, case.title, name, case.definition.form.fields[name].label, _way(case, name), 0, 0)


def _way(case: Case, name: str) -> str:
    field, fill = case.definition.form.fields[name], case.definition.fills.get(name)
    if fill is not None:
        return _named(fill)
    return "answer" if field.element and not field.never_reuse else ""


def _named(fill: Any) -> str:
    if form_sources.named(fill.text):
        return "data"
    return "licence" if "applicant.licence(" in fill.text else "identity"
