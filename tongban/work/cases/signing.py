"""The applicant's own signature (签名) under what he read: kept with the case, its digest in the ledger."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from tongban.engines.documents import handwriting
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity.kinds import same_name
from tongban.registers.visits import queries as visits
from tongban.work.cases.confirming import fingerprint
from tongban.work.cases.errors import BadSignature, NotYourName, SignatureNeeded
from tongban.work.cases.kinds import Hand
from tongban.work.cases.models import Case, Signature

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_hand(actor: Actor, hand: Hand | None, read_what: str) -> dict[str, Any]:
    """What is kept of a signature: by whom, the strokes, when, under what; {} for none.

    ``read_what`` is the fingerprint of what was read. Raises `BadSignature`, and `NotYourName` for another's name.
    """
    if hand is None or not (hand.strokes or hand.name.strip()):
        return {}
    try:
        strokes = handwriting.read(hand.strokes) if hand.strokes else []
    except ValueError:
        raise BadSignature from None
    if not strokes and not same_name("".join(hand.name.split()), "".join(actor.name.split())):
        raise NotYourName(f"输入的姓名与登录人“{actor.name}”不一致，不能代替签名。")
    at = time.now()
    said = [read_what, actor.principal, actor.name, strokes, at.isoformat()]
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    return {"name": actor.name, "strokes": strokes, "at": at, "read": read_what, "digest": digest}


def keep(actor: Actor, case: Case, hand: Hand | None) -> Signature | None:
    """Keep a signature under the case as it stands now; None where nobody signed."""
    said = read_hand(actor, hand, fingerprint(case))
    return Signature.objects.create(case=case, by=actor.principal, **said) if said else None


def under(case: Case) -> Signature | None:
    """The signature under the case as it stands, whether it was given now or on the screen at the window."""
    return case.signatures.filter(read=fingerprint(case)).order_by("-id").first()


def require(actor: Actor, case: Case) -> Signature | None:
    """The signature under it; raises `SignatureNeeded` where the item wants one and there is none, on paper neither."""
    found = under(case)
    if found is None and case.definition.signature == "required":
        on_paper = bool(actor.hand) and visits.confirmed_on_paper(actor, case.subject, fingerprint(case))
        if not on_paper:
            raise SignatureNeeded
    return found


def signature_of(case: Case) -> Signature | None:
    """The signature the case was handed in with last, or None."""
    return case.signatures.order_by("-id").first()


def printed(found: Signature | None) -> Mapping[str, Any]:
    """A signature as a receipt prints it; {} for none."""
    if found is None:
        return {}
    drawn = handwriting.svg(found.strokes) if found.strokes else ""
    return {"name": found.name, "at": time.zh_moment(found.at), "svg": drawn, "digest": found.digest[:16]}
