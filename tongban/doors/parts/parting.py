"""Whoever leaves an application unfinished is asked once what went wrong (离开时问一句), whichever way he left.

Nothing holds him up: the question stands on the next page he opens, whether he followed a link, the logo, or
shut the window and opened another. What is noted stays in his session.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

FILLING, ASKED = "filling", "parted"
MOST = 20  # drafts that one session remembers to have asked about


def noticed(request: HttpRequest) -> str:
    """The draft somebody has just left, to ask about on this page; "" where there is nothing to ask."""
    match, actor = request.resolver_match, getattr(request, "actor", None)
    if match is None or match.namespace != "portal" or actor is None or actor.kind != "person" or not actor.signed_in:
        return ""
    if request.method != "GET" or "text/html" not in request.headers.get("Accept", "text/html"):
        return ""  # what a script of a page asks for is nobody coming or going
    draft = match.kwargs.get("draft")
    if draft:
        _begun(request.session, str(draft))
        return ""
    left = str(request.session.get(FILLING, ""))
    if left:
        asked(request, left)
    return "" if match.view_name == "portal:cannot-do" else left


def asked(request: HttpRequest, draft: Any) -> None:
    """He was asked about this draft, or handed it in or threw it away: not again."""
    if request.session.get(FILLING) == str(draft):
        del request.session[FILLING]
    request.session[ASKED] = [*request.session.get(ASKED, []), str(draft)][-MOST:]


def _begun(session: Any, draft: str) -> None:
    if session.get(FILLING) != draft and draft not in session.get(ASKED, []):
        session[FILLING] = draft
