from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.seals import second
from tongban.registers.seals.errors import NoSuchSeal, NoSuchSealing
from tongban.registers.seals.kinds import Examined
from tongban.registers.seals.models import HandSealing, Keeper, Seal, SecondForm

if TYPE_CHECKING:
    from tongban.registers.identity.models import Official

PAGE = 30


def seal(code: str) -> Seal | None:
    """The seal that items call ``code``."""
    return Seal.objects.filter(code=code, active=True).first()


def usable(code: str) -> Seal:
    """The seal, if it is in use; raises `NoSuchSeal`."""
    found = seal(code)
    if found is None:
        raise NoSuchSeal
    return found


def revoked(code: str) -> Seal | None:
    """The seal called ``code``, if it is used no longer: what it sealed says so."""
    return Seal.objects.filter(code=code, revoked_at__isnull=False).first() if code else None


def of_departments(codes: Iterable[str]) -> list[Seal]:
    """The seals in use of these departments."""
    return list(Seal.objects.filter(department__in=list(codes), active=True))


def keepers_of(seals: Iterable[Seal]) -> dict[int, list[Official]]:
    """Who keeps each of them now, by staff number; by the seal's key."""
    kept = {seal.pk: [] for seal in seals}  # type: dict[int, list[Official]]
    rows = list(Keeper.objects.filter(seal__in=list(kept), until=None))
    known = identity.officials_by_id({str(row.official) for row in rows})
    for official in sorted(known.values(), key=lambda one: one.number):
        for row in rows:
            if row.official == official.pk:
                kept[row.seal_id].append(official)
    return kept


def sealings(actor: Actor) -> list[HandSealing]:
    """What is to be sealed and was sealed by hand in my departments, the newest first."""
    ours = {post.department for post in actor.posts}
    rows = HandSealing.objects.filter(seal__department__in=ours).select_related("seal")
    return list(rows.order_by("-id")[:PAGE])


def sealing_for(actor: Actor, sealing_id: str) -> HandSealing:
    """One of them; raises `NoSuchSealing`."""
    try:
        row = HandSealing.objects.select_related("seal").filter(pk=UUID(str(sealing_id))).first()
    except ValueError:
        row = None
    if row is None or not actor.is_official or row.seal.department not in {p.department for p in actor.posts}:
        raise NoSuchSealing
    return row


def seals() -> list[Seal]:
    return list(Seal.objects.all())


def second_signature(pdf: bytes) -> bool | None:
    """Whether the SM2 signature beside this sealed file is right; None where there is none."""
    return second.right(pdf)


def second_form(paper: str) -> str:
    """The SHA-256 of the OFD of a sealed PDF, "" where it has none; who may have it, the caller asks."""
    return SecondForm.objects.filter(paper=paper).values_list("form", flat=True).first() or "" if paper else ""


def second_forms(papers: Iterable[str]) -> set[str]:
    """Those of some sealed PDFs that have one."""
    asked = [paper for paper in papers if paper]
    return set(SecondForm.objects.filter(paper__in=asked).values_list("paper", flat=True)) if asked else set()


def first_form(form: str) -> str:
    """The SHA-256 of the sealed PDF that this OFD is another form of; "" for none."""
    return SecondForm.objects.filter(form=form).values_list("paper", flat=True).first() or ""


def examine(content: bytes) -> Examined | None:
    """What the seal on a PDF or an OFD says to anybody: whole or changed, whose, when; None where there is none."""
    from tongban.registers.seals import ofd_verifying, verifying  # heavy libraries, which only those who verify need

    return (ofd_verifying if content.startswith(b"PK\x03\x04") else verifying).examine(content)
