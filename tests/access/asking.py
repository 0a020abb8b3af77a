"""The questions: each address filled with something that exists, or that does not; and what an answer amounts to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from tongban.doors.parts import audience
from tongban.doors.parts.audience import Audience
from tongban.registers.licences import queries as licences
from tongban.work.cases.models import Case, Notice
from tools import people

NOWHERE = "00000000-0000-7000-8000-000000000000"
GAP = re.compile(r"<(?:(\w+):)?(\w+)>")
ABSENT = {
    "uuid": NOWHERE, "int": "987654", "slug": "no-such-thing", "str": "NO-SUCH-1", "path": "NO-SUCH-1",
    None: "NO-SUCH-1",
}  # fmt: skip
# What differs between two askings of the same: tokens, numbers of requests, and the address itself.
CHANCE = re.compile(
    r"""csrfmiddlewaretoken" value="[^"]*"|"request_id": "[^"]*"|hx-headers='[^']*'|csrf-token" content="[^"]*\""""
    r"""|class="num">[0-9A-Z]{16}<"""
)
DENIED = ("sign-in", "no", "gone")
KEPT = "('django_session', 'identity_signinattempt')"  # a session ends or is renewed; nobody's data


@dataclass(frozen=True)
class Question:
    """One address with one method about one thing."""

    route: str
    method: str
    about: str
    path: str
    audience: Audience
    nowhere: str = field(default="", compare=False)  # the same address of something that does not exist

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.route, self.method, self.about)


def things() -> dict[str, Mapping[str, str]]:
    """What the addresses are about: the shop's case while it is under way, after it is closed, and its draft."""
    closed, opened, draft = people.closed(), people.submitted(), people.draft()
    licence = licences.from_source(closed.subject)[0]
    return {
        "submitted": {"number": str(opened.number), "notice": _notice(opened)},
        "closed": {"number": str(closed.number), "notice": _notice(closed), "licence": str(licence.pk)},
        "draft": {"draft": str(draft.pk)},
    }


def _notice(case: Case) -> str:
    return str(Notice.objects.filter(case=case).latest("pk").pk)


def questions(known: Mapping[str, Mapping[str, str]]) -> Iterator[Question]:
    """Every address × method × what it can be about. The demo's own pages stand outside: they exist in demos only."""
    for route, pattern in audience.routes(get_resolver().url_patterns):
        whose = audience.of(pattern.callback)
        if route.startswith("demo/") or whose is None or "^" in route:
            continue
        for about, path, nowhere in _filled(route, known):
            for method in ("GET", "POST"):
                yield Question(route, method, about, path, whose, nowhere)


def _filled(route: str, known: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    nowhere = "/" + GAP.sub(lambda m: ABSENT[m[1]], route)
    if "<" not in route:
        yield "-", nowhere, ""
        return
    rooms = ("desk/", "my/", "apply/", "office/ledger/", "api/v1/cases")
    of_cases = route.startswith(rooms) and "packages" not in route
    for about, names in known.items():
        if of_cases and (first := next(GAP.finditer(route)))[2] in names:
            rest = route.replace(first[0], names[first[2]], 1)
            yield about, "/" + GAP.sub(lambda m: ABSENT[m[1]], rest), nowhere
    yield "nothing", nowhere, ""


def ask(client: Client, method: str, path: str, watched: Sequence[str] = ()) -> tuple[str, str, dict[str, str]]:
    """What the answer amounts to, its words without chance, and what is written anew in which tables; all is undone.

    PostgreSQL counts what was undone too, so a denial that wrote is asked again with digests of its tables.
    """
    cookies = client.cookies.copy()
    with transaction.atomic():
        before = _digests(watched) if watched else _written()
        answer: Any = client.generic(method, path, HTTP_HOST="testserver")
        verdict, body = amounts_to(answer), _words(answer, path)
        after = _digests(watched) if watched else _written()
        transaction.set_rollback(True)
    client.cookies = cookies
    changed = {table: count for table, count in after.items() if before.get(table) != count}
    if changed and not watched and verdict in DENIED:
        return ask(client, method, path, tuple(changed))
    return verdict, body, changed


def _written() -> dict[str, str]:
    """Rows inserted, changed or removed by this transaction in each table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, (n_tup_ins + n_tup_upd + n_tup_del)::text from pg_stat_xact_user_tables"
            f" where n_tup_ins + n_tup_upd + n_tup_del > 0 and relname not in {KEPT}"
        )
        return dict(cursor.fetchall())


def _digests(tables: Sequence[str]) -> dict[str, str]:
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            name = connection.ops.quote_name(table)
            cursor.execute(f"select coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') from {name} t")
            found[table] = cursor.fetchone()[0]
    return found


def amounts_to(answer: HttpResponse) -> str:
    """yes; sign-in, no or gone (a denial); refused (let in, and told why not now); - (no such method); FAULT."""
    status = answer.status_code
    if status >= 500 and status != 503:  # 503 is what /healthz says where no worker runs
        return "FAULT"
    if status == 401 or (status == 302 and answer["Location"].startswith("/login/?next=")):
        return "sign-in"
    return {403: "no", 404: "gone", 405: "-"}.get(status, "refused" if status >= 400 else "yes")


def _words(answer: Any, path: str) -> str:
    if answer.streaming:
        return "(a file)"
    said = CHANCE.sub("", answer.content.decode("utf-8", "replace"))
    for one in [path, *sorted((part for part in path.split("/") if len(part) > 8), key=len, reverse=True)]:
        said = said.replace(one, "…")
    return said
