from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from tongban.engines.codes import masking
from tongban.kernel import paging, time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.once import once
from tongban.kernel.text import storable
from tongban.registers.licences.errors import NotYourLicence
from tongban.registers.licences.kinds import Status, Verification
from tongban.registers.licences.models import Decision, Licence, LicenceType
from tongban.registers.licences.states import MOVES

LET = "licence/"
"""Before a kind of licence: how a mandate names what may be seen and shown."""


def of_holder(actor: Actor) -> QuerySet[Licence]:
    """My licences, or those of whom I act for, each in its newest version, newest first."""
    rows = Licence.objects.filter(holder=actor.applicant).exclude(status=Status.LAPSED)
    if actor.data is not None:
        rows = rows.filter(type__code__in=[code.removeprefix(LET) for code in actor.data if code.startswith(LET)])
    return rows.select_related("type").order_by("-issued_at")


def page_of(actor: Actor, *, after: str = "", limit: int = 50) -> list[Licence]:
    """`of_holder`, a page at a time; ``after`` is the `page_key` of the last one seen."""
    rows = list(of_holder(actor).filter(paging.behind("issued_at", after)).order_by("-issued_at", "-id")[:limit])
    for row in rows:
        row.page_key = paging.key(row.issued_at, row.pk)  # type: ignore[attr-defined]
    return rows


def every_of(holder: str, limit: int = 50) -> list[Licence]:
    """What somebody holds or held, newest first; for who was let read his entry (紧急查阅)."""
    rows = Licence.objects.filter(holder=holder).select_related("type")
    return list(rows.exclude(status=Status.LAPSED).order_by("-issued_at")[:limit])


def versions(licence: Licence) -> list[Licence]:
    """Every version of this licence, the newest first."""
    rows = Licence.objects.filter(type=licence.type_id, number=licence.number, holder=licence.holder)
    return list(rows.select_related("type").order_by("-version"))


@once
def held(holder: str, type_code: str) -> Licence | None:
    """The licence of this type that ``holder`` has in force today: what makes a material unnecessary (免于提交)."""
    rows = Licence.objects.filter(holder=holder, type__code=type_code, status=Status.VALID).select_related("type")
    today = time.today()
    return next((row for row in rows.order_by("-issued_at") if row.counts_on(today)), None)


def licence_for(actor: Actor, licence_id: str) -> Licence:
    """A licence, for its holder or whoever acts for him, or an official of a department; raises `NotYourLicence`."""
    try:
        found = Licence.objects.select_related("type").get(pk=uuid.UUID(str(licence_id)))
    except (Licence.DoesNotExist, ValueError):
        raise NotYourLicence from None
    if not actor.is_system and (found.holder != actor.applicant or not actor.knows(f"{LET}{found.type.code}")):
        raise NotYourLicence
    return found


def holder_of(licence_id: str) -> str:
    """Who holds it, "" for none; who may know it, the caller asks."""
    try:
        key = uuid.UUID(str(licence_id))
    except ValueError:
        return ""
    return Licence.objects.filter(pk=key).values_list("holder", flat=True).first() or ""


def from_source(source: str) -> list[Licence]:
    """What was issued out of ``source`` ("case/…")."""
    return list(Licence.objects.filter(source=source).select_related("type"))


def by_number(number: str) -> Licence | None:
    """An issued licence by the number on the paper, in its newest version, for the department that oversees it."""
    rows = Licence.objects.filter(number=storable(number)).select_related("type")
    return rows.order_by("-version", "-issued_at").first()


def mine(holder: str, type_code: str) -> list[Licence]:
    """Every licence of this type that ``holder`` has in force today: what one may ask to change or to renew."""
    rows = Licence.objects.filter(holder=holder, type__code=type_code, status=Status.VALID).select_related("type")
    today = time.today()
    return [row for row in rows.order_by("-issued_at") if row.counts_on(today)]


def open_to(holder: str, type_code: str, verb: str) -> list[Licence]:
    """The licences of ``holder`` to which ``verb`` may be done now: what one chooses from."""
    rows = Licence.objects.filter(holder=holder, type__code=type_code, status=Status.VALID).select_related("type")
    return [row for row in rows.order_by("-issued_at") if (row.state, verb) in MOVES]


def one_of(holder: str, type_code: str, number: str) -> Licence | None:
    """The newest version of the licence with this number, if ``holder`` has it, whatever became of it."""
    rows = Licence.objects.filter(holder=holder, type__code=type_code, number=storable(number)).select_related("type")
    return rows.order_by("-version").first()


def of_holder_by(holder: str, issuer_codes: Iterable[str]) -> list[Licence]:
    """What these departments gave to ``holder``, in its newest version: for officials to whom he shows himself."""
    rows = Licence.objects.filter(holder=holder, type__issuer_code__in=[code for code in issuer_codes if code])
    return list(rows.exclude(status=Status.LAPSED).select_related("type").order_by("-issued_at")[:20])


def newest(licence: Licence) -> Licence:
    """The last version of the licence this is a version of."""
    rows = Licence.objects.filter(type=licence.type_id, number=licence.number).select_related("type")
    return rows.order_by("-version").first() or licence


