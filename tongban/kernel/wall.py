"""In whose name rows are looked at: the second wall (行级隔离), which stands in the database itself.

Every request, reaction and job says once who asks. `kernel.base` carries that into each transaction as a role and a
few settings that end with it, and the policies of the rooms' migrations show what is his and nothing else. Who says
nothing sees nothing: the processes sign in as roles for which no policy shows a row.

The first wall, the rooms' questions, stands as before; neither counts on the other (ADR 17).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db import connection
from psycopg.sql import quote

from tongban.kernel.actor import Actor

PERSON, STAFF, PLATFORM = "tongban_person", "tongban_staff", "tongban_worker"
ROLES = {"person": PERSON, "official": STAFF, "client": STAFF, "system": PLATFORM}
SETTINGS = ("kind", "who", "applicant", "items", "documents", "data", "posts", "keys", "purpose", "oneself")


@dataclass(frozen=True)
class Stand:
    """Who looks: a role of the database and what its policies ask about him; "" is nothing."""

    role: str = "none"
    kind: str = ""
    who: str = ""
    applicant: str = ""
    items: str = ""  # codes with commas between them: the only items of a mandate
    documents: str = ""
    data: str = ""  # the only data of the other a mandate lets him see, with commas between; "-" is none of it
    posts: str = ""  # JSON: desk, department, area, role of each
    keys: str = ""  # what was shown, commas between: the number, code or digest that somebody holds in his hand
    oneself: str = ""  # "person/<id>": who an official is outside his office
    purpose: str = ""  # why the platform looks where this actor alone may not

    @classmethod
    def of(cls, actor: Actor) -> Stand:
        """As whom this actor looks."""
        held = (*actor.posts, *actor.reads)
        posts = [
            {"desk": p.desk, "department": p.department, "area": p.area, "role": p.role}
            | ({"items": list(p.items)} if p.items else {})
            for p in held
        ]
        own = actor.kind == "client" and bool(actor.on_behalf)  # a company's own system looks as the company
        person = own or (actor.kind == "person" and actor.signed_in)
        return cls(
            PERSON if own else ROLES[actor.kind], actor.kind, actor.id, applicant=actor.applicant if person else "",
            items=",".join(actor.items), documents="yes" if actor.documents else "",
            data="" if actor.data is None else ",".join(actor.data) or "-",
            posts=json.dumps(posts, ensure_ascii=False) if posts else "", oneself=actor.oneself,
        )  # fmt: skip

    @cached_property
    def words(self) -> str:
        """The statements by which an open transaction takes this stand until it ends."""
        said = ", ".join(f"set_config('tongban.{name}', {quote(getattr(self, name))}, true)" for name in SETTINGS)
        return f"set local role {self.role}; select {said}"


NOBODY = Stand()
"""No stand: whom the process signed in as. For the owner (migrations, commands, tests) that is everything."""
_stand: ContextVar[Stand | None] = ContextVar("stand", default=None)


def now() -> Stand | None:
    """In whose name rows are looked at here and now."""
    return _stand.get()


@contextmanager
def taken(stand: Stand) -> Iterator[None]:
    """Look at rows as ``stand`` does."""
    token = _stand.set(stand)
    try:
        yield
    finally:
        _stand.reset(token)
        if _stand.get() is None:
            link: Any = connection
            link.end_look()


def behind(actor: Actor) -> Any:
    """Look at rows as ``actor`` may: around each request, reaction and job."""
    return taken(Stand.of(actor))


def become(actor: Actor) -> None:
    """Within a request whose caller shows only later who he is (a token): look as him until it ends."""
    if _stand.get() is not None:
        _stand.set(Stand.of(actor))


@contextmanager
def shown(*keys: str) -> Iterator[None]:
    """Also look at the rows that carry one of ``keys``: for whoever holds the number, the code or the file itself."""
    stand = _stand.get()
    if stand is None or not any(keys):
        yield
        return
    more = [key for key in (stand.keys, *keys) if key and "," not in key.removeprefix(stand.keys) and "\0" not in key]
    with taken(replace(stand, keys=",".join(more))):
        yield


@contextmanager
def as_platform(purpose: str) -> Iterator[None]:
    """Look as the platform itself, where what follows looks further than who asks may; ``purpose`` says why."""
    stand = _stand.get()
    if stand is None or stand.role == PLATFORM:
        yield
        return
    with taken(replace(Stand.of(Actor.system()), purpose=purpose)):
        yield


@contextmanager
def saying(purpose: str) -> Iterator[None]:
    """Look as oneself, for a purpose that a policy asks about (紧急查阅): for a few questions, not for the request."""
    stand = _stand.get()
    if stand is None:
        yield
        return
    with taken(replace(stand, purpose=purpose)):
        yield
