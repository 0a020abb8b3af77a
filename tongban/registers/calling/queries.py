"""Questions to calling."""

from __future__ import annotations

from tongban.registers.calling import providers


def connected() -> bool:
    """Whether this installation has a queue that a window may call from."""
    return providers.connected() is not None
