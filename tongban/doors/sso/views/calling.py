"""What systems call themselves: push a request, exchange a code, read what was granted. Answered in JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tongban.doors.parts.audience import WIRE, declared
from tongban.registers.sso import actions, queries
from tongban.registers.sso.errors import OAuthError

View = Callable[..., HttpResponse]
FORM = "application/x-www-form-urlencoded"
LONGEST_TOKEN = 200


def called(view: View) -> View:
    """A system's call: no session counts, refusals are words of OAuth."""

    @declared(WIRE)
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            response = view(request)
        except OAuthError as why:
            response = _refused(why)
        response.headers["Cache-Control"], response.headers["Pragma"] = "no-store", "no-cache"
        return response

    return answer


@called
@require_POST
def par(request: HttpRequest) -> HttpResponse:
    """Pushed authorisation requests (RFC 9126)."""
    said = _form(request, "resource")
    party = actions.know(said)
    name, seconds = actions.push(party, {key: [value] for key, value in said.items()})
    return JsonResponse({"request_uri": name, "expires_in": seconds}, status=201)


@called
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """The token endpoint (RFC 6749 3.2)."""
    said = _form(request)
    made = actions.redeem(actions.know(said), said)
    return JsonResponse({
        "access_token": made.access, "token_type": "Bearer", "expires_in": made.seconds,
        "id_token": made.statement, "scope": " ".join(["openid", *made.items]),
    })  # fmt: skip


@called
@require_http_methods(["GET", "POST"])
def userinfo(request: HttpRequest) -> HttpResponse:
    """What was granted (OIDC Core 5.3); the token comes in the header and nowhere else."""
    kind, _, text = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not 0 < len(text) <= LONGEST_TOKEN:
        raise OAuthError("", "send the access token in the header Authorization", 401)
    return JsonResponse(actions.tell(queries.access_for(text)))


def _form(request: HttpRequest, *several: str) -> dict[str, str]:
    """The fields of a form, each once, and nothing in the address."""
    if request.META.get("QUERY_STRING") or request.content_type != FORM:
        raise OAuthError("invalid_request", "send a form in the body")
    for name, values in request.POST.lists():
        if len(values) > 1 and name not in several:
            raise OAuthError("invalid_request", f"{name} is given twice"[:60])
    return {name: str(value).replace("\x00", "") for name, value in request.POST.items()}


def _refused(why: OAuthError) -> HttpResponse:
    body = {"error": why.error, "error_description": why.sentence} if why.error else {}
    response = JsonResponse(body, status=why.http)
    if why.http == 401:
        word = f'error="{why.error}"' if why.error else 'realm="tongban"'
        response.headers["WWW-Authenticate"] = f"Bearer {word}"
    return response
