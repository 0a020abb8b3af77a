"""Sessions as Django keeps them, but for one thing: a name nobody knows any more takes no cookie away."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class Sessions(SessionMiddleware):
    """Whoever proves himself gets a new name for his session; what another page of his asked meanwhile came under the
    former one. Its answer must not tell the browser to forget the cookie: that is the new one by now.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        session = request.session
        if settings.SESSION_COOKIE_NAME in request.COOKIES and session.is_empty() and not session.modified:
            answer.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return answer
