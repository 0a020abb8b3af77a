"""How each material of a case need not be handed in (免于提交): the ways its item names, as they stand now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property

from tongban.engines.forms import look_up
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.catalogue.kinds import FormSource, Instead, Material
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.registers.materials import queries as materials
from tongban.registers.sources import queries as sources
from tongban.registers.sources.kinds import Kind, Matter, Query, State, stranger
from tongban.work.cases.kinds import Earlier, Source, Spare
from tongban.work.cases.models import Case, CaseMaterial
from tongban.work.cases.reaching import knows

SYSTEM = Actor.system("数据核验")
AGAIN = "恢复后也可以点“重新核验”。"
WRONG = "如果登记有误，请联系登记部门更正。"
UNNAMED = "委托人没有授权您使用这项信息，请上传材料，或者请委托人补充授权。"
LOOKED_AT = 20  # earlier applications


def matter(case: Any) -> Matter:
    """What data of this case, or run of a package, are used for."""
    return Matter(case.subject, case.title, case.department, case.applicant)


@dataclass
class Known:
    """What is known of a case's data today; looked up once, and only when a material asks."""

    case: Case
    facts: Mapping[str, Any] = field(repr=False)
    live: bool = True
    within: Known | None = None  # of a package, when one of its items looks at its own facts
    own: Mapping[str, Any] | None = field(default=None, repr=False)  # the answers as that item names them

    @cached_property
    def typed(self) -> dict[str, Any]:
        return self.case.definition.facts(self.facts) if self.of_case else dict(self.facts)

    @property
    def of_case(self) -> bool:
        """Whether it is a case; in a package each item looks at its materials by itself (`together`)."""
        return bool(self.case.subject.startswith("case/"))

    @property
    def data(self) -> Mapping[str, Any]:
        return self.case.data if self.own is None else self.own

    @cached_property
    def tried(self) -> dict[str, Any]:
        return self.within.tried if self.within else sources.tried(self.case.subject)

    @cached_property
    def words(self) -> list[Any]:
        return self.within.words if self.within else sources.authorisations(self.case.subject)

    def word(self, code: str, kind: str, what: str, holder: str) -> str:
        """Where the holder's authorisation stands; "" where he was not asked, or where it is looked at no more."""
        if not self.live:
            return ""
        for row in self.words:
            if (row.code, row.kind, row.what, row.holder) == (code, kind, what, holder):
                return str(row.state)
        return ""


def spares(material: Material, known: Known) -> list[Spare]:
    """The ways of a material in the item's order, up to the first that answers."""
    found = []
    for way in material.instead:
        if way.when is not None and not way.applies(known.typed):
            continue
        spare = _READ[way.way](material, way, known)
        found.append(spare)
        if spare.answers:
            break
    return found


def asked(case: Case, way: Instead | FormSource, facts: Mapping[str, Any]) -> Query | None:
    """The question that is put to a source; None while the form does not say enough."""
    said = {name: str(expression.value(facts) or "").strip() for name, expression in way.asked.items()}
    if not all(said.values()):
        return None
    number = said[way.resource.of]
    holder = case.applicant if number == look_up(facts, "applicant.code") else _holder(number)
    return Query(way.source, said, way.fields, holder)


def earlier(case: Case, material: Material, way: Instead) -> list[Earlier]:
    """Accepted documents of the same person or project that are not too old, the newest first."""
    handed = CaseMaterial.objects.filter(
        code=material.code, current=True, source__in=(Source.APPLICANT, Source.EARLIER),
        case__applicant=case.applicant, case__accepted_at__isnull=False,
    )
    rows = list(handed.exclude(case=case).select_related("case").order_by("-given_at")[:LOOKED_AT])
    kept = materials.by_ids([row.material_id for row in rows])
    first = way.within.first_day(time.today()) if way.within else time.today()
    found: dict[str, Earlier] = {}
    for row in rows:
        document = kept.get(row.material_id)
        day = time.local(document.kept_at).date() if document else None
        if document is None or day is None or document.hidden or day < first:
            continue
        if way.same != "person" and look_up(row.case.data, way.same) != look_up(case.data, way.same):
            continue
        one = Earlier(str(row.pk), str(document.pk), row.name, row.case.number or "", row.case.title, day)
        found.setdefault(one.material_id, one)
    return list(found.values())[:3]


