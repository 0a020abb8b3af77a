"""What the sealing process does (`tongban sealer`): it alone holds the key of the log, so its turns stand apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tongban.registers.ledger.anchoring import anchor
from tongban.registers.ledger.rounds import compare, seal_and_cosign

SEALER: Sequence[tuple[str, Callable[[], object]]] = [
    ("10 seconds", seal_and_cosign),
    ("30 seconds", compare),
    ("minute", anchor),
]
