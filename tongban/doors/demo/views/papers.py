"""Sample papers (样例材料) to upload: right ones and ones with one fault, each named by what the machine will say."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.doors.demo import samples
from tongban.doors.parts.audience import for_everybody
from tongban.kernel import time


@for_everybody
def papers(request: HttpRequest) -> HttpResponse:
    """The list, with what to fill in so that they fit."""
    return render(request, "demo/papers.html", {"papers": samples.SHOWN, "agent": samples.HEXIAOMAN})


@for_everybody
def paper(request: HttpRequest, name: str) -> HttpResponse:
    """One of them as a picture, its dates counted from today."""
    if name not in samples.SHOWN:
        raise Http404
    answer = HttpResponse(samples.shown(name, time.today()), content_type="image/jpeg")
    answer["Content-Disposition"] = f'attachment; filename="{name}.jpg"'
    return answer
