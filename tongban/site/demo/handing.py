"""How people of Lanting hand documents in: right ones, and now and then one with a mistake that somebody finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tongban.engines import reading
from tongban.engines.forms import look_up
from tongban.kernel import jobs, time
from tongban.registers.materials import actions as materials
from tongban.registers.readings import jobs as readings
from tongban.site.demo import papers
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows

if TYPE_CHECKING:
    from random import Random

    from tongban.kernel.actor import Actor
    from tongban.registers.catalogue.kinds import Reads
    from tongban.work.cases.kinds import Slot
    from tongban.work.cases.models import Case

FOOD_LAW, ADS_LAW = "食品经营许可和备案管理办法 第十二条", "澜汀市户外广告设施设置管理办法（演示） 第九条"
MISTAKES = {
    "food-business-licence": (
        ("unwashed", "请在布局图上标明清洗消毒设施的位置", FOOD_LAW), ("blurred", "图片不清晰，请重新拍摄上传", ""),
        ("unsigned", "请补充负责人签名", FOOD_LAW),
    ),
    "outdoor-advertising": (
        ("blurred", "图片不清晰，请重新拍摄上传", ""), ("unsigned", "请在效果图上补充设置人签章", ADS_LAW),
    ),
}  # fmt: skip
USUAL = (("blurred", "图片不清晰，请重新拍摄上传", ""),)
MENDS = 0.8  # of those who are told before they hand it in


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a document that was handed in: the clerk sends the case back for it."""

    slot: Slot
    kind: str
    sentence: str
    law: str


def hand_in(dice: Random, me: Actor, case: Case, *, wrong: str = "") -> Mistake | None:
    """Answer every material that is asked for, the first one with a mistake where the story says ``wrong``.

    A machine reads what can be read while he is still there; four in five mend what it finds. What it finds in a case
    of the story "owing", or does not find, stays for the clerk and is returned.
    """
    asked = [slot for slot in rows.slots(_fresh(case)) if slot.required and not slot.filled]
    mistake = None
    for slot in asked:
        if slot.undertaking and case.definition.automatic:
            cases.promise(me, str(case.pk), slot.code, trust="promise")  # what rules may take for granted
        elif wrong and mistake is None:
            mistake = Mistake(slot, *dice.choice(MISTAKES.get(case.item_code, USUAL)))
            _give(me, case, slot, _wrong(case, slot, mistake.kind))
        else:
            _give(me, case, slot, _right(case, slot))
    _read(case)
    if mistake and wrong == "gaps" and _told(case, mistake) and dice.random() < MENDS:
        hand_in_right(me, case, mistake.slot)
        return None
    return mistake


def hand_in_right(me: Actor, case: Case, slot: Slot) -> None:
    """Answer a material with a document that says what it should."""
    _give(me, case, slot, _right(case, slot))
    _read(case)


def _told(case: Case, mistake: Mistake) -> bool:
    """Whether the page says that something is wrong with the document."""
    found = rows.seen(_fresh(case), rows.slots(_fresh(case))).get(mistake.slot.code)
    return found is not None and any(one.outcome == "fail" for one in found.doubts)


def _read(case: Case) -> None:
    """Every document is read at once: the worker of real life is quick."""
    jobs.run_owed(case.subject)
    readings.read_owed()


def _wrong(case: Case, slot: Slot, kind: str) -> bytes:
    if kind == "unwashed":
        return papers.plan(slot.title, washing=False)
    return papers.blurred(slot.title) if kind == "blurred" else _right(case, slot)


def _right(case: Case, slot: Slot) -> bytes:
    reads = case.definition.material(slot.code).reads
    if reads is None or "pdf" not in slot.formats:
        return papers.page(slot.title)
    if "floor-plan" in reads.kinds:
        return papers.plan(slot.title)
    kind = reading.kinds()[_kind(case, reads)]
    return papers.sheet(kind.title, _said(case, reads, kind))


def _kind(case: Case, reads: Reads) -> str:
    """Of several kinds the one that fits what he said of the place."""
    rented = "rented" in (look_up(case.data, "site.owner"), look_up(case.data, "place.right"))
    return "lease" if rented and "lease" in reads.kinds else reads.kinds[-1]


def _said(case: Case, reads: Reads, kind: reading.Kind) -> Mapping[str, str]:
    expected = reads.expected(case.definition.facts(rows.facts_of(case)))
    said = {f.after[0]: expected.match[name] or "" for name, f in kind.fields.items() if name in expected.match}
    if "until" in kind.fields:
        last = time.today() + timedelta(days=2 * 365)
        said[kind.fields["until"].after[0]] = f"{last.year}年{last.month}月{last.day}日"
    return said | {word: "" for word in kind.words if word not in "".join((*said, kind.title))}


def _give(me: Actor, case: Case, slot: Slot, content: bytes) -> None:
    ending = "pdf" if content.startswith(b"%PDF") else "png"
    kept = materials.keep(me, case.applicant, slot.code, f"{slot.title}.{ending}", [content], formats=(ending,))
    cases.give(me, str(case.pk), slot.code, str(kept.pk))


def _fresh(case: Case) -> Case:
    return rows.by_subject(case.subject)
