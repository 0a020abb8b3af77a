"""Values of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Given:
    """One answer as it was given in an application."""

    element: str
    label: str
    value: Any
    text: str
    about: str = ""  # a keyed digest of the place it is true of; "" where it is true of the applicant
