"""A very small browser: cookies, forms with their hidden fields, one keep-alive connection."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

TIMEOUT = 15.0
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
NoAnswer = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    location: str
    text: str

    def hidden(self, name: str) -> str:
        """The last hidden field of this name: the page's own form stands below the frame's."""
        return [value for key, value in HIDDEN.findall(self.text) if key == name][-1]


@dataclass
class Browser:
    """One person at one machine. Raises one of `NoAnswer` when no answer comes."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    link: http.client.HTTPConnection | None = None
    patience: float = TIMEOUT

    def get(self, path: str) -> Page:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Page:
        return self._ask("POST", path, {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields})

    def sign_in(self, role: str) -> None:
        """Become somebody of the town, as on the role board."""
        page = self.get(f"/demo/roles/{role}/")
        answer = self.post(f"/demo/roles/{role}/", {"csrfmiddlewaretoken": page.hidden("csrfmiddlewaretoken")})
        if answer.status != 302:
            raise RuntimeError(f"could not become {role}: {answer.status}")

    def _ask(self, method: str, path: str, fields: dict[str, str] | None) -> Page:
        if self.link is None:
            self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.link.request(method, path, urlencode(fields) if fields is not None else None, headers)
            answer = self.link.getresponse()
            text = answer.read().decode(errors="replace")
        except NoAnswer:
            self.link.close()
            self.link = None
            raise
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Page(answer.status, answer.headers.get("Location", ""), text)
