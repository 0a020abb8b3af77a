"""The policies of the database, each wider than it is: without one of its conditions, or without any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

POLICIES = """
select p.polname, c.relname, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), p.polcmd
from pg_policy p join pg_class c on c.oid = p.polrelid
where not (select oid from pg_roles where rolname = 'tongban_worker') = any (p.polroles)
order by c.relname, p.polname
"""


@dataclass(frozen=True)
class Policy:
    """One policy with one condition less; ``clause`` "with check" is what may be written, where that is said apart."""

    table: str
    policy: str
    clause: str
    said: str
    wider: str
    whole: str

    @property
    def name(self) -> str:
        return f"{self.table}.{self.policy} {self.clause}  {' '.join(self.said.split())[:120]}"

    @property
    def room(self) -> str:
        return self.table.partition("_")[0]

    def open(self) -> None:
        self._say(self.wider)

    def close(self) -> None:
        self._say(self.whole)

    def _say(self, condition: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"alter policy {self.policy} on {self.table} {self.clause} ({condition})")


def policies() -> Iterator[Policy]:
    """Every policy but the platform's: taken away as a whole, and without each of the conditions joined by "and"."""
    with connection.cursor() as cursor:
        cursor.execute(POLICIES)
        rows = cursor.fetchall()
    for name, table, seen, written, _ in rows:
        for clause, whole in (("using", seen), ("with check", written)):
            if whole is None:
                continue
            yield Policy(table, name, clause, "the whole", "true", whole)
            for said, wider in _narrower(whole):
                yield Policy(table, name, clause, f"and {said}", wider, whole)


def _narrower(text: str) -> Iterator[tuple[str, str]]:
    """Each operand of an "and" that stands outside sub-selects, and the text without it."""
    inner = _bare(text)
    for word in (" AND ", " OR "):
        parts = _split(inner, word)
        if len(parts) == 1:
            continue
        for number, one in enumerate(parts):
            if word == " AND ":
                yield one, "(" + word.join(parts[:number] + parts[number + 1 :]) + ")"
            for said, wider in _narrower(one):
                yield said, "(" + word.join([*parts[:number], wider, *parts[number + 1 :]]) + ")"
        return


def _bare(text: str) -> str:
    """Without the parentheses around the whole."""
    text = text.strip()
    while text.startswith("(") and _closes(text) == len(text) - 1 and not text[1:].lstrip().startswith("SELECT"):
        text = text[1:-1].strip()
    return text


def _closes(text: str) -> int:
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at
    return len(text)


def _split(text: str, word: str) -> list[str]:
    """``text`` at every ``word`` outside parentheses and quotes."""
    parts, depth, quoted, begun = [], 0, False, 0
    for at, sign in enumerate(text):
        quoted ^= sign == "'"
        if quoted:
            continue
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and text.startswith(word, at):
            parts.append(text[begun:at].strip())
            begun = at + len(word)
    return [*parts, text[begun:].strip()]
