"""What makes the portal installable on a phone, and what of it remains where there is no network."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tongban.doors.parts.audience import for_everybody
from tongban.kernel import time

KEPT_FOR = 7 * 86400  # seconds
ICONS = (("192", "any"), ("512", "any"), ("512", "maskable"))
SHORTCUTS = (("我的码", "/my/code/"), ("我的办件", "/my/cases/"), ("找事项", "/services/"))


@for_everybody
@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest (W3C): name, icons, shortcuts of a long press."""
    name = f"{settings.TONGBAN.city}一网通办"
    said = {
        "id": "/", "name": name, "short_name": "一网通办", "lang": "zh-Hans", "start_url": "/", "scope": "/",
        "display": "standalone", "background_color": "#ffffff", "theme_color": "#1f5fbf",
        "description": "一个入口办事：找事项、提交申请、查进度、亮证照。",
        "icons": [
            {"src": static(f"parts/icons/{use}-{px}.png"), "sizes": f"{px}x{px}", "type": "image/png", "purpose": use}
            for px, use in ICONS
        ],
        "shortcuts": [{"name": name, "url": url} for name, url in SHORTCUTS],
    }  # fmt: skip
    return JsonResponse(said, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@for_everybody
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: served from the root, because it may answer only for what lies below its own address."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@cache
def _script() -> str:
    path = finders.find("parts/js/worker.js")
    with open(str(path), encoding="utf-8") as file:
        text = file.read()
    scripts = {f"parts/js/{one.name}" for one in Path(str(path)).parent.glob("*.js") if one.name != "worker.js"}
    files = {"parts/tongban.css", "portal/portal.css", "parts/icon.svg", *scripts}
    return text.replace("[/* files */]", str(sorted(static(name) for name in files)))


def kept_offline(page: HttpResponse) -> HttpResponse:
    """Let the device of whoever opened this page keep it, until he signs out there and for a week at most."""
    page.headers["X-Keep-Offline"] = str(int(time.ticking()) + KEPT_FOR)
    return page


@for_everybody
@require_safe
@cache_control(public=True, max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without a network: that nothing is lost, and which pages were kept on this device."""
    return render(request, "parts/offline.html")
