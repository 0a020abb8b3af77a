"""What changed between two versions of a text, piece by piece: opinions signed again after they were sent back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from tongban.work.approvals.kinds import Lane, Signed

WORDS = re.compile(r"[A-Za-z0-9.]+|\s+|.", re.DOTALL)  # a number or a foreign word stays whole


@dataclass(frozen=True)
class Piece:
    """A stretch of text: kept (""), gone ("del") or new ("ins")."""

    mark: str
    text: str


@dataclass(frozen=True)
class Reworked:
    """An opinion that was sent back, and what was signed in its place."""

    title: str
    before: Signed
    after: Signed
    pieces: tuple[Piece, ...]

    @property
    def turned(self) -> bool:
        """Whether agreement became disagreement or the other way round."""
        return self.before.verdict != self.after.verdict


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one, with what went and what came."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("", "".join(old[a:b])))
            continue
        found += [Piece(mark, text) for mark, text in (("del", "".join(old[a:b])), ("ins", "".join(new[c:d]))) if text]
    return tuple(found)


def reworked(lanes: Iterable[Lane]) -> list[Reworked]:
    """Each opinion that stands beside the last one of its step that was sent back."""
    found = []
    for lane in lanes:
        gone = [one for one in lane.opinions if not one.standing]
        for after in (one for one in lane.opinions if one.standing):
            earlier = [one for one in gone if one.at < after.at]
            before = next((one for one in reversed(earlier) if one.name == after.name), None) or next(
                reversed(earlier), None
            )
            if before is not None:
                pieces = compared(before.text, after.text)
                found.append(Reworked(lane.title, before, after, pieces))
    return found
