"""The live stream: ``GET /live/?s=case/<id>&s=inbox`` as server-sent events, one database LISTEN per process.

It carries news ("case/… changed, fact 1234"), never data: the page fetches its own content anew through the ordinary
access check. A stream ends with its sitting and its mandate, and after some minutes anyway; the browser comes back
with the number of the last news and is told what it missed, or that it may listen no more.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import psycopg
from django.db import connection

from tongban.doors.parts.channels import Heard, authorise, desk_of_task, since
from tongban.doors.parts.headers import bare
from tongban.kernel.errors import Refusal
from tongban.kernel.live import CHANNEL

HEARTBEAT = 20.0
LIFETIME = 600.0
MOST_STREAMS = 12  # of one person or official
QUEUE = 100

News = tuple[int, str]
log = logging.getLogger(__name__)
_threads = ThreadPoolExecutor(2, thread_name_prefix="live")


class Listener:
    """One stream that is open: what it hears and what waits to be sent; None in the queue ends it."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.waiting: asyncio.Queue[News | None] = asyncio.Queue(QUEUE)

    def tell(self, seq: int, channel: str) -> None:
        try:
            self.waiting.put_nowait((seq, channel))
        except asyncio.QueueFull:  # too slow to follow: end it, the browser returns and catches up
            self.end()

    def end(self) -> None:
        while self.waiting.full():
            self.waiting.get_nowait()
        self.waiting.put_nowait(None)


class Hub:
    """Everybody who listens in this process, and the one connection to the database that hears for all."""

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self.by_principal: Counter[str] = Counter()
        self.task: asyncio.Task[None] | None = None
        self.listening = False  # whether the database would tell us just now

    def close(self) -> None:
        """Hear no more: for a process that ends."""
        if self.task:
            self.task.cancel()
        _hubs.pop(id(asyncio.get_running_loop()), None)

    def join(self, listener: Listener) -> None:
        self.listeners.add(listener)
        self.by_principal[listener.heard.principal] += 1
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self.listen())

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)
        self.by_principal[listener.heard.principal] -= 1

    async def listen(self) -> None:
        """Hear the news for ever; when the connection is lost, end every stream, so that each catches up on return."""
        pause = 0.5
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**_address(), autocommit=True) as link:
                    await link.execute(f"listen {CHANNEL}")  # type: ignore[arg-type]
                    pause, self.listening = 0.5, True
                    async for note in link.notifies():
                        await self.spread(note.payload)
            except (psycopg.Error, OSError):
                pass
            self.listening = False
            for listener in list(self.listeners):
                listener.end()
            await asyncio.sleep(pause * (1 + random.random()))  # noqa: S311 - only spreads the reconnects
            pause = min(pause * 2, 15)

    async def spread(self, payload: str) -> None:
        news = json.loads(payload)
        seq, subject = int(news["n"]), str(news["s"])
        for listener in list(self.listeners):
            if subject in listener.heard.ends_with:  # it asks anew at once, and is let in if it still may be
                listener.end()
                continue
            for channel in listener.heard.subjects.get(subject, ()):
                listener.tell(seq, channel)
        staff = [one for one in self.listeners if one.heard.desks]
        if staff and subject.startswith("case/"):
            desk = await in_thread(desk_of_task, seq)
            for listener in staff:
                if desk and desk in listener.heard.desks:
                    listener.tell(seq, "work")


_hubs: dict[int, Hub] = {}


def hub() -> Hub:
    """The hub of the loop that runs now."""
    return _hubs.setdefault(id(asyncio.get_running_loop()), Hub())


async def in_thread(work: Callable[..., Any], *args: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(_threads, work, *args)


def _address() -> dict[str, Any]:
    """How to reach the database directly: LISTEN does not survive a pooler in transaction mode."""
    settings = connection.settings_dict
    given = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {key: settings[name] for key, name in given.items() if settings.get(name)} | settings.get("OPTIONS", {})


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer ``/live/``."""
    headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    asked = tuple(query.get("s", ()))
    if scope["method"] != "GET" or not asked:
        await _refuse(send, 400, "请写明要收听的频道。")
        return
    try:
        heard = await in_thread(authorise, headers.get("cookie", ""), asked)
    except Refusal as why:
        log.warning("/live/ refused: %s", why.code, extra={"status_code": why.status})
        await _refuse(send, why.status, why.sentence)
        return
    if hub().by_principal[heard.principal] >= MOST_STREAMS:
        await _refuse(send, 429, "同时打开的页面太多，这一页改为定时刷新。")
        return
    last = headers.get("last-event-id") or query.get("last", [""])[0]
    listener = Listener(heard)
    hub().join(listener)  # before catching up, so that nothing falls between
    try:
        await _stream(listener, int(last) if last.isdigit() else 0, receive, send)
    finally:
        hub().leave(listener)


async def _stream(listener: Listener, last: int, receive: Any, send: Any) -> None:
    head = [
        (b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"), *bare(),
    ]  # fmt: skip
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await _write(send, f"retry: {random.randint(1500, 4000)}\n: 您好\n\n")  # noqa: S311 - spreads the reconnects
    if last:
        for seq, channel in await in_thread(since, listener.heard, last):
            listener.tell(seq, channel)
    gone = asyncio.create_task(_gone(receive))
    talking = asyncio.create_task(_talk(listener, send))
    try:
        left = LIFETIME if listener.heard.left is None else min(LIFETIME, listener.heard.left + 1)
        await asyncio.wait({gone, talking}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (gone, talking):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError, RuntimeError):
                await task
    with contextlib.suppress(OSError, RuntimeError):
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _talk(listener: Listener, send: Callable[[Any], Awaitable[None]]) -> None:
    while True:
        try:
            news = await asyncio.wait_for(listener.waiting.get(), HEARTBEAT)
        except TimeoutError:
            await _write(send, ": 心跳\n\n")
            continue
        if news is None:
            return
        await _write(send, f"id: {news[0]}\nevent: news\ndata: {news[1]}\n\n")


async def _gone(receive: Callable[[], Awaitable[Any]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Callable[[Any], Awaitable[None]], text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _refuse(send: Callable[[Any], Awaitable[None]], status: int, sentence: str) -> None:
    body = json.dumps({"title": sentence, "status": status}, ensure_ascii=False).encode()
    head = [(b"content-type", b"application/problem+json"), (b"cache-control", b"no-store"), *bare()]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
