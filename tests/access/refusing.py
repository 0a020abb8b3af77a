"""Which of several attempts were not refused as they should have been."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def let_in(attempts: Mapping[str, Callable[[], object]], refusal: type[Exception]) -> list[str]:
    """The names of those that went through, and of those that failed otherwise, with how."""
    found = []
    for name, attempt in attempts.items():
        try:
            attempt()
        except refusal:
            continue
        except Exception as other:
            found.append(f"{name}: {other!r}")
        else:
            found.append(name)
    return found
