"""The simulators beside the house as the demo's pages see them: over HTTP, like anybody else."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

PATIENCE = 2.0  # seconds


def ask(base: str, path: str, body: dict[str, str] | None = None) -> dict[str, Any] | None:
    """What the simulator at ``base`` (from the settings) answers; None when there is none, or it gives no sense."""
    if not base.startswith("http"):
        return None
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(  # noqa: S310 - our own simulator, from the settings
        base.rstrip("/") + path, data, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            said = json.load(answer)
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None
