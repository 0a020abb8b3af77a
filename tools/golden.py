"""The recorded lives of cases (金色时间线): one per kind of life, told by its facts, held against today's code.

`python -m tools.golden` compares, `--write` records anew for a release: what changed must then be read in the diff.
A turn stands at so many working days after the submission; every date is told in working days, so the record holds on
whatever day it is made. Of a fact stand its kind, its body without ids and numbers, and in which role somebody acted.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from datetime import time as hour
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "tests" / "golden"
WRITING = "TONGBAN_GOLDEN"
# The rooms whose facts are the life itself; what others make of it (papers, messages, lists of work) has its own tests.
ROOMS = ("cases", "approvals", "licences", "ratings")
AFTERWARDS = ("cases.NoticeSealed", "licences.LicencePrinted")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

Act = Callable[["Life"], object]
Turn = tuple[int, int, str, Act]


class Life:
    """One case being lived, and what is written down of it."""

    def __init__(self, item: str) -> None:
        from tongban.work.cases.clock import calendar

        self.item, self.calendar = item, calendar()
        self.begins = self._next_working_day()
        self.told: list[dict[str, Any]] = []
        self.case: Any = None
        self._seen: set[int] = set()

    def _next_working_day(self) -> date:
        from tongban.kernel import time

        return self.calendar.add(time.today(), 1)

    def live(self, turns: Sequence[Turn]) -> list[dict[str, Any]]:
        """Take every turn at its moment; returns the timeline."""
        from tongban.kernel import time
        from tools import people

        for day, at, name, act in turns:
            when = self.calendar.add(self.begins, day) if day else self.begins
            with time.held(datetime.combine(when, hour(at), time.SHANGHAI)):
                act(self)
                self.case = people.settled(self.case)
                self.told.append({"turn": name, "day": day, "facts": self._new(), **self._standing()})
        return self.told

    def _new(self) -> list[dict[str, Any]]:
        from tongban.registers.ledger import queries as ledger
        from tongban.registers.licences import queries as licences

        subjects = [self.case.subject, *(one.subject for one in licences.from_source(self.case.subject))]
        rows = [row for row in ledger.timelines(subjects) if row.seq not in self._seen]
        self._seen.update(row.seq for row in rows)
        rows = [row for row in rows if row.kind.split(".")[0] in ROOMS and row.kind not in AFTERWARDS]
        return [{"kind": row.kind, "by": _role(row.actor), "body": self._plain(row.body)} for row in rows]

    def _plain(self, value: Any) -> Any:
        """The body without what is different each time: ids, and numbers that count."""
        if isinstance(value, dict):
            return {k: "<number>" if k == "number" else self._plain(v) for k, v in sorted(value.items())}
        if isinstance(value, list | tuple):
            return [self._plain(one) for one in value]
        return _ID.sub("<id>", value) if isinstance(value, str) else value

    def _standing(self) -> dict[str, Any]:
        case = self.case
        return {
            "state": case.state, "outcome": case.outcome, "due": self._day(case.due_on),
            "supply_by": self._day(case.supply_by), "notices": sorted(n.kind for n in case.notices.all()),
        }  # fmt: skip

    def _day(self, day: date | None) -> int | None:
        """So many working days after the submission."""
        if day is None:
            return None
        back = day < self.begins
        days = self.calendar.working_days_between(*((day, self.begins) if back else (self.begins, day)))
        return -days if back else days


def _role(actor: dict[str, str]) -> str:
    from tongban.registers.identity import queries as identity

    if actor["kind"] != "official":
        return actor["kind"]
    posts = identity.posts_of(actor["id"])
    return f"official/{posts[0].role}" if posts else "official"


# Turns


def submit(life: Life) -> None:
    from tools import people

    life.case = people.submitted(life.item)


def by(role: str, verb: str, *args: Any, **said: Any) -> Act:
    """A verb of the cases by whoever has this role towards the case."""

    def act(life: Life) -> None:
        from tongban.work.cases import actions

        life.case = getattr(actions, verb)(_who(role, life), str(life.case.pk), *args, **said)

    return act


def _who(role: str, life: Life) -> Any:
    from tools import people

    heads = {people.FOOD: "LT0100", people.ALLOWANCE: "LT0700"}
    found: dict[str, Callable[[], Any]] = {
        "applicant": lambda: people.applicant_of(life.item), "clerk": people.clerk, "system": lambda: people.SYSTEM,
        "other-clerk": lambda: people.actor("LT0005"), "approver": lambda: people.approver(life.item),
        "head": lambda: people.actor(heads[life.item]), "supervisor": lambda: people.actor("LT0012"),
    }  # fmt: skip
    return found[role]()


def ask_for_more(life: Life) -> None:
    from tongban.work.cases import actions
    from tongban.work.cases.kinds import GapSpec
    from tools import people

    gap = GapSpec("floor-plan", "主要设备设施布局图", "请标明清洗消毒设施的位置", LAW)
    life.case = actions.ask_for_more(people.clerk(), str(life.case.pk), [gap])


def supply(life: Life) -> None:
    from tongban.work.cases import actions
    from tools import people

    me = people.applicant_of(life.item)
    people.give(me, life.case, "floor-plan", "布局图")
    life.case = actions.supply(me, str(life.case.pk))


def sign(verdict: str = "agree") -> Act:
    """Whoever's turn it is signs each step that is open now, once."""

    def act(life: Life) -> None:
        from tongban.work.approvals import queries as steps
        from tools import people

        for lane in steps.lanes(life.case):
            if lane.state in ("open", "half"):
                people.sign(life.case, lane.step, verdict)

    return act


