"""Every kind of button pressed: as it stands, and once more with an answer to everything that is asked."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import APIRequestContext, APIResponse

from .faults import faults
from .reading import Asked, Form, Said, pattern, read
from .walking import A_KIND, ASK, Sight, Walk

TYPED = {"tel": "12000000001", "email": "a@example.com", "number": "1", "date": "2026-12-01", "time": "10:00"}
ANSWER = "演示走查时填写的说明，请核对。"
# Whoever pressed these first would press the rest as somebody else.
LAST = ("/logout/", "/account/", "/identity/")
PLAIN = {"Content-Type": "application/x-www-form-urlencoded"}


def answers(form: Form) -> Iterator[Said]:
    """What somebody in a hurry answers to everything that stands open: the first that fits."""
    chosen = set[str]()
    for one in form.asked:
        if one.kind == "radio" and one.name in chosen | {name for name, _ in form.fields}:
            continue
        chosen.add(one.name)
        yield one.name, _answer(one)


def _answer(one: Asked) -> str:
    if one.kind in ("radio", "checkbox", "select"):
        return next((offer for offer in one.offers if offer), "")
    return TYPED.get(one.kind, ANSWER)


def ways(form: Form) -> Iterator[list[Said]]:
    """What is sent: nothing more than stood there; then, where something is asked, everything answered."""
    for button in form.buttons[:A_KIND] or [("", "")]:
        with_it = [button] if button[0] else []
        yield form.fields + with_it
        if filled := list(answers(form)):
            named = {name for name, _ in filled}
            yield [one for one in form.fields if one[0] not in named or one[1]] + filled + with_it


def press(asking: APIRequestContext, base: str, walk: Walk) -> None:
    """Press them all; what they answer is looked at like any page, and where they lead is kept."""
    for form in sorted(walk.forms.values(), key=lambda one: urlsplit(one.action).path.startswith(LAST)):
        for said in ways(form):
            answer = send(asking, base, form.method, form.action, said)
            walk.pressed += 1
            where = f"{form.method} {form.action} {' '.join(f'{k}={v}' for k, v in said if k != 'csrfmiddlewaretoken')}"
            if answer.status >= 500:
                walk.found.append((where[:200], f"answered {answer.status}"))
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            page = read(answer.url, answer.text())
            walk.found += [(where[:200], f) for f in faults(min(answer.status, 399), page, answer.text())]
            led = answer.url.split("?")[0] != form.action.split("?")[0]  # a page of its own, to be asked for again
            walk.meet(Sight(answer.url) if led else Sight(form.action, form.method, said), pattern(answer.url), answer)


def send(asking: APIRequestContext, base: str, method: str, action: str, said: list[Said]) -> APIResponse:
    """The form as a browser sends it."""
    if method == "get":
        return asking.get(f"{action.split('?')[0]}?{urlencode(said)}", headers=ASK)
    return asking.post(action, data=urlencode(said), headers={"Referer": base + "/", "Origin": base} | PLAIN | ASK)
