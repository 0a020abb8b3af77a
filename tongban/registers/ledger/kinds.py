"""Values of the ledger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from tongban.engines.evidence.notes import Head

__all__ = ["Breach", "Head", "Proved", "Verdict", "digest", "entry"]


@dataclass(frozen=True)
class Verdict:
    """A ledger that was found whole: how many facts, how many in the global order, how many under the signed head."""

    facts: int
    ordered: int
    sealed: int


@dataclass(frozen=True)
class Breach:
    """Something that is not as it was written: where, and in a sentence what."""

    where: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"


@dataclass(frozen=True)
class Proved:
    """What a good receipt shows: which fact, where in which log, what it says, which witnesses saw it when."""

    index: int
    size: int
    seq: int
    kind: str
    subject: str
    at: str
    line: str
    witnesses: Mapping[str, int]


def digest(salt: bytes, line: str) -> str:
    """What the public log holds of a fact's content: without the salt nobody can guess it."""
    return hashlib.sha256(salt + line.encode()).hexdigest()


def entry(*, seq: int, subject: str, n: int, kind: str, at: str, digest: str) -> bytes:
    """One leaf of the log, in canonical JSON (RFC 8785: sorted keys, no spaces)."""
    content = {"at": at, "digest": digest, "kind": kind, "n": n, "seq": seq, "subject": subject}
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