def rectify(life: Life) -> None:
    from tongban.work.cases import actions
    from tools import people

    served = life.case.notices.get(kind="decision")
    name = life.case.applicant_name
    approver = people.approver(life.item)
    life.case = actions.rectify(approver, str(life.case.pk), str(served.pk), wrong=name, right=f"{name}（更正）")


def call_hearing(life: Life) -> None:
    """For the morning of the fourteenth working day."""
    from tongban.kernel import time

    begins = datetime.combine(life.calendar.add(life.begins, 14), hour(9), time.SHANGHAI)
    by("approver", "call_hearing", begins_at=begins, place="市政务服务中心三楼", chair="秦守拙")(life)


def rate(life: Life) -> None:
    from tongban.watch.ratings import actions, queries
    from tools import people

    invitation = queries.invitation_of(life.case)
    assert invitation is not None
    actions.rate(people.applicant_of(life.item), invitation.token, level=2, anonymous=False)


LAW = "行政许可法 第三十二条"
FOOD, PENSION = "food-business-licence", "old-age-allowance"
SUBMIT: Turn = (0, 9, "submit", submit)
ACCEPT: Turn = (1, 9, "accept", by("clerk", "accept"))
PAUSE = by("approver", "pause", reason="需要检验", law="行政许可法 第四十五条", needed="五个工作日")


def examined(first: int, *verdicts: str) -> list[Turn]:
    """Wave by wave, a working day each; ``verdicts`` are those of every signature round."""
    return [(first + n, 10, f"sign {verdict}", sign(verdict)) for n, verdict in enumerate(verdicts)]


