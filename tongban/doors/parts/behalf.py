"""Acting for somebody (代办): what a person's mandate opens, and what happens at once when it is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongban.doors.parts import pages
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.codes.permits import MAY_SHOW
from tongban.registers.identity.errors import NotYourMandate
from tongban.registers.licences.queries import LET
from tongban.registers.mandates.kinds import Ground

OPEN = {
    f"portal:{name}"
    for name in (
        "home", "services", "life", "departments", "districts", "district", "guide", "start", "process-file",
        "attachment", "guide-paper", "form-paper", "result-paper", "track", "verify", "identity", "cases",
        "case", "supply", "later", "withdraw", "apply", "page", "edition", "refresh", "restore", "discard",
        "apply-materials", "upload", "remove", "reading", "seen", "assure", "check", "done", "concern",
        "report-guide", "handover", "turn", "case-days", "cannot-do", "help", "article", "ask", "about",
        "privacy", "terms", "accessibility", "themes", "theme", "stats", "rated", "notices", "print", "qa", "ratings",
        "sitemap", "status", "drafts", "case-code", "members", "member-end", "clients", "ledger", "letters", "course",
    )
}  # fmt: skip
"""Pages whose rows the mandate's items limit; every other page of the giver stays shut."""
INSIDE = {"portal:members", "portal:member-end"}
"""What an operator reads of his own company, and an agency never of its client's."""
DOCUMENTS = {"portal:reuse"}
"""Pages that use what the giver handed in before: only where the mandate says so."""

CODE = {"portal:code", "portal:code-withdraw", "portal:offline-prepare", "portal:offline"}
"""A child's or an old person's code, shown by a guardian or carer and by nobody else who acts for him."""

LICENCES = {"portal:licences", "portal:licence", "portal:licence-pdf", "portal:show-licence", "portal:showing",
            "portal:credential"}  # fmt: skip
"""The other's licences: a guardian's child's, and those kinds that a mandate names."""


class OnBehalf:
    """Shuts what a mandate does not name; lets nothing be sent in the name of oneself that was begun for another."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match, actor = request.resolver_match, request.actor  # type: ignore[attr-defined]
        if getattr(request, "mandate_over", False):
            if request.method not in ("GET", "HEAD"):
                return pages.refusal(request, NotYourMandate("授权已经结束，刚才提交的内容没有办理。"))
            messages.warning(request, "您代办的授权已经结束，现在以本人身份办事。")
        if not actor.items or match is None or not match.view_name.startswith("portal:"):
            return None
        if match.view_name == "portal:my":
            return redirect("portal:cases")
        return None if is_open(actor, match.view_name) else pages.refusal(request, _shut(actor))


def is_open(actor: Actor, name: str) -> bool:
    """Whether this page of the giver is open to who acts by his mandate."""
    if actor.agency and name in INSIDE:
        return False
    if name in CODE:
        return actor.ground in MAY_SHOW
    if name in LICENCES:
        named = any(one.startswith(LET) for one in actor.data or ())
        return named or actor.ground == Ground.GUARDIAN.label
    return name in OPEN or (actor.documents and name in DOCUMENTS)


def _shut(actor: Actor) -> NotAllowed:
    return NotAllowed(
        f"{actor.behalf_name}的授权只包括办理指定的事项，不包括这个页面。", law="民法典 第一百六十五条",
        next_step="请办理授权范围内的事项；要办自己的事，请切换回本人身份。",
    )  # fmt: skip