def run_out(limit: int = 500) -> list[Licence]:
    """Licences whose last day has passed and whose status nobody has changed, the latest first."""
    rows = Licence.objects.filter(status=Status.VALID, deemed_on=None, valid_to__lt=time.today())
    return list(rows.select_related("type").order_by("-valid_to")[:limit])


def running_out(first: date, last: date, after: str = "", limit: int = 500) -> list[Licence]:
    """Licences that count and end between two days, a page at a time in the order of their ids."""
    rows = Licence.objects.filter(status="01", valid_to__gte=first, valid_to__lte=last).select_related("type")
    return list((rows.filter(pk__gt=after) if after else rows).order_by("pk")[:limit])


def newly(issuer_codes: Iterable[str], days: int = 7, limit: int = 100) -> list[Licence]:
    """What was issued, changed or ended by these departments in the last days: for who supervises (审管联动)."""
    since = time.now() - timedelta(days=days)
    recent = Q(issued_at__gte=since, source__startswith="case/") | Q(ended_on__gte=time.local(since).date())
    rows = Licence.objects.filter(recent, type__issuer_code__in=list(issuer_codes))
    return list(rows.select_related("type").order_by("-issued_at")[:limit])


def decisions_on(licence: Licence) -> list[Decision]:
    """What was served about any version of this licence, the newest first."""
    rows = Decision.objects.filter(licence__type=licence.type_id, licence__number=licence.number)
    return list(rows.filter(licence__holder=licence.holder).order_by("-served_at"))


def decision_for(actor: Actor, decision_id: str) -> Decision:
    """A decision on a licence of mine; raises `NotYourLicence`."""
    try:
        found = Decision.objects.select_related("licence__type").get(pk=uuid.UUID(str(decision_id)))
    except (Decision.DoesNotExist, ValueError):
        raise NotYourLicence from None
    if found.licence.holder != actor.applicant or not actor.knows(f"{LET}{found.licence.type.code}"):
        raise NotYourLicence
    return found


def decision_by_code(code: str) -> Decision | None:
    """A decision by the code in its QR: title, number, agency and date only are for anybody."""
    wanted = storable(code).strip().upper()
    with wall.shown(wanted):
        return Decision.objects.filter(code=wanted).first()


def by_paper(sha256: str) -> Licence | None:
    """The licence whose sealed paper has this SHA-256: for whoever holds the file."""
    with wall.shown(sha256):
        return Licence.objects.filter(paper=sha256).select_related("type").first() if sha256 else None


def decision_by_paper(sha256: str) -> Decision | None:
    """The decision whose sealed paper has this SHA-256."""
    with wall.shown(sha256):
        return Decision.objects.filter(paper=sha256).first() if sha256 else None


def types() -> list[LicenceType]:
    """Every kind of licence there is (证照目录), by title."""
    return list(LicenceType.objects.order_by("title"))


def type_of(code: str) -> LicenceType | None:
    return LicenceType.objects.filter(code=code).first()


def verify(code: str, demo: bool = False) -> Verification | None:
    """What a QR code or an identifier says to anybody: whether the licence counts today, and the least to know it."""
    code = storable(code).strip().upper()
    field = "identifier" if code.startswith("1.2.156.") else "code"
    with wall.shown(code):
        licence = Licence.objects.filter(**{field: code}).select_related("type").first()
    if licence is None:
        return None
    counts = licence.counts_on(time.today())
    with wall.shown(licence.number):
        latest = newest(licence)
    person = licence.holder.startswith("person/")
    return Verification(
        code=licence.code, title=licence.type.title, number=licence.number, identifier=licence.identifier,
        holder=masking.name(licence.holder_name) if person else licence.holder_name, issuer=licence.type.issuer,
        valid_from=licence.valid_from, valid_to=licence.valid_to, status=licence.state_zh, counts=counts,
        reason=why(licence), demo=demo, seal=licence.type.seal,
        version=licence.version, newer=latest.code if latest.pk != licence.pk else "",
    )


def why(licence: Licence) -> str:
    """Why it does not count, or by which rule it still does, in words; "" where nothing needs to be said."""
    if licence.valid_from > time.today() and licence.state == "valid":
        return "该证照尚未到生效日期。"
    return _WHY.get(licence.state, "").format(
        reason=licence.reason, on=_day(licence.ended_on), until=_day(licence.valid_to), deemed=_day(licence.deemed_on)
    )


_WHY = {
    "deemed": "持证人在有效期届满前已依法申请延续，发证机关在届满前没有作出决定，自{deemed}起视为准予延续"
              "（行政许可法第五十条）。",
    "expired": "该证照已超过有效期（至{until}）。",
    "superseded": "该证照已于{on}换发新证，以新证为准。{reason}",
    "revoked": "该证照已于{on}被撤销。{reason}",
    "cancelled": "该证照已于{on}注销。{reason}",
    "withdrawn": "该证照已于{on}被吊销。{reason}",
    "suspended": "该证照已被暂扣。{reason}",
    "transferred": "该证照已办理转出。{reason}",
}


def _day(day: date | None) -> str:
    return time.zh(day) if day else "当日"