AGREED = ("agree",) * 4  # the noodle shop: check, visits in parallel, two signatures
PAID = ("agree",) * 3  # the allowance: verify, two signatures
LIVES: dict[str, tuple[str, str, list[Turn]]] = {
    "granted": ("准予并发证", FOOD, [SUBMIT, ACCEPT, *examined(2, *AGREED)]),
    "granted-with-gap": ("一次补正后准予", FOOD, [
        SUBMIT, (1, 9, "ask for more", ask_for_more), (4, 20, "supply", supply),
        (5, 9, "accept", by("clerk", "accept")), *examined(6, *AGREED),
    ]),
    "granted-and-rated-poor": ("给付后得到差评", PENSION, [SUBMIT, ACCEPT, *examined(2, *PAID), (8, 20, "rate", rate)]),
    "refused": ("不予许可", PENSION, [SUBMIT, ACCEPT, *examined(2, "agree", "disagree", "disagree")]),
    "sent-back": ("第二签署人退回后准予", PENSION, [
        SUBMIT, ACCEPT, *examined(2, "agree", "agree", "disagree", "agree", "agree"),
    ]),
    "turned-away": ("不予受理", PENSION, [SUBMIT, (1, 9, "turn away", by("clerk", "turn_away", "材料不属实", LAW))]),
    "no-permit": ("不需要许可", FOOD, [SUBMIT, (1, 9, "no permit", by("clerk", "no_permit", "备案即可", LAW))]),
    "not-ours": ("不属于本机关职权", FOOD, [
        SUBMIT, (1, 9, "not ours", by("clerk", "not_ours", "省市场监督管理局", "由省级机关许可", LAW)),
    ]),
    "corrected": ("当场更正后受理", PENSION, [
        SUBMIT, (1, 9, "correct", by("clerk", "correct", "account", {
            "account.way": "bank", "account.bank": "澜汀农村商业银行", "account.number": "6200000000000000000",
        }, agreed=True)), (1, 10, "accept", by("clerk", "accept")),
    ]),
    "deemed-accepted": ("五日未答复视为受理", PENSION, [
        SUBMIT, (6, 9, "deem accepted", by("system", "deem_accepted")), *examined(7, *PAID),
    ]),
    "returned-unsupplied": ("逾期未补正退件", FOOD, [
        SUBMIT, (1, 9, "ask for more", ask_for_more), (12, 9, "return", by("system", "return_unsupplied")),
    ]),
    "withdrawn": ("申请人撤回", PENSION, [SUBMIT, ACCEPT, (2, 20, "withdraw", by("applicant", "withdraw", "不办了"))]),
    "paused-and-resumed": ("特别程序后准予", FOOD, [
        SUBMIT, ACCEPT, (2, 10, "sign agree", sign()), (3, 9, "pause", PAUSE),
        (8, 9, "resume", by("approver", "resume", result="检验合格")), *examined(9, *AGREED[1:]),
    ]),
    "heard": ("听证后准予", PENSION, [
        SUBMIT, ACCEPT, (2, 10, "sign agree", sign()),
        (3, 9, "tell hearing right", by("approver", "tell_hearing_right", reason="涉及他人重大利益")),
        (5, 20, "ask hearing", by("applicant", "ask_hearing", reason="希望当面说明")),
        (6, 9, "call hearing", call_hearing),
        (14, 11, "hold hearing", by("approver", "hold_hearing", text="双方意见已记录")),
        *examined(15, *PAID[1:]),
    ]),
    "hearing-given-up": ("申请听证后放弃", PENSION, [
        SUBMIT, ACCEPT, (2, 10, "sign agree", sign()),
        (3, 9, "tell hearing right", by("approver", "tell_hearing_right", reason="涉及他人重大利益")),
        (5, 20, "ask hearing", by("applicant", "ask_hearing", reason="希望当面说明")),
        (7, 9, "give up hearing", by("applicant", "give_up_hearing")), *examined(8, *PAID[1:]),
    ]),
    "extended": ("延长期限后准予", FOOD, [
        SUBMIT, ACCEPT, (3, 9, "extend", by("head", "extend", days=5, reason="需要补充调查")), *examined(8, *AGREED),
    ]),
    "transferred": ("移送另一个区", PENSION, [
        SUBMIT, ACCEPT,
        (2, 9, "transfer", by("approver", "transfer", area="999002", reason="户籍在另一个区", law=LAW)),
        (3, 9, "accept", by("other-clerk", "accept")), *examined(4, *PAID),
    ]),
    "sent-on": ("转报上级机关", PENSION, [
        SUBMIT, ACCEPT,
        (2, 9, "send on", by("approver", "send_on", agency="省民政厅", reason="由省级机关决定", law=LAW)),
    ]),
    "terminated": ("终止办理", PENSION, [
        SUBMIT, ACCEPT, (2, 9, "terminate", by("approver", "terminate", reason="申请人死亡", law=LAW)),
    ]),
    "reopened": ("不予许可后重新办理并准予", PENSION, [
        SUBMIT, ACCEPT, *examined(2, "agree", "disagree", "disagree"),
        (8, 9, "reopen", by("supervisor", "reopen", reason="适用依据错误", law="行政许可法 第六十条")),
        *examined(9, *PAID),
    ]),
    "rectified": ("更正决定书的笔误", PENSION, [SUBMIT, ACCEPT, *examined(2, *PAID), (9, 9, "rectify", rectify)]),
}  # fmt: skip


def lived(name: str) -> dict[str, Any]:
    """A life lived by today's verbs."""
    title, item, turns = LIVES[name]
    return {"life": name, "title": title, "item": item, "turns": Life(item).live(turns)}


def path(name: str) -> Path:
    return FOLDER / f"{name}.json"


def recorded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path(name).read_text())
    return found


def text(life: dict[str, Any]) -> str:
    return json.dumps(life, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Record anew if asked, then compare: 0 when today's code lives and reads every life as recorded."""
    compare = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(FOLDER.parent / "test_golden.py")]
    if "--write" in sys.argv:
        FOLDER.mkdir(exist_ok=True)
        environment = {**os.environ, WRITING: "write"}
        subprocess.run([*compare, "-k", "todays_verbs"], env=environment, check=True)
    return subprocess.run(compare, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
