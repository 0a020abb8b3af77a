"""A wire that can be harmed without being root: a small TCP proxy before a department's system, or before PostgreSQL.

`well` passes everything on; the others are the ways a network fails, each for as long as the mode stands:

- `cut`: what lives is torn down, what is new is torn down as well
- `delay`: every piece, either way, comes `DELAY` seconds late
- `torn-answer`: the answer breaks off in its middle, and the line with it
- `torn-request`: the same with the request
- `deaf`: requests arrive, answers do not
- `silent`: nothing arrives either way; what was sent comes when the mode ends, as after a freeze
- `slow`: answers come a byte a second

It runs in a thread of its own and listens on loopback only.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections import Counter
from typing import Self

MODES = ("cut", "delay", "torn-answer", "torn-request", "deaf", "silent", "slow")
LOSING = ("deaf", "slow")  # what was lost or half passed on does not come back: such lines end with the mode
DELAY = 2.0
CHUNK = 64 * 2**10
RESET = struct.pack("ii", 1, 0)  # linger for no second: close with RST


class Proxy:
    """``with Proxy(8003) as wire: wire.mode = "cut"``; ``wire.port`` is where to connect, ``wire.met`` what was harmed.

    ``target`` is a port on loopback or the path of a socket.
    """

    def __init__(self, target: int | str) -> None:
        self.target, self.port = target, 0
        self.met: Counter[str] = Counter()  # connections or pieces harmed in each mode
        self._mode = "well"
        self._lines: set[Line] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ready, self._loop = threading.Event(), asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="wire", daemon=True)

    @property
    def mode(self) -> str:
        return self._mode

    @mode.setter
    def mode(self, mode: str) -> None:
        """From now on."""
        if mode not in ("well", *MODES):
            raise ValueError(f"{mode} is none of {', '.join(MODES)}")
        asyncio.run_coroutine_threadsafe(self._turn(mode), self._loop).result(10)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the proxy did not begin to listen")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        self._loop.close()

    async def _listen(self) -> None:
        self._ended, self._turned = asyncio.Event(), asyncio.Event()
        server = await asyncio.start_server(self._begin, "127.0.0.1", 0)
        self.port = int(server.sockets[0].getsockname()[1])
        self._ready.set()
        await self._ended.wait()
        await asyncio.sleep(0.05)  # so that who was accepted this moment is among the lines
        server.close()
        for line in list(self._lines):
            line.tear()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0.01)  # so that what was torn is closed before the loop is

    async def _turn(self, mode: str) -> None:
        before, self._mode = self._mode, mode
        if mode == "cut" or before in LOSING:
            for line in list(self._lines):
                line.tear()
        self._turned.set()
        self._turned = asyncio.Event()

    async def turned(self) -> None:
        """Wait until the mode is another."""
        await self._turned.wait()

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = self._loop.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._mode == "cut":
            self.met["cut"] += 1
            _reset(writer)
            return
        try:
            if isinstance(self.target, int):
                theirs = await asyncio.open_connection("127.0.0.1", self.target)
            else:
                theirs = await asyncio.open_unix_connection(self.target)
        except OSError:
            _reset(writer)
            return
        line = Line(self, writer, theirs[1])
        self._lines.add(line)
        try:
            await asyncio.gather(line.pass_on(reader, theirs[1], "request"), line.pass_on(theirs[0], writer, "answer"))
        except OSError:
            line.tear()
        finally:
            self._lines.discard(line)
            for one in (writer, theirs[1]):
                one.close()


class Line:
    """One connection through the proxy: ours and theirs."""

    def __init__(self, proxy: Proxy, *ends: asyncio.StreamWriter) -> None:
        self.proxy, self.ends = proxy, ends

    def tear(self) -> None:
        for end in self.ends:
            _reset(end)

    async def pass_on(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, what: str) -> None:
        """Piece by piece until the source ends, harmed by the mode of the moment."""
        while data := await source.read(CHUNK):
            if self.proxy.mode != "well":
                data = await self._harmed(data, target, what)
            target.write(data)
            await target.drain()
        while self.proxy.mode == "silent" or (self.proxy.mode == "deaf" and what == "answer"):
            await self.proxy.turned()  # that they hung up is not heard either
        with contextlib.suppress(OSError, RuntimeError):
            target.write_eof()

    async def _harmed(self, data: bytes, target: asyncio.StreamWriter, what: str) -> bytes:
        """What is left to be passed on."""
        mode = self.proxy.mode
        if mode == f"torn-{what}":
            self.proxy.met[mode] += 1
            target.write(data[: len(data) // 2])
            await target.drain()
            self.tear()
            raise ConnectionResetError
        if mode in ("delay", "silent") or (mode in LOSING and what == "answer"):
            self.proxy.met[mode] += 1
        if mode == "delay":
            await asyncio.sleep(DELAY)
        while self.proxy.mode == "silent":
            await self.proxy.turned()
        if mode == "deaf" and what == "answer":
            return b""
        if mode == "slow" and what == "answer":
            for n in range(len(data)):
                target.write(data[n : n + 1])
                await target.drain()
                await asyncio.sleep(1)
            return b""
        return data


def _reset(writer: asyncio.StreamWriter) -> None:
    """Hang up as a broken line does: at once, and with RST where the other side is on TCP."""
    found = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        if found is not None and found.family == socket.AF_INET:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()
