"""Who may: every permit of the rooms asked of everybody about one thing, without a database.

A new permit needs its line; where it asks something new of its row, `THING` says what the shop's thing answers.

``python -m tests.access.permits --write`` writes `permits.txt` anew; read the difference before it is committed.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import ProveFirst, Refusal
from tongban.registers.identity.kinds import POST_ROLES, RIGHTS

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).parent / "permits.txt"
ROOMS = ("registers", "work", "watch")
SHOP, AREA, NEXT = "organisation/1", "999001", "999002"
HERS = Actor("person", "p1", "", on_behalf=SHOP, strength=3, proved=True)
UNPROVED = replace(HERS, proved=False)
TOLD = SimpleNamespace(asked_at=None, begins_at=None)
# What they are asked about: something of the shop's, at the desk "check" of "market" in AREA.
THING: dict[str, Any] = {
    "holder": SHOP, "applicant": SHOP, "department": "market", "issuer_department": "market", "desk": "check",
    "area": AREA, "areas": AREA, "item_code": "item", "official": "o1", "asked_by": "o1", "person_id": "p1",
    "giver_id": "p1", "taker_id": "p2", "state": "accepted", "way": "counter", "hearing": None, "case_id": "1",
    "subject": "case/1", "until": date(2000, 1, 1), "authors": ["o1"], "right": "sign",
    "definition": SimpleNamespace(anywhere=False, strength=2, title="事项"),
    "type": SimpleNamespace(issuer_code="CODE"), "ground": "given", "other": HERS, "source": "person/p1",
    "target": "person/p1", "second": "o2", "helper": "person/p1",
}  # fmt: skip
OTHERWISE = {  # the same with one thing otherwise, where that opens it to somebody else
    "anywhere": {"definition": SimpleNamespace(anywhere=True, strength=2, title="事项")},
    "ungoverned": {"type": SimpleNamespace(issuer_code=""), "issuer_department": "other"},
    "another's": {"issuer_department": "other"}, "nobody's": {"holder": "person/", "applicant": "person/"},
    "surest": {"definition": SimpleNamespace(anywhere=False, strength=3, title="事项")},
    "her own": {"holder": "person/p1", "applicant": "person/p1"},
    "everywhere": {"area": "", "areas": ""},
    "by law": {"ground": "guardian"}, "in care": {"ground": "care"}, "the other by password": {"other": UNPROVED},
    "helped by an official": {"helper": "official/o9"},
    "granted by him": {"second": "o9"}, "asked for by another": {"official": "o8"},
    "later": {"until": date(9999, 1, 1)},
    "no department": {"department": ""}, "by post": {"way": "post"}, "told of a hearing": {"hearing": TOLD},
    "a hearing asked for": {"hearing": SimpleNamespace(asked_at=1, begins_at=None)},
    "a hearing called": {"hearing": SimpleNamespace(asked_at=1, begins_at=1)},
}  # fmt: skip
POSTS = {  # desk, department and area of the one post somebody holds
    "": ("check", "market", AREA), ".next": ("check", "market", NEXT), ".city": ("check", "market", ""),
    ".other": ("other", "other", AREA), ".desk": ("other", "market", AREA), ".department": ("check", "other", AREA),
    ".library": ("catalogue", "market", AREA), ".exchange": ("exchange", "market", AREA),
    ".window": ("window", "other", AREA), ".window-next": ("window", "other", NEXT),
    ".help": ("help", "other", AREA), ".help-next": ("help", "other", NEXT),
    ".window-far": ("window", "other", "888001"), ".nowhere": ("", "", AREA),
}  # fmt: skip
DEEPER = ("seals.keeps", "approvals.")  # these ask rows: the rooms' own tests do


def everybody() -> dict[str, Actor]:
    """By name: nobody, people, systems, and each role here, elsewhere, of another department, of the whole city."""
    found = {
        "nobody": Actor.nobody(), "platform": Actor.system(), "owner": HERS,
        "owner-herself": replace(HERS, on_behalf=""), "owner-unproved": replace(HERS, proved=False),
        "owner-by-password": replace(HERS, strength=1),
        "owner-real-name": replace(HERS, strength=2), "agent": replace(HERS, id="p2", items=("item",)),
        "agent-other-item": replace(HERS, id="p2", items=("other",)),
        "agent-without-right": replace(HERS, id="p2", rights=("see",)), "stranger": Actor("person", "p9", ""),
        "nobody-for-shop": replace(HERS, id=""), "client": Actor("client", "c1", ""),
        "client-p1": Actor("client", "p1", ""), "official-p1": Actor("official", "p1", ""),
        "person-with-a-post": Actor("person", "p9", "", posts=(Post(*POSTS[""], "clerk"),)),
        "owner-real-name-unproved": replace(HERS, strength=2, proved=False),
        "client-trusted": Actor("client", "c1", "", scopes=("identity",)),
        "official-o1": Actor("official", "o1", ""), "official-for-shop": Actor("official", "o9", "", on_behalf=SHOP),
    }  # fmt: skip
    for role in POST_ROLES:
        for name, (desk, department, area) in POSTS.items():
            found[f"{role}{name}"] = Actor("official", "o9", "", posts=(Post(desk, department, area, role),))
        own = Post(*POSTS[""], role)
        found[f"{role}.o1"] = Actor("official", "o1", "", posts=(own,))
        more = tuple(replace(own, desk=desk) for desk in ("window", "catalogue"))
        found[f"{role}.client"] = Actor("client", "o1", "", posts=(own, *more))
    return found


def permits() -> Iterator[tuple[str, Any]]:
    """Every function of every room's permits that is about one actor, by its name."""
    for top in ROOMS:
        for path in sorted((ROOT / "tongban" / top).glob("*/permits.py")):
            room = path.parent.name
            module = importlib.import_module(f"tongban.{top}.{room}.permits")
            for name, function in sorted(vars(module).items()):
                own = inspect.isfunction(function) and function.__module__ == module.__name__
                known = set(inspect.signature(function).parameters) if own else {"?"}
                if own and "actor" in known and name not in ("_require", "open_verbs", "require_proof"):
                    yield f"{room}.{name}", function


