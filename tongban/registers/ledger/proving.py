"""Receipts (存证凭据, C2SP tlog-proof): one fact with all it takes to show, without us, that it is unchanged.

Who holds the receipt shows what the fact says; the log itself shows only its salted digest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path

from django.conf import settings
from django.db import connection

from tongban.engines.evidence import tree
from tongban.engines.evidence.notes import BadNote, Note, Verifier, b64, unb64
from tongban.registers.ledger import kinds
from tongban.registers.ledger.errors import NotAProof, NotSealedYet
from tongban.registers.ledger.kinds import Proved
from tongban.registers.ledger.log import PUBLISHED, ours
from tongban.registers.ledger.models import ChainRow, FactRow

PUBLIC = re.compile(r"checkpoint|vkey|anchors\.jsonl|tile/[0-7]/(x\d{3}/)*\d{3}(\.p/\d{1,3})?", re.ASCII)
FIRST = "c2sp.org/tlog-proof@v1"
ROW = """
select c.position, f.seq, f.subject, f.n, f.kind, f.at, f.line, s.salt
from ledger_fact f left join ledger_chain c using (seq) left join ledger_salt s using (seq) where f.seq = %s
"""


def receipt(seq: int) -> str:
    """The receipt of fact ``seq``; raises `NotSealedYet` for the seconds until witnesses have cosigned it."""
    with connection.cursor() as cursor:
        cursor.execute(ROW, [seq])
        found = cursor.fetchone()
    book = ours()
    note, head = book.note(PUBLISHED), book.head(PUBLISHED)
    if found is None or found[0] is None or found[-1] is None or note is None or found[0] > head.size:
        raise NotSealedYet
    place, _, subject, n, kind, at, line, salt = found
    moment, hidden = at.astimezone(UTC).isoformat(), kinds.digest(bytes(salt), line)
    sealed = kinds.entry(seq=seq, subject=subject, n=n, kind=kind, at=moment, digest=hidden)
    extra = json.dumps({"entry": sealed.decode(), "line": line, "salt": bytes(salt).hex()}, ensure_ascii=False)
    path = tree.inclusion(book.node, place - 1, head.size)
    lines = [FIRST, f"extra {b64(extra.encode())}", f"index {place - 1}", *map(b64, path)]
    return "\n".join(lines) + f"\n\n{note}"


def examine(text: str, log: Verifier, witnesses: list[Verifier]) -> Proved:
    """Check a receipt as anybody may; raises `NotAProof` saying what does not fit."""
    try:
        first, _, rest = text.replace("\r\n", "\n").partition("\n\n")
        said, extra, index, *path = first.split("\n")
        if said != FIRST or not extra.startswith("extra ") or not index.startswith("index "):
            raise BadNote("not a receipt of this log")
        held = json.loads(unb64(extra[6:]))
        entry, line, salt = str(held["entry"]), str(held["line"]), bytes.fromhex(held["salt"])
        note = Note.of(rest)
        head = _head(note, log)
        tree.check_inclusion(tree.leaf(entry.encode()), int(index[6:]), head.size, [unb64(p) for p in path], head.root)
        fact, told = json.loads(entry), json.loads(line)
        if kinds.digest(salt, line) != fact["digest"]:
            raise BadNote("the content is not what was sealed")
        if any(told[name] != fact[name] for name in ("subject", "kind", "at")):
            raise BadNote("the content belongs to another fact")
    except (ValueError, KeyError, TypeError) as error:
        raise NotAProof(str(error)) from None
    seen = {one.name: at for one in witnesses if (at := note.signed_by(one)) is not None}
    return Proved(int(index[6:]), head.size, fact["seq"], fact["kind"], fact["subject"], fact["at"], line, seen)


def examine_ours(text: str) -> Proved:
    """A receipt held against the log of this installation and the witnesses it asks."""
    log = ours().verifier
    if log is None:
        raise NotAProof("nothing was sealed here")
    known = [Verifier.of(one.partition("@")[0]) for one in settings.TONGBAN.witnesses]
    return examine(text, log, known)


def _head(note: Note, log: Verifier) -> kinds.Head:
    if note.signed_by(log) is None:
        raise BadNote("the head is not signed by the log")
    return kinds.Head.of(note.text)


def proved(seqs: Iterable[int]) -> set[int]:
    """Those of some facts that a witness has seen, so that they have receipts."""
    size = ours().head(PUBLISHED).size
    places = ChainRow.objects.filter(seq__in=list(seqs), position__lte=size)
    return set(places.values_list("seq", flat=True))


def public_file(name: str) -> Path | None:
    """A file of the log that everybody may read: head, key, tiles of hashes, anchors; None for anything else."""
    if not PUBLIC.fullmatch(name):
        return None
    path = ours().folder / name
    return path if path.is_file() else None


def prove(subject: str) -> list[tuple[FactRow, str]]:
    """Every fact of ``subject`` with its receipt, oldest first; an empty one where it is not sealed yet."""
    found = []
    for row in FactRow.objects.filter(subject=subject).order_by("n"):
        try:
            found.append((row, receipt(row.seq)))
        except NotSealedYet:
            found.append((row, ""))
    return found
