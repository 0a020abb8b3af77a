"""Asking for a signature (签名) where an application is read over: on the portal, and on the screen at a window."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from tongban.kernel.errors import Refusal
from tongban.registers.identity.kinds import LONGEST_NAME
from tongban.work.cases.errors import BadSignature, NotYourName, SignatureNeeded
from tongban.work.cases.kinds import Hand

REFUSED = (BadSignature, NotYourName, SignatureNeeded)


def hand(request: HttpRequest) -> Hand:
    """What was sent: strokes, or a name."""
    return Hand(request.POST.get("sign_name", "").strip()[: 2 * LONGEST_NAME], request.POST.get("strokes", ""))


def asked(request: HttpRequest, case: Any, name: str, wrong: Refusal | None = None) -> dict[str, Any]:
    """What `parts/sign.html` needs; {} where the item wants no signature. What was written stays."""
    if case.definition.signature == "none":
        return {}
    given, bad = hand(request), wrong if isinstance(wrong, REFUSED) else None
    return {
        "must": case.definition.signature == "required", "name": name, "typed": given.name, "wrong": bad,
        "strokes": "" if isinstance(bad, BadSignature) else given.strokes,
    }  # fmt: skip
