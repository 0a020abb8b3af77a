"""The headers that keep a browser from doing what nobody meant; also for answers that pass no middleware."""

from __future__ import annotations

from collections.abc import MutableMapping

from django.conf import settings

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'; object-src 'none'"
)
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""For what is no page: a file, the live stream, an answer to a program."""


def on_file(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Our own static files: opened by themselves they are no page, and no other site may frame them."""
    headers["Content-Security-Policy"] = f"{NOTHING}; style-src 'unsafe-inline'"  # an SVG carries its own looks


def bare() -> list[tuple[bytes, bytes]]:
    """The same for what asyncio answers without Django."""
    said = [
        (b"content-security-policy", NOTHING.encode()), (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", settings.SECURE_REFERRER_POLICY.encode()),
    ]  # fmt: skip
    if settings.SECURE_HSTS_SECONDS:
        inside = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
        said.append((b"strict-transport-security", f"max-age={settings.SECURE_HSTS_SECONDS}{inside}".encode()))
    return said
