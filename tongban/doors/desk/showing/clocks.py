"""Clocks as officials read them: a word, a sign and a colour together, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tongban.doors.parts import words
from tongban.kernel import time
from tongban.registers.calendar import queries as holidays
from tongban.work.cases.queries import Clocks

if TYPE_CHECKING:
    from tongban.work.tasks.models import Task

NAMES = {"acceptance": "受理期限", "promise": "承诺时限", "statute": "法定时限"}
LOOKS = {  # state: word, sign, class of the tag
    "running": ("正常", "○", ""),
    "near": ("临期", "◔", "warn"),
    "overdue": ("超期", "!", "bad"),
    "paused": ("暂停", "Ⅱ", "hold"),
    "done": ("办结", "✓", "ok"),
    "none": ("未起算", "–", ""),
}


@dataclass(frozen=True)
class Shown:
    """A clock to be shown: how it stands, in words."""

    state: str
    text: str
    due: date | None = None
    name: str = ""

    @property
    def word(self) -> str:
        return LOOKS[self.state][0]

    @property
    def sign(self) -> str:
        return LOOKS[self.state][1]

    @property
    def look(self) -> str:
        return LOOKS[self.state][2]


def of_task(task: Task) -> Shown:
    """The clock of one row of the work list, from the date kept with the task."""
    if not task.open:
        return Shown("done", "已办结", task.due_on)
    if task.due_on is None:
        return Shown("none", "没有时限")
    left = holidays.calendar().working_days_between(time.today(), task.due_on)
    if task.stopped:
        return Shown("paused", "暂停计时", task.due_on)
    if task.due_on < time.today():
        return Shown("overdue", f"超期 {max(1, -left)} 个工作日", task.due_on)
    if task.due_on == time.today():
        return Shown("near", "今天到期", task.due_on)
    return Shown("near" if left <= 1 else "running", f"剩 {left} 个工作日", task.due_on)


def of_case(case: Any, clocks: Clocks) -> Shown:
    """The clock that runs on a case now."""
    if case.state == "incomplete":
        return Shown("paused", "等待申请人补正，时限暂停", None, NAMES["acceptance"])
    reading = clocks.now
    if reading is None:
        done = case.state in ("decided", "closed")
        return Shown("done" if done else "none", "已办结" if done else "尚未起算", None, NAMES.get(clocks.name, ""))
    if words.by_the_hour(clocks.limit):
        said = words.left(reading, clocks.limit)
        return Shown(reading.state, said, reading.due, NAMES.get(clocks.name, ""))
    days = words.unit_of(clocks.limit)
    texts = {
        "running": f"剩 {reading.left_days} {days}",
        "near": "今天到期" if reading.due == time.today() else f"剩 {reading.left_days} {days}",
        "overdue": f"超期 {reading.overdue_days} {days}",
        "paused": f"暂停计时，恢复后剩 {reading.left_days} {days}",
        "done": f"已停止计时，用了 {reading.used_days} {days}",
    }
    return Shown(reading.state, texts[reading.state], reading.due, NAMES.get(clocks.name, ""))
