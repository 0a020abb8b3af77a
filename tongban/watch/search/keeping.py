"""Keeping texts for finding: their terms as numbers, and how often each stands anywhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from zlib import crc32

from django.db import connection, transaction
from django.db.models import Q

from tongban.engines import terms
from tongban.watch.search.kinds import ITEM, PACKAGE, QUESTION, Said
from tongban.watch.search.models import Text

_MOST_TERMS, _AT_ONCE = 1500, 1000
_FIELDS = ("title", "address", "summary", "audiences", "themes", "owner", "area", "days", "shown_from", "shown_until")
_COUNT = """
truncate search_term;
insert into search_term (number, names, texts)
select number, sum(named), sum(told) from (
  select unnest(name_terms) number, 1 named, 0 told from search_text
  union all select unnest(text_terms), 0, 1 from search_text) every_term
group by number;
insert into search_term (number, names, texts) select %s, count(*), count(*) from search_text
on conflict (number) do nothing;
"""
ALL = ""
"""The term that stands in every text: how many there are."""


def number(term: str) -> int:
    """A term as it is kept; two terms of one number only cost a text that is judged in vain."""
    return crc32(term.encode()) - 2**31


def row(said: Said) -> Text:
    """A text ready to be kept."""
    names = list(dict.fromkeys(
        plain for name in (said.title, terms.short(said.title), *said.names) if (plain := terms.plain(name))
    ))  # fmt: skip
    found: set[str] = set().union(*(terms.of_name(name) for name in (said.title, *said.names)))
    told = terms.of_text(f"{said.summary}\n{said.told}") - found
    return Text(
        kind=said.kind, key=said.key, digest=_digest(said),
        names=[[name, list(terms.syllables(name))] for name in names],
        sort_key=" ".join(terms.syllables(terms.plain(said.title)))[:200],
        name_terms=sorted(map(number, found))[:_MOST_TERMS], text_terms=sorted(map(number, told))[:_MOST_TERMS],
        **{name: list(v) if isinstance(v := getattr(said, name), tuple) else v for name in _FIELDS},
    )  # fmt: skip


def keep(said: Iterable[Said], of: str = "", kinds: tuple[str, ...] = ()) -> int:
    """Keep exactly these texts, of everything, of one item or of some kinds; what has not changed is left alone.

    How many changed.
    """
    wanted = {(one.kind, one.key): one for one in said}
    rows = Text.objects.all()
    if of:
        rows = rows.filter(Q(key=of, kind__in=(ITEM, PACKAGE)) | Q(key__startswith=f"{of}/", kind=QUESTION))
    if kinds:
        rows = rows.filter(kind__in=kinds)
    known = {(kind, key): (pk, said) for pk, kind, key, said in rows.values_list("pk", "kind", "key", "digest")}
    stale = [pk for key, (pk, digest) in known.items() if key not in wanted or _digest(wanted[key]) != digest]
    fresh = [one for key, one in wanted.items() if key not in known or known[key][1] != _digest(one)]
    if not stale and not fresh:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(7351002)")  # two who keep at once would each insert the same text
        Text.objects.filter(pk__in=stale).delete()
        for start in range(0, len(fresh), _AT_ONCE):
            Text.objects.bulk_create(map(row, fresh[start : start + _AT_ONCE]), ignore_conflicts=True)
        cursor.execute(_COUNT, [number(ALL)])
    return len(fresh) + len(stale)


def _digest(said: Said) -> str:
    return hashlib.sha256(json.dumps(asdict(said), default=str, ensure_ascii=False).encode()).hexdigest()
