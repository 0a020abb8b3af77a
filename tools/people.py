"""The people of Lanting at work, for tests: who acts, and a case led by the real verbs as far as a test needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection

from tongban.kernel import jobs
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.materials import actions as materials
from tongban.site.demo import machines, records
from tongban.site.demo.papers import page as paper
from tongban.site.demo.town import read
from tongban.work.approvals import actions as approvals
from tongban.work.approvals import queries as steps
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.kinds import GapSpec
from tongban.work.cases.models import Case

SYSTEM = Actor.system()
FOOD, ALLOWANCE = "food-business-licence", "old-age-allowance"
AREA = "999001"

# A noodle shop with a stove: checked first, then visited and smelled in parallel, then decided by two people.
NOODLES: Mapping[str, Any] = {
    "business.form": "catering", "business.kinds": ["hot-food"], "business.fumes": "yes",
    "premises.address.division": AREA, "premises.address.detail": "望舒区月白街 18 号",
    "premises.area": "86.5", "premises.warehouse": "no", "steward.name": "林晚", "steward.phone": "12000000001",
    "agent.used": "no",
}  # fmt: skip
# A grandmother who hands in nothing: everything is known, the steps are one after the other.
PENSION: Mapping[str, Any] = {"elder.first": "yes", "account.way": "card", "agent.used": "no"}
ANSWERS = {FOOD: NOODLES, ALLOWANCE: PENSION}
LAW = "食品安全法 第三十五条"


def actor(account: str, behalf: str = "") -> Actor:
    """Who acts through this account today; ``behalf`` is the key of a company in town."""
    found = identity.account_by_name(account)
    assert found is not None, account
    official = account.startswith("LT")
    acting = identity.actor_for(found, door="desk" if official else "portal").with_proof()
    if not behalf:
        return acting
    name = read("companies")[behalf][0]
    firm = next(o for o in identity.organisations_of(acting.id) if o.name == name)
    return identity.actor_for(found, door="portal", on_behalf=f"organisation/{firm.pk}").with_proof()


def number(key: str) -> str:
    """The identity number or credit code of somebody in town."""
    return records.number_of(key)


def child_number(key: str) -> str:
    """The identity number of a child in town."""
    return records.child_number(key)


def stranger(key: str) -> tuple[str, str]:
    """The identity number and the telephone of somebody whom the city does not know yet."""
    return records.stranger(key)


def known() -> dict[str, Any]:
    """What the other authorities of Lanting know."""
    return records.known()


def owner() -> Actor:
    """林晚, for her noodle shop."""
    return actor("linwan", "wanwan")


def grandmother() -> Actor:
    """禾素芬, 78."""
    return actor("henainai")


def applicant_of(item: str) -> Actor:
    return owner() if item == FOOD else grandmother()


def fill(me: Actor, case: Case, answers: Mapping[str, Any]) -> Case:
    """Type ``answers`` page by page over what is already there, as a browser sends them."""
    for page in case.definition.form.pages:
        names = [f.name for f in page.fields]
        there = {**case.definition.form.flat(case.data), **answers}
        typed = {k: v for k, v in there.items() if any(k == n or k.startswith(f"{n}.") for n in names)}
        case = cases.save_page(me, str(case.pk), page.name, typed)
    return case


def give(me: Actor, case: Case, code: str, title: str = "材料") -> Any:
    """Upload a picture and let it answer the material ``code``."""
    drawn = paper(title, case.applicant_name)
    kept = materials.keep(me, case.applicant, code, f"{title}.png", [drawn], formats=("png",))
    return cases.give(me, str(case.pk), code, str(kept.pk))


def draft(item: str = FOOD, me: Actor | None = None, *, area: str = AREA, **answers: Any) -> Case:
    """A draft with everything it needs; ``answers`` name other values of the form."""
    me = me or applicant_of(item)
    case = fill(me, cases.start(me, item, area), {**ANSWERS[item], **answers})
    for slot in rows.slots(case):
        if slot.required and not slot.filled:
            give(me, case, slot.code, slot.title)
    return fresh(case)


def submitted(item: str = FOOD, me: Actor | None = None, way: str = "", **said: Any) -> Case:
    case = draft(item, me, **said)
    case = cases.submit(me or applicant_of(item), str(case.pk), promise=True, way=way)
    return settled(case)


def incomplete(item: str = FOOD) -> Case:
    """Told once what is missing: a better floor plan."""
    case = submitted(item)
    gap = GapSpec("floor-plan", "主要设备设施布局图", "请标明清洗消毒设施的位置", LAW)
    return settled(cases.ask_for_more(clerk(), str(case.pk), [gap]))


def accepted(item: str = FOOD, **said: Any) -> Case:
    return settled(cases.accept(clerk(), str(submitted(item, **said).pk)))


def paused(item: str = FOOD) -> Case:
    case = accepted(item)
    said = {"reason": "需要检验", "law": "行政许可法 第四十五条", "needed": "十个工作日"}
    return settled(cases.pause(approver(item), str(case.pk), **said))


def decided(item: str = FOOD, verdict: str = "agree", **said: Any) -> Case:
    """Every step signed by whose turn it is; what follows from the decision has not happened yet."""
    case = accepted(item, **said)
    while case.state == "accepted":
        for lane in steps.lanes(case):
            if lane.state in ("open", "half"):
                sign(case, lane.step, verdict if lane.decides else "agree")
        case = settled(case) if fresh(case).state == "accepted" else fresh(case)
    return case


def closed(item: str = FOOD, verdict: str = "agree", **said: Any) -> Case:
    return settled(decided(item, verdict, **said))


STATES: Mapping[str, Callable[[], Case]] = {
    "draft": draft, "submitted": submitted, "incomplete": incomplete, "accepted": accepted, "paused": paused,
    "decided": decided, "closed": closed,
}  # fmt: skip

SIGNERS = {
    "check": "LT0101", "site-visit": "LT0103", "ecology-opinion": "LT0301", "fire-opinion": "LT0201",
}  # fmt: skip


def appoint_machines() -> None:
    """From here on the platform decides by rules where it may (智能审批岗); without it people decide everything."""
    machines.appoint()


def clerk() -> Actor:
    return actor("LT0003")


def approver(item: str = FOOD) -> Actor:
    return actor("LT0102" if item == FOOD else "LT0702")


def reviewer(item: str = FOOD) -> Actor:
    return actor("LT0101" if item == FOOD else "LT0701")


def sign(case: Case, step: str, verdict: str = "agree", me: Actor | None = None, **said: Any) -> Any:
    """The next signature on ``step`` by whose turn it is."""
    if me is None:
        me = _turn(case, step)
    if step == "site-visit":
        said = {"second_officer": "方可", "text": "现场布局与图纸一致。", **said}
    if verdict == "disagree":
        said = {"text": "不符合条件", "law": LAW, **said}
    return approvals.sign(me, str(case.pk), step, verdict=verdict, **said)


def _turn(case: Case, step: str) -> Actor:
    """Whose turn it is: the step's own officer, or after him the approver."""
    lane = next(one for one in steps.lanes(case) if one.step == step)
    if lane.state == "half":
        return approver(case.item_code)
    return actor(SIGNERS[step]) if case.item_code == FOOD and step in SIGNERS else reviewer(case.item_code)


def settled(case: Case) -> Case:
    """Everything that follows has happened; the case as it stands then."""
    jobs.run_owed(case.subject)
    for licence in licences.from_source(case.subject):
        jobs.run_owed(licence.subject)
    jobs.run_owed(case.subject)
    return fresh(case)


def fresh(case: Case) -> Case:
    """The row as it is in the database."""
    return rows.by_subject(case.subject)


def placed() -> None:
    """A test is one transaction, whose facts get their places only after it: it gives them places itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into ledger_chain (position, seq, hash)"
            " select (select coalesce(max(position), 0) from ledger_chain) + row_number() over (order by seq),"
            " seq, hash from ledger_fact"
            " where seq not in (select seq from ledger_chain) order by seq"
        )
