"""What the city says of itself (关于、隐私、条款、无障碍), and the articles that help (帮助)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tongban.doors.parts.audience import for_everybody
from tongban.doors.parts.request import Request
from tongban.doors.parts.sittings import address_of
from tongban.doors.portal.looks import articles
from tongban.kernel.errors import Refusal
from tongban.registers.knowledge import actions as knowledge
from tongban.registers.knowledge import queries as texts
from tongban.registers.knowledge.kinds import HELP
from tongban.work.concerns import actions as concerns
from tongban.work.concerns.states import LACKS


@for_everybody
def statement(request: Request, code: str) -> HttpResponse:
    """One of the city's statements, in the reader's language as far as somebody translated it."""
    return render(request, "portal/statement.html", articles.statement(request, code))


@for_everybody
def helped(request: Request) -> HttpResponse:
    """The ways on for whoever is stuck, the same on every page (WCAG 3.2.6): articles, a search among them, people."""
    return render(request, "portal/help.html", articles.helping(request))


@require_http_methods(["GET", "HEAD", "POST"])
@for_everybody
def article(request: Request, code: str) -> HttpResponse:
    """One article; whoever says that it did not help is asked what it lacked, and somebody answers him."""
    context = articles.article(request, code)
    said = {name: request.POST.get(name, "").strip() for name in ("helped", "place", "words", "phone")}
    wrong: Refusal | None = None
    if said["words"] or said["place"]:
        try:
            return redirect("portal:concern", concerns.report_page(
                request.actor, code, place=said["place"], words=said["words"], phone=said["phone"],
                key=request.POST.get("key", ""), address=address_of(request),
            ).code)  # fmt: skip
        except Refusal as refused:
            wrong = refused
    elif said["helped"] in ("yes", "no"):
        texts.page(code, HELP)
        knowledge.hear(code, helped=said["helped"] == "yes")
        return redirect(f"{request.path}?helped={said['helped']}#helped")
    context |= {"said": said, "wrong": wrong, "choices": LACKS, "helped": request.GET.get("helped", "")}
    return render(request, "portal/article.html", context, status=wrong.status if wrong else 200)
