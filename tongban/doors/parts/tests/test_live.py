"""The live stream: who may hear what, that news arrives, and that nothing is missed."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tongban.doors.parts import live
from tongban.doors.parts.channels import authorise, since
from tongban.kernel.errors import NotYours, SignInFirst
from tongban.registers.identity import queries as identity
from tongban.work.cases import actions as cases
from tools import people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("town")]


@pytest.fixture(autouse=True)
def _threads_let_go_of_the_database() -> Iterator[None]:
    yield
    both = threading.Barrier(2, timeout=10)

    def let_go() -> None:
        both.wait()
        connections.close_all()

    for done in [live._threads.submit(let_go) for _ in range(2)]:
        done.result()


def cookie(account: str, behalf: str = "") -> str:
    client = Client()
    client.force_login(identity.account_by_name(account))
    session = client.session
    session["behalf"] = behalf
    session.save()
    return f"sessionid={client.cookies['sessionid'].value}"


def test_only_who_may_see_a_case_may_hear_of_it() -> None:
    case = people.submitted()
    mine = cookie("linwan", people.owner().on_behalf)
    assert authorise(mine, [case.subject]).subjects == {case.subject: (case.subject,)}
    assert authorise(cookie("LT0003"), [case.subject]).subjects
    with pytest.raises(SignInFirst):
        authorise("", [case.subject])
    for stranger in (cookie("henainai"), cookie("linwan")):
        with pytest.raises(NotYours):
            authorise(stranger, [case.subject])
    for nothing in ("case/nothing", "case/01a2047e-f010-7947-82a1-199a36eab914", "person/1"):
        with pytest.raises(NotYours):
            authorise(mine, [nothing])


def test_a_signed_out_session_hears_nothing_any_more() -> None:
    case = people.submitted()
    heard = cookie("LT0003")
    client = Client()
    client.cookies["sessionid"] = heard.partition("=")[2]
    client.post("/logout/")
    with pytest.raises(SignInFirst):
        authorise(heard, [case.subject])


def test_who_comes_back_is_told_what_he_missed() -> None:
    case = people.submitted()
    heard = authorise(cookie("linwan", people.owner().on_behalf), [case.subject, "inbox"])
    assert {channel for _, channel in since(heard, 0)} == {case.subject, "inbox"}
    last = max(seq for seq, _ in since(heard, 0))
    assert since(heard, last + 1000) == []


def test_news_of_a_case_reaches_an_open_stream() -> None:
    case = people.submitted()
    scope = _scope(f"s={case.subject}", cookie("linwan", people.owner().on_behalf))
    body = asyncio.run(_listen(scope, lambda: cases.accept(people.clerk(), str(case.pk))))
    assert f"event: news\ndata: {case.subject}" in body
    assert "晚来香" not in body


def test_the_end_of_a_sitting_or_a_mandate_ends_the_stream_at_once() -> None:
    heard = authorise(cookie("linwan", people.owner().on_behalf), ["inbox"])
    account: Any = identity.account_by_name("linwan")
    assert {f"account/{account.pk}", people.owner().on_behalf} <= heard.ends_with

    async def told(subject: str) -> bool:
        hub, listener = live.Hub(), live.Listener(heard)
        hub.listeners.add(listener)
        await hub.spread(json.dumps({"n": 1, "s": subject}))
        return not listener.waiting.empty() and listener.waiting.get_nowait() is None

    assert asyncio.run(told(f"account/{account.pk}"))
    assert asyncio.run(told(people.owner().on_behalf))
    assert not asyncio.run(told("account/another"))


def test_a_stranger_gets_no_stream() -> None:
    case = people.submitted()
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(live.application(_scope(f"s={case.subject}", cookie("henainai")), None, send))
    assert sent[0]["status"] == 404
    assert json.loads(sent[1]["body"])["status"] == 404


def _scope(query: str, cookies: str) -> dict[str, Any]:
    headers = [(b"cookie", cookies.encode())]
    return {"type": "http", "method": "GET", "path": "/live/", "query_string": query.encode(), "headers": headers}


async def _listen(scope: dict[str, Any], happens: Any) -> str:
    """Everything a stream says until the first news, with ``happens`` done once it is open."""
    told, gone = asyncio.Event(), asyncio.Event()
    body: list[bytes] = []

    async def receive() -> dict[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        body.append(message.get("body", b""))
        if b"event: news" in body[-1]:
            told.set()

    stream = asyncio.create_task(live.application(scope, receive, send))
    for _ in range(50):  # the stream is open once it has greeted; its LISTEN follows in the same breath
        await asyncio.sleep(0.1)
        if body and live.hub().listening:
            break
    await asyncio.get_running_loop().run_in_executor(None, lambda: (happens(), connections.close_all()))
    await asyncio.wait_for(told.wait(), 10)
    gone.set()
    await stream
    live.hub().close()
    return b"".join(body).decode()
