"""Whom each verb and each question of the rooms refuses before it looks at anything: asked about what does not exist.

A new verb needs its line. ``-``: who acts does not decide it alone, what it is about does.

``python -m tests.access --verbs`` writes `verbs.txt` anew; read the difference before it is committed.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from tests.access.asking import NOWHERE
from tests.access.permits import THING
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).parent / "verbs.txt"
FLOORS = ("registers", "work", "watch")
ID = "00000000-0000-7000-8000-000000000001"
WHO = {
    "nobody": Actor.nobody(),
    "a person": Actor("person", ID, "某人", strength=3, proved=True),
    "an official without a post": Actor("official", ID, "某人", strength=3, proved=True),
    "a system without a scope": Actor("client", ID, "某系统"),
}  # fmt: skip
PLAIN = {
    "int": 1, "bool": False, "float": 1.0, "date": date(2026, 1, 1), "date | None": None, "bytes": b"x",
    "str": NOWHERE, "UUID": NOWHERE, "Id": NOWHERE, "UUID | str": NOWHERE, "Mapping": {},
}  # fmt: skip


def rooms() -> list[str]:
    """Each room that keeps something, as "work.cases"."""
    paths = (ROOT / "tongban" / floor for floor in FLOORS)
    return sorted(f"{path.name}.{one.parent.name}" for path in paths for one in path.glob("*/models.py"))


def verbs(place: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of a room's actions and queries that takes who acts, by its room and name."""
    for face in ("actions", "queries", "requests"):
        try:
            module = importlib.import_module(f"tongban.{place}.{face}")
        except ModuleNotFoundError:
            continue
        for name, found in sorted(vars(module).items()):
            if name[0] != "_" and inspect.isfunction(found) and _of_room(found, f"tongban.{place}."):
                yield f"{place.partition('.')[2]}.{face}.{name}", found


def _of_room(found: Callable[..., Any], room: str) -> bool:
    first = next(iter(inspect.signature(found).parameters.values()), None)
    return found.__module__.startswith(room) and first is not None and first.name == "actor"


def said(verb: Callable[..., Any], who: Actor) -> str:
    """The refusal's name, when this is refused as none of his; "-" for anything else, and nothing stays."""
    try:
        with transaction.atomic():
            given, named = _given(verb, who)
            found = verb(who, *given, **named)
            if inspect.isgenerator(found) or hasattr(found, "query"):
                list(found)
            raise _Undone
    except Refusal as refused:
        return type(refused).__name__ if refused.status in (401, 403, 404) else "-"
    except Exception:
        return "-"


class _Undone(Exception):
    pass


def _given(verb: Callable[..., Any], who: Actor) -> tuple[list[Any], dict[str, Any]]:
    """Something for each parameter that must be given: of its kind, and about nothing that exists."""
    given: list[Any] = []
    named: dict[str, Any] = {}
    for one in list(inspect.signature(verb).parameters.values())[1:]:
        if one.default is not one.empty or one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD):
            continue
        value = who if one.annotation == "Actor" else PLAIN.get(str(one.annotation), _Thing())
        if one.kind is one.KEYWORD_ONLY:
            named[one.name] = value
        else:
            given.append(value)
    return given, named


class _Thing:
    """What the shop's thing answers, whatever row is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name in THING:
            return THING[name]
        raise AttributeError(name)


def table(place: str) -> list[str]:
    """A line a verb of this room: what each of them is told."""
    return [f"{name}: {', '.join(said(verb, who) for who in WHO.values())}" for name, verb in verbs(place)]
