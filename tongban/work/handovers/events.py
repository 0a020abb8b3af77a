"""What happens to a hand-over. The subject is "handover/<id>"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class HandoverOpened(Fact):
    """打开手机接力: for one material of one draft."""

    draft: str
    material: str


@dataclass(frozen=True)
class HandoverUsed(Fact):
    """手机传来材料."""

    draft: str
    given: str


@dataclass(frozen=True)
class HandoverEnded(Fact):
    """结束手机接力."""