def table() -> str:
    """A line per permit and thing: the names of those who may, those of one role in one word."""
    said, people = [], everybody()
    rows = {
        "tongban.work.tasks.queries.is_recused": lambda official, subject: official == "o1",
        "tongban.registers.identity.queries.department": lambda code: SimpleNamespace(
            credit_code="CODE" if code == "market" else ""
        ),
        "tongban.registers.seals.permits.keeps": lambda actor, seal: actor.is_official,
    }
    with ExitStack() as without:
        for name, answer in rows.items():
            without.enter_context(mock.patch(name, answer))
        for name, function in permits():
            if name.startswith(DEEPER):
                continue
            for words in _asked(function):
                said += _lines(f"{name}{words and f' {words}'}", function, words, people)
    return "\n".join(said) + "\n"


def _asked(function: Any) -> list[str]:
    """The verbs or rights it is asked about; once for the others."""
    given = inspect.signature(function).parameters
    if "verb" in given:
        from tongban.work.cases.states import WHO

        return sorted(WHO)
    return sorted(RIGHTS) if "right" in given else [""]


def _lines(name: str, function: Any, word: str, people: dict[str, Actor]) -> Iterator[str]:
    usual = _who(function, word, people, THING)
    yield f"{name}: {_short(usual)}{_to_nobody(function, word)}"
    parameters = inspect.signature(function).parameters
    for how, other in OTHERWISE.items():
        if set(parameters) <= {"actor", *THING} and not set(other) & set(parameters):
            continue  # it does not ask for what is otherwise
        found = _who(function, word, people, THING | other)
        if found != usual:
            yield f"{name} ({how}): {_short(found)}"


def _who(function: Any, word: str, people: dict[str, Actor], thing: dict[str, Any]) -> list[str]:
    given = _given(function, word, thing)
    return [name for name, actor in people.items() if _may(function, actor, given)]


def _given(function: Any, word: str, thing: dict[str, Any]) -> list[Any]:
    row = SimpleNamespace(**thing, seal=SimpleNamespace(**thing))
    asked = list(inspect.signature(function).parameters)[1:]
    return [word if one in ("verb", "right") else thing.get(one, row) for one in asked]


def _to_nobody(function: Any, word: str) -> str:
    """What somebody is told who has not signed in, where he is told anything."""
    try:
        function(Actor.nobody(), *_given(function, word, THING))
    except Refusal as refusal:
        return f" | nobody: {refusal.code}"
    return ""


def _may(function: Any, actor: Actor, given: list[Any]) -> bool:
    try:
        answer = function(actor, *given)
    except (Refusal, ProveFirst):
        return False
    return answer is None or bool(answer)


def _short(names: list[str]) -> str:
    """Where all of a role may, the role with a star."""
    left = list(names)
    for role in POST_ROLES:
        whole = {one for one in left if one == role or one.startswith(f"{role}.")}
        if len(whole) == len(POSTS) + 2:
            left = [f"{role}*" if one == role else one for one in left if one == role or one not in whole]
    return " ".join(left)


if __name__ == "__main__" and "--write" in sys.argv:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.site.settings")
    django.setup()
    TABLE.write_text(table(), encoding="utf-8")
