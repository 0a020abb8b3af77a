"""The text messages that reached phones (短信收件箱), and how the gateway behaves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tongban.doors.demo import gateway, post
from tongban.doors.parts.audience import for_everybody
from tongban.watch.messages import queries as watch


@for_everybody
def inbox(request: HttpRequest) -> HttpResponse:
    """What the simulated phones received."""
    context = {"inbox": gateway.inbox(), "manners": gateway.MODES, "waiting": watch.waiting_sms(),
               "post": post.mails(), "post_mode": post.mode(), "post_modes": post.MODES,
               "mail_waiting": watch.waiting_mail()}  # fmt: skip
    return render(request, "demo/sms.html", context)


@for_everybody
@require_POST
def set_mode(request: HttpRequest) -> HttpResponse:
    """Make the gateway, or the mail server, well, slow, dead or wrong."""
    if mail := request.POST.get("mail", ""):
        if post.set_mode(mail):
            messages.success(request, f"邮件服务器现在是“{post.MODES[mail]}”。")
        return redirect("demo:sms")
    mode = request.POST.get("mode", "")
    if gateway.set_mode(mode):
        messages.success(request, f"短信网关现在是“{gateway.MODES[mode]}”。")
    else:
        messages.error(request, "短信网关没有回答，状态没有改变。请确认演示服务正在运行。")
    return redirect("demo:sms")
