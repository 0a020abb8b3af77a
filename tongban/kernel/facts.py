"""Facts: what happened, in the past tense, as frozen values. Rooms define theirs in ``events.py``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar

_KINDS: dict[str, type[Fact]] = {}


@dataclass(frozen=True)
class Fact:
    """Something that happened to ``subject`` ("case/LT-20261122-000187"). Carries ids and codes, never form contents.

    A subclass is known by ``<room>.<Class>`` for ever: never renamed; a new field gets a default.
    """

    subject: str
    seq: int = field(default=0, kw_only=True, compare=False)  # its number in the ledger, once it stands there
    kind: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.kind = f"{cls.__module__.split('.')[-2]}.{cls.__name__}"
        _KINDS[cls.kind] = cls

    @property
    def body(self) -> dict[str, Any]:
        """The JSON-ready content without the subject."""
        content = asdict(self)
        del content["subject"], content["seq"]
        return content


def known_kinds() -> Iterator[str]:
    """Every kind of fact some room has declared."""
    return iter(sorted(_KINDS))


def revive(kind: str, subject: str, body: dict[str, Any], seq: int = 0) -> Fact | None:
    """The fact as its room declared it; None for a kind this release no longer knows."""
    cls = _KINDS.get(kind)
    if cls is None:
        return None
    names = {f.name for f in fields(cls)}
    return cls(subject=subject, seq=seq, **{k: v for k, v in body.items() if k in names})
