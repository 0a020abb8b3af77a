"""Health: each check says what it looked at, whether it is well, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tongban.kernel.registry import Registry


@dataclass(frozen=True)
class Finding:
    """The outcome of one check: ok, warn or bad, a sentence, and what to do."""

    name: str
    level: str
    sentence: str
    mend: str = ""


checks: Registry[Callable[[], Finding]] = Registry()


def run() -> list[Finding]:
    """Every registered check; one that breaks is itself a finding."""
    found = []
    for name, check in checks.items():
        try:
            found.append(check())
        except Exception as error:
            found.append(Finding(name, "bad", f"the check itself failed: {error}", "read the log and mend the cause"))
    return found
