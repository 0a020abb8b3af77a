"""Sixteen people who click without pause: keep-alive connections over plain sockets, each request timed."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from statistics import median

CONNECTIONS = 16


@dataclass(frozen=True)
class Shot:
    """What one volley at one address showed."""

    requests: int
    seconds: float
    times: list[float]
    wrong: int

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    def share(self, part: float) -> float:
        """The time in milliseconds within which ``part`` of the requests were answered."""
        return sorted(self.times)[min(int(len(self.times) * part), len(self.times) - 1)] * 1000


def volley(port: int, path: str, cookie: str, requests: int, expected: int = 200) -> Shot:
    """Send ``requests`` requests over all connections and wait for every answer."""
    return asyncio.run(_volley(port, path, cookie, requests, expected))


def middle(values: list[float], digits: int = 1) -> float:
    return round(median(values), digits)


async def _volley(port: int, path: str, cookie: str, requests: int, expected: int) -> Shot:
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Accept: */*",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    left, times, wrong = iter(range(requests)), [], 0
    links = [await asyncio.open_connection("127.0.0.1", port, limit=2**20) for _ in range(CONNECTIONS)]

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal wrong
        for _ in left:
            begun = time.perf_counter()
            writer.write(request)
            status = await _answer(reader)
            times.append(time.perf_counter() - begun)
            wrong += status != expected
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(client(*link) for link in links))
    return Shot(requests, time.perf_counter() - begun, times, wrong)


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        while size := int((await reader.readline()).split(b";")[0], 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(lower.partition(b"content-length:")[2].split(b"\r\n")[0]))
    return int(head.split(b" ", 2)[1])