def _licence(material: Material, way: Instead, known: Known) -> Spare:
    case, holder, other = known.case, known.case.applicant, False
    if way.of:
        number = _number(look_up(known.data, way.of))
        if not number:
            return Spare(way, "blank", "填好表中的人员信息后，可以调取电子证照。")
        holder = _holder(number)
        other = holder not in (case.applicant, case.handler)
    if not way.of and not knows(case, f"licence/{way.licence}"):
        return Spare(way, "no", UNNAMED)
    with wall.as_platform("sparing"):  # it may be another person's: what is said of it depends on his consent
        licence = licences.held(holder, way.licence)
    if licence is None:
        return Spare(way, "no")
    text = f"{licence.type.title} {licence.number}" if not other else f"{licence.holder_name}的{licence.type.title}"
    spare = Spare(way, "", text, licence_id=str(licence.pk), holder=holder, holder_name=licence.holder_name,
                  what=way.licence, what_title=licence.type.title, kind=Kind.LICENCE)  # fmt: skip
    return spare.told(_consented(material, spare, known, other=other, consent=other))


def _data(material: Material, way: Instead, known: Known) -> Spare:
    query = asked(known.case, way, known.typed)
    resource = way.resource
    if query is not None and query.holder == known.case.applicant and not knows(known.case, f"data/{way.source}"):
        return Spare(way, "no", UNNAMED)
    if query is None:
        return Spare(way, "blank", f"填好表格后，可以核验{resource.title}。")
    spare = Spare(way, "", resource.title, query=query, holder=query.holder, what=resource.code,
                  what_title=resource.title, kind=Kind.DATA)  # fmt: skip
    row = known.tried.get(query.digest)
    other = query.holder not in (known.case.applicant, known.case.handler)
    state = _consented(material, spare, known, other=other, consent=resource.by_consent)
    if state != "answers":
        return spare.told(state)
    if row is None:
        return spare.told("ready")
    if row.error:
        return spare.told("failed", f"{resource.title}暂时查询不到，请上传“{material.title}”；{AGAIN}")
    if way.answers(known.typed, row.values):
        when = f"{time.local(row.at):%Y-%m-%d %H:%M}"
        return spare.told("answers", f"已核验{resource.title}，相符（{when}）", answer_id=str(row.pk))
    return spare.told("no", f"{resource.title}没有相符的记录，请上传“{material.title}”；{WRONG}")


def _earlier(material: Material, way: Instead, known: Known) -> Spare:
    found = earlier(known.case, material, way)
    return Spare(way, "offer" if found else "no", offered=tuple(found))


def _request(material: Material, way: Instead, known: Known) -> Spare:
    department = identity.desk(way.desk).department
    declined = known.word(material.code, Kind.DATA, way.desk, known.case.applicant) == State.DECLINED
    text = f"受理后由经办部门向{department.name}核实，您不用提交；办理期限不因此延长"
    return Spare(way, "declined" if declined else "answers", text, what=way.desk, what_title="行政协助", kind=Kind.DATA)


def _consented(material: Material, spare: Spare, known: Known, *, other: bool, consent: bool) -> str:
    """Whether data may be used: the applicant may always decline; whose consent it needs must have given it."""
    if known.word(material.code, spare.kind, spare.what, known.case.applicant) == State.DECLINED:
        return "declined"
    if not consent:
        return "answers"
    word = known.word(material.code, spare.kind, spare.what, spare.holder if other else known.case.applicant)
    if word == State.GIVEN:
        return "answers"
    if not other:
        return "consent"
    if not spare.holder.startswith(("person/", "organisation/")):
        return "no"
    return {State.ASKED: "waiting", State.DECLINED: "refused"}.get(word, "ask")  # type: ignore[call-overload,no-any-return]


def _number(value: Any) -> str:
    """The number in a field that holds a person or a body."""
    if isinstance(value, Mapping):
        return str(value.get("id_number") or value.get("number") or value.get("code") or "")
    return str(value or "")


def _holder(number: str) -> str:
    """Whose number it is, as far as the city knows him."""
    company = identity.find_organisation(number)
    if company is not None:
        return company.subject
    person = identity.find_person(SYSTEM, number)
    return person.subject if person is not None else stranger(number)


_READ = {"licence": _licence, "data": _data, "earlier": _earlier, "request": _request}
