"""Whom an address is for (面向谁): every view says so, or is answered as if it did not exist.

Who may see a *row* is asked by the rooms; this is the question before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django.urls import URLPattern, URLResolver

V = TypeVar("V", bound=Callable[..., Any])
Kind = Literal["everybody", "signed-in", "person", "official", "client", "wire"]


@dataclass(frozen=True)
class Audience:
    """Whom an address is for; ``roles`` of officials (none: any post), ``scope`` of a client's token."""

    kind: Kind
    roles: tuple[str, ...] = ()
    scope: str = ""

    def __str__(self) -> str:
        narrowed = self.scope or "|".join(self.roles)
        return f"{self.kind}:{narrowed}" if narrowed else self.kind


EVERYBODY = Audience("everybody")
SIGNED_IN = Audience("signed-in")  # any account; the row decides
PERSON = Audience("person")
OFFICIAL = Audience("official")
WIRE = Audience("wire")  # a department's own system: by its signature, or by the address it was given once


def declared(audience: Audience) -> Callable[[V], V]:
    """Say whom the view is for. It only says so: whoever narrows an address also guards it."""

    def say(view: V) -> V:
        view.audience = audience  # type: ignore[attr-defined]
        return view

    return say


for_everybody = declared(EVERYBODY)
for_signed_in = declared(SIGNED_IN)


def of(view: object) -> Audience | None:
    """Whom ``view`` says it is for; nothing when it does not say."""
    found = getattr(view, "audience", None)
    return found if isinstance(found, Audience) else None


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of ``patterns`` with what answers there."""
    for one in patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, address)
        else:
            yield address, one


def undeclared(patterns: list[URLPattern | URLResolver]) -> list[str]:
    """The addresses that do not say whom they are for."""
    return [address for address, one in routes(patterns) if of(one.callback) is None]
