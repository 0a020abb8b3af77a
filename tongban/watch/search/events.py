"""What happens to what is counted of search. The subject is "sayings"."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class SayingForgotten(Fact):
    """说法删除: counted no longer; what it was is not repeated here, for that is why it was taken out."""

    days: int
