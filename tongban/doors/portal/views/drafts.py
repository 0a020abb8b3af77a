"""My drafts (我的草稿): every one I have not handed in, and those I help with; give one up, take it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.parts import back, parting
from tongban.doors.parts.request import Request
from tongban.doors.portal.looks import drafts, filled
from tongban.doors.portal.signed import person_only
from tongban.doors.portal.views.apply import editable


@require_safe
@person_only
def listed(request: Request) -> HttpResponse:
    """Page by page, newest first; below, what lies in the trash."""
    return _listed(request)


def _listed(request: Request) -> HttpResponse:
    found, more = drafts.page(request.actor, request.GET.get("after", "")[:100])
    trash = drafts.trash(request.actor)
    gone = next((one for one in trash if str(one.pk) == request.GET.get("gone")), None)
    context = {"found": found, "more": more, "trash": trash, "gone": gone, "firm": _for_firm(request)}
    return render(request, "portal/drafts.html", context)


@require_safe
@person_only
def of_firm(request: Request) -> HttpResponse:
    """The same for the company one acts for, whoever of it began them."""
    return _listed(request) if _for_firm(request) else redirect("/identity/?next=/biz/drafts/")


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def discard(request: Request, draft: UUID) -> HttpResponse:
    """Give a draft up, which lays it into the trash; or delete for good what lies there: after saying which."""
    case, post = editable(request, draft), request.POST
    if request.method == "POST":
        verbs = filled.verbs(case)
        (verbs.discard if "for_good" in post else verbs.trash)(request.actor, str(case.pk), key=post.get("key", ""))
        parting.asked(request, draft)
        return redirect(f"{_home(request)}?gone={draft}")
    return render(request, "portal/discard.html", {"case": case, "home": _home(request)})


@require_POST
@person_only
def restore(request: Request, draft: UUID) -> HttpResponse:
    """Take a draft back out of the trash."""
    case = filled.draft_for(request.actor, str(draft))
    filled.verbs(case).restore(request.actor, str(draft), key=request.POST.get("key", ""))
    return redirect(back.wanted(request, f"/apply/{draft}/"))


def _for_firm(request: Request) -> bool:
    return request.actor.on_behalf.startswith("organisation/")


def _home(request: Request) -> str:
    return "/biz/drafts/" if _for_firm(request) else "/my/drafts/"
