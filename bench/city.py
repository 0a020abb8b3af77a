"""A city as large as one likes, beside Lanting: its lived cases multiplied by COPY, with chains that verify.

Every copy is a case some verb once made: other ids, numbers, applicants and dates (whole weeks earlier), same shape.
Left out is what only a draft or a gateway leaves behind (saved pages, text messages, errands done).
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

import psycopg

Link = psycopg.Connection[Any]
TABLES = {  # the rows of a case: table and how it names the case; $id is the case's id
    "cases_case": "id = '$id'", "cases_casematerial": "case_id = '$id'", "cases_gap": "case_id = '$id'",
    "cases_pause": "case_id = '$id'", "cases_notice": "case_id = '$id'", "approvals_opinion": "case_id = '$id'",
    "tasks_task": "subject = 'case/$id'", "inbox_message": "about = 'case/$id'",
    "ratings_invitation": "case_id = '$id'", "ratings_rating": "case_id = '$id'",
    "licences_licence": "source = 'case/$id'",
}  # fmt: skip
NUMBERED = ("cases_casematerial", "cases_gap", "cases_pause")  # their ids are given by the database
OWN = {  # what is a copy's own, and how it is made anew
    "cases_case": {"id": "uuid", "number": "case", "code": "code"},
    "cases_notice": {"id": "uuid", "number": "notice", "code": "code"}, "approvals_opinion": {"id": "uuid"},
    "tasks_task": {"id": "uuid"}, "inbox_message": {"id": "uuid"}, "ratings_invitation": {"token": "token"},
    "ratings_rating": {"id": "uuid"},
    "licences_licence": {"id": "uuid", "number": "licence", "identifier": "name", "code": "code"},
}  # fmt: skip
LEFT_OUT = ("cases.DraftSaved", "cases.MaterialGiven", "messages.SmsDelivered", "cases.NoticeSealed")
DAY = re.compile(r"(?<![\d-])(20\d\d)-(\d\d)-(\d\d)(?![\d-])")
WEEKS = 150
CLONES = 250  # people like each applicant of Lanting
BATCH = 2000


@dataclass
class Template:
    """One lived case: its rows as COPY writes them, its facts, and what of it a copy must have of its own."""

    key: str
    applicant: str
    open: bool
    created: date
    rows: dict[str, str] = field(default_factory=dict)
    facts: list[tuple[str, str, str]] = field(default_factory=list)  # kind, principal, line
    own: dict[str, str] = field(default_factory=dict)  # what stands there now -> how to make another
    pieces: Any = None

    def cut(self) -> tuple[Text, dict[str, Text], list[tuple[str, Text, Text]]]:
        """Subject, rows and facts as texts with places in them; cut once."""
        if self.pieces is None:
            own = list(self.own)
            rows = {table: Text.of(text, own) for table, text in self.rows.items() if text}
            facts = [(kind, Text.of(principal, own), Text.of(line, own)) for kind, principal, line in self.facts]
            self.pieces = Text.of(f"case/{self.key}", own), rows, facts
        return self.pieces  # type: ignore[no-any-return]


def grow(link: Link, wanted: int, open_share: float, told: Callable[[str], None] = print) -> dict[str, Any]:
    """Bring the city to ``wanted`` cases; returns what was written and how long it took."""
    begun = time.monotonic()
    there = _one(link, "select count(*) from cases_case")
    if there >= wanted:
        return {"cases": there, "written": 0, "seconds": 0.0}
    for setting in ("synchronous_commit = off", "session_replication_role = replica", "maintenance_work_mem = '512MB'"):
        link.execute(f"set {setting}")
    with link.transaction():  # all of it, or nothing
        templates = list(_templates(link))
        clones = {t.applicant: _cloned(link, t.applicant) for t in templates}
        link.execute("drop index if exists fact_by_kind, fact_by_xid")
        link.execute("alter table ledger_fact drop constraint if exists fact_in_order")
        writer = Writer(link, _one(link, "select coalesce(max(seq), 0) from ledger_fact"), 1_000_000 + there * 100)
        for number, (template, weeks) in enumerate(_plan(templates, wanted - there, open_share)):
            writer.copy(template, weeks, clones[template.applicant][number % CLONES])
        writer.flush()
        told(f"{writer.cases} cases written after {time.monotonic() - begun:.0f} s; indexes and chain …")
        link.execute(
            "create index fact_by_kind on ledger_fact (kind, seq); create index fact_by_xid on ledger_fact (xid);"
            "alter table ledger_fact add constraint fact_in_order unique (subject, n)"
        )
        link.execute("select setval(pg_get_serial_sequence('ledger_fact', 'seq'), (select max(seq) from ledger_fact))")
        _chain(link)
    link.execute("set session_replication_role = default; analyze; checkpoint")
    seconds = round(time.monotonic() - begun, 1)
    return {"cases": wanted, "written": writer.cases, "facts": writer.seq, "seconds": seconds}


def _templates(link: Link) -> Iterator[Template]:
    listed = (
        "select id::text, applicant, state, created_at::date from cases_case "
        "where state <> 'draft' and length(split_part(number, '-', 3)) = 6 "  # not the copies
        "and not exists (select 1 from licences_licence l where l.source = 'case/' || cases_case.id "
        "and l.follows_id is not null) order by created_at"  # a licence is followed by one alone
    )
    for key, applicant, state, created in link.execute(listed).fetchall():
        template = Template(key, applicant, state != "closed", created)
        for table, condition in TABLES.items():
            columns = _columns(link, table)
            chosen = f"select {columns} from {table} where {condition.replace('$id', key)}"
            with link.cursor().copy(f"copy ({chosen}) to stdout") as out:  # type: ignore[arg-type]
                template.rows[table] = b"".join(bytes(part) for part in out).decode()
            for column, how in OWN.get(table, {}).items():
                values = f"select {column}::text from {table} where {condition.replace('$id', key)}"
                template.own |= {value: how for (value,) in link.execute(values).fetchall()}  # type: ignore[arg-type]
        template.own[applicant.partition("/")[2]] = "applicant"
        facts = "select kind, principal, line from ledger_fact where subject = %s and kind <> all(%s) order by n"
        template.facts = link.execute(facts, [f"case/{key}", list(LEFT_OUT)]).fetchall()
        yield template


def _plan(templates: list[Template], wanted: int, open_share: float) -> Iterator[tuple[Template, int]]:
    """Which case is copied how many weeks earlier: the oldest first; what is still open is of these weeks."""
    closed, still = [t for t in templates if not t.open], [t for t in templates if t.open]
    ended = int(wanted * (1 - open_share))
    for number in range(ended):
        yield closed[number % len(closed)], WEEKS - number * WEEKS // ended
    for number in range(wanted - ended):
        yield still[number % len(still)], 0


def _cloned(link: Link, applicant: str) -> list[str]:
    """The ids of people (or companies) like this one, himself among them."""
    kind, _, key = applicant.partition("/")
    table = f"identity_{kind}"
    unique = {"person": {"id_index": "md5(random()::text || n)", "phone_index": "''"},
              "organisation": {"credit_code": "upper(substr(md5(random()::text || n), 1, 18))"}}[kind]  # fmt: skip
    made = {"id": "gen_random_uuid()", **unique}
    columns = _columns(link, table).replace('"', "").split(", ")
    values = ", ".join(made.get(c, f't."{c}"') for c in columns)
    names = ", ".join(f'"{c}"' for c in columns)
    rows = link.execute(
        f"insert into {table} ({names}) select {values} from {table} t, generate_series(2, %s) n "  # type: ignore[arg-type]
        "where t.id = %s returning id::text", [CLONES, key],
    ).fetchall()  # fmt: skip
    return [key, *(str(row[0]) for row in rows)]


class Writer:
    """Makes copies and sends them to the database in batches, every table by COPY."""

    def __init__(self, link: Link, seq: int, serial: int) -> None:
        self.link, self.seq, self.cases = link, seq, 0
        self.serial = count(serial)
        self.waiting: dict[str, list[str]] = defaultdict(list)
        self.moved: dict[tuple[str, int], Moved] = {}

    def copy(self, template: Template, weeks: int, applicant: str) -> None:
        moved = self.moved.get((template.key, weeks))
        if moved is None:
            if len(self.moved) > 400:
                self.moved.clear()
            moved = self.moved[template.key, weeks] = Moved(template, weeks)
        own = [self._another(old, how, moved, applicant) for old, how in moved.own]
        for table, text in moved.rows.items():
            self.waiting[table].append(text.filled(own))
        self._facts(moved, own)
        self.cases += 1
        if self.cases % BATCH == 0:
            self.flush()

    def _facts(self, moved: Moved, own: list[str]) -> None:
        subject, prev, shown = moved.subject.filled(own), b"", ""
        for n, (kind, principal, at, line) in enumerate(moved.facts, 1):
            self.seq += 1
            said = line.filled(own)
            digest = hashlib.sha256(prev + f"{n}\n{said}".encode()).digest()
            escaped, chained = said.replace("\\", "\\\\"), digest.hex()
            self.waiting["ledger_fact"].append(
                f"{self.seq}\t{subject}\t{n}\t{kind}\t{at}\t{principal.filled(own)}\t"
                f"{escaped}\t\\\\x{shown}\t\\\\x{chained}\n"
            )
            prev, shown = digest, chained

    def _another(self, old: str, how: str, moved: Moved, applicant: str) -> str:
        if how == "applicant":
            return applicant
        serial = next(self.serial)
        if how == "uuid":  # in the order of time, like those the house makes
            digits = f"{moved.milliseconds + serial % 86_400_000:012x}7{serial & 0xFFF:03x}8{serial:015x}"
            return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
        if how == "case":
            return f"{old.partition('-')[0]}-{moved.created:%Y%m%d}-{serial}"
        if how == "notice":
            return f"{old.partition('〕')[0]}〕{serial}号"
        return f"{serial:012X}" if how == "code" else f"{serial:024X}" if how == "token" else f"{old[:-7]}{serial}"

    def flush(self) -> None:
        with self.link.transaction():
            for table, lines in self.waiting.items():
                columns = FACT if table == "ledger_fact" else _columns(self.link, table)
                with self.link.cursor().copy(f"copy {table} ({columns}) from stdin") as target:  # type: ignore[arg-type]
                    target.write("".join(lines))
        self.waiting.clear()


FACT = "seq, subject, n, kind, at, principal, line, prev, hash"


class Text:
    """A text with places in it for what every copy has of its own."""

    def __init__(self, fixed: list[str], slots: list[int]) -> None:
        self.fixed, self.slots = fixed, slots

    @classmethod
    def of(cls, text: str, own: list[str]) -> Text:
        for place in sorted(range(len(own)), key=lambda p: -len(own[p])):  # a longer one may contain a shorter
            text = text.replace(own[place], f"\x00{place}\x00")
        parts = text.split("\x00")
        return cls(parts[::2], [int(one) for one in parts[1::2]])

    def earlier(self, back: timedelta) -> Text:
        def day(found: re.Match[str]) -> str:
            return str(date(int(found[1]), int(found[2]), int(found[3])) - back)

        return Text([DAY.sub(day, part) for part in self.fixed], self.slots)

    def filled(self, own: list[str]) -> str:
        out = [self.fixed[0]]
        for slot, fixed in zip(self.slots, self.fixed[1:], strict=True):
            out += (own[slot], fixed)
        return "".join(out)


class Moved:
    """A template some weeks earlier, ready to be filled in."""

    def __init__(self, template: Template, weeks: int) -> None:
        back = timedelta(weeks=weeks)
        self.created = template.created - back
        self.milliseconds = (self.created - date(1970, 1, 1)).days * 86_400_000
        self.own = list(template.own.items())
        subject, rows, facts = template.cut()
        self.subject = subject
        self.rows = {table: text.earlier(back) for table, text in rows.items()}
        self.facts = []
        for kind, principal, line in facts:
            moved = line.earlier(back)
            at = "".join(moved.fixed).partition('"at":"')[2].partition('"')[0]
            self.facts.append((kind, principal, at, moved))


def _chain(link: Link) -> None:
    """Give every fact its place in the global order, as the ledger's own function would."""
    last = link.execute("select position, hash from ledger_chain order by position desc limit 1").fetchone()
    position, head = last or (0, b"")
    after = _one(link, "select coalesce(max(seq), 0) from ledger_chain")
    head = bytes(head)
    facts = link.execute("select seq, hash from ledger_fact where seq > %s order by seq", [after]).fetchall()
    with link.cursor().copy("copy ledger_chain (position, seq, hash) from stdin") as target:
        for seq, digest in facts:
            position, head = position + 1, hashlib.sha256(head + bytes(digest)).digest()
            target.write(f"{position}\t{seq}\t\\\\x{head.hex()}\n")


def _columns(link: Link, table: str) -> str:
    found = _COLUMNS.get(table)
    if found is None:
        rows = link.execute(
            "select column_name from information_schema.columns where table_name = %s and table_schema = 'public' "
            "order by ordinal_position", [table],
        ).fetchall()  # fmt: skip
        found = _COLUMNS[table] = ", ".join(f'"{r[0]}"' for r in rows if not (table in NUMBERED and r[0] == "id"))
    return found


_COLUMNS: dict[str, str] = {}


def _one(link: Link, question: str) -> int:
    row = link.execute(question).fetchone()  # type: ignore[arg-type]
    return int(row[0]) if row else 0
