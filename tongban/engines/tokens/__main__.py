"""`python -m tongban.engines.tokens keys.json [seen.json]`: reads one token a line and answers, without a network."""

from __future__ import annotations

import sys
from pathlib import Path
from time import time as now  # a gate has the clock of its own device and nothing else

from tongban.engines.tokens.gate import KINDS_ZH, Gate
from tongban.engines.tokens.signing import BadToken


def main(pack: str, memory: str = "") -> int:
    """Exit code 1 when the last token did not count."""
    kept = Path(memory) if memory else None
    gate, wrong = Gate.of(Path(pack), kept), 0
    for line in filter(str.strip, sys.stdin):
        try:
            token, wrong = gate.check(line, now()), 0
            print(f"✓ 有效 {KINDS_ZH.get(token.kind, token.kind)} {token.handle}", flush=True)
        except BadToken as why:
            wrong = 1
            print(f"✗ {why}", flush=True)
        if kept:
            gate.remember(kept)
    return wrong


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
