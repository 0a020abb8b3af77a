"""A gate without a network: public keys, what was withdrawn until this morning, and what it has let through already."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tongban.engines.tokens.signing import BadToken, Token, keys_of, read

SKEW = 30  # seconds two clocks may differ
KINDS_ZH = {"person": "个人码", "enterprise": "企业码", "place": "场所码", "licence": "亮证码"}


class Gate:
    """Checks tokens offline, with a pack of public keys and of the handles and batches that were withdrawn.

    A token is let through once: the second time within its life is a replay, wherever a copy of it came from.
    A code on a wall has no end and may be read by everybody.
    """

    def __init__(self, pack: Mapping[str, Any], seen: Mapping[str, int] | None = None):
        self.keys = keys_of(pack)
        self.withdrawn = frozenset(pack.get("withdrawn", ()))
        self.seen = dict(seen or {})

    @classmethod
    def of(cls, pack: Path, memory: Path | None = None) -> Gate:
        """From the file that `tongban codes keys` writes, and the file in which this gate remembers."""
        said = json.loads(pack.read_text("utf-8"))
        seen = json.loads(memory.read_text("utf-8")) if memory is not None and memory.exists() else {}
        return cls(said, seen)

    def check(self, text: str, now: float) -> Token:
        """Let one token through, or raise `BadToken`."""
        token = read(text.strip(), self.keys, now, skew=SKEW)
        if {token.handle, token.batch} & self.withdrawn:
            raise BadToken("这个码已经被本人停用，请对方重新开通后出示。")
        if token.ends:
            if token.number in self.seen:
                raise BadToken("这个码刚刚已经核验过一次，可能是截图或者复制的，请对方出示下一个码。")
            self.seen = {number: ends for number, ends in self.seen.items() if ends + SKEW > now}
            self.seen[token.number] = token.ends
        return token

    def remember(self, memory: Path) -> None:
        """Write what was seen, so that a restart forgets nothing."""
        beside = memory.with_suffix(".new")
        beside.write_text(json.dumps(self.seen), "utf-8")
        beside.replace(memory)
