"""How I want to be told (消息设置): what comes by SMS and e-mail too, whether what can wait waits, and where to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tongban.doors.parts.request import Request
from tongban.doors.portal.signed import person_only
from tongban.kernel.errors import Refusal
from tongban.watch.messages import actions, kinds, queries


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
def preferences(request: Request) -> HttpResponse:
    """Every kind with its SMS and its e-mail; what the law owes by SMS cannot be switched off, and says so."""
    box = queries.mailbox(request.actor.applicant)
    if request.method == "POST":
        quiet, key = request.POST.get("quiet") == "yes", request.POST.get("key", "")
        by_mail = sorted(request.POST.getlist("mail")) if box.address else None
        actions.prefer(
            request.actor, by_sms=sorted(request.POST.getlist("sms")), quiet=quiet, by_mail=by_mail, key=key
        )
        messages.success(request, "已保存。")
        return redirect("portal:messages")
    wish = queries.preference(request.actor.applicant)
    shown = [
        (code, label, code == kinds.LAW, code not in wish.muted, code not in wish.unmailed)
        for code, label in kinds.KINDS.items()
    ]
    context = {"shown": shown, "quiet": wish.quiet, "night": kinds.QUIET_FROM, "morning": kinds.QUIET_UNTIL, "box": box}
    return render(request, "portal/preferences.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@person_only
@sensitive_post_parameters("address", "code")
def mailbox(request: Request) -> HttpResponse:
    """The address e-mails go to: a code goes there first, and it counts when the code came back; or it goes away."""
    wrong, said, key = None, request.POST.get("address", "")[:201], request.POST.get("key", "")
    if request.method == "POST":
        try:
            if "drop" in request.POST:
                actions.drop_mailbox(request.actor, key=key)
                messages.success(request, "已停用，以后不再给您发邮件。")
                return redirect("portal:preferences")
            if "code" in request.POST:
                actions.prove_mailbox(request.actor, request.POST["code"][:20], key=key)
                messages.success(request, "邮箱已经验证，可以选择哪些消息发邮件。")
                return redirect("portal:preferences")
            actions.ask_mailbox(request.actor, said, key=key)
            return redirect("portal:mailbox")
        except Refusal as refused:
            wrong = refused
    context = {"box": queries.mailbox(request.actor.applicant), "wrong": wrong, "said": said}
    return render(request, "portal/mailbox.html", context, status=wrong.status if wrong else 200)
