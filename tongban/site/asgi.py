"""One port for pages and the live stream: ``/live/`` is answered by asyncio, everything else by Django in threads.

`application` serves both; `live` only the stream, for installations that put the two on ports of their own.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from a2wsgi import WSGIMiddleware

from tongban.doors.parts import headers
from tongban.site import lifeline

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")

from tongban.site.wsgi import application as pages

lifeline.hold_as_web_worker()

# Threads per process: each keeps one database connection, so processes x threads stays far below max_connections.
THREADS = int(os.environ.get("TONGBAN_THREADS", "8"))
LIVE = "tongban.doors.parts.live"

_pages = WSGIMiddleware(pages, workers=THREADS)  # type: ignore[arg-type]
_stream = import_module(LIVE).application if find_spec(LIVE) else None


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Pages and live stream."""
    if scope["type"] == "http" and scope["path"].startswith("/live/"):
        await live(scope, receive, send)
    elif scope["type"] == "http" and not scope["query_string"].isascii():
        # Raw bytes beyond ASCII in an address are no URL (RFC 3986); the bridge to the threads would break on them.
        await _plain(send, 400, "网址中有不能识别的字符，请返回首页重新打开。")
    else:

        async def body() -> Any:  # granian's own is a future; the bridge to the threads takes only coroutines
            return await receive()

        await _pages(scope, body, send)


async def live(scope: Any, receive: Any, send: Any) -> None:
    """The live stream alone."""
    if scope["type"] == "lifespan":
        await _pages(scope, receive, send)
    elif _stream is not None and scope["type"] == "http" and scope["path"].startswith("/live/"):
        await _stream(scope, receive, send)
    elif scope["type"] == "http":
        await _plain(send, 404, "没有这个地址。")


async def _plain(send: Any, status: int, sentence: str) -> None:
    plain = [(b"content-type", b"text/plain; charset=utf-8"), *headers.bare()]
    await send({"type": "http.response.start", "status": status, "headers": plain})
    await send({"type": "http.response.body", "body": sentence.encode()})
