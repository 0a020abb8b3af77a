from django.urls import path, re_path
from django.views.generic import RedirectView

from tongban.doors.openapi.access import audience_of
from tongban.doors.openapi.api import api
from tongban.doors.openapi.guard import guarded
from tongban.doors.openapi.views import reference
from tongban.doors.parts.audience import declared, for_everybody

_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    _whose = audience_of(_pattern.callback)  # type: ignore[union-attr]
    _pattern.callback = guarded(_pattern.callback)  # type: ignore[union-attr,arg-type]
    if _whose:
        _pattern.callback = declared(_whose)(_pattern.callback)

urlpatterns = [
    path("", for_everybody(RedirectView.as_view(url="/api/docs/"))),
    path("docs/", reference.docs, name="api-docs"),
    path("v1/openapi.json", guarded(reference.description), name="api-description"),
    path("v1/", guarded(reference.unknown)),
    path("v1/", (_patterns, _app, _namespace)),  # type: ignore[arg-type]
    re_path(r"^[\s\S]*\Z", guarded(reference.unknown)),
]
