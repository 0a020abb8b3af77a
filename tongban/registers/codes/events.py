from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class CodeOpened(Fact):
    """Somebody has a code from now on ("code/<handle>")."""

    holder: str


@dataclass(frozen=True)
class CodeWithdrawn(Fact):
    """It no longer counts, nor does any batch signed for it."""

    holder: str


@dataclass(frozen=True)
class OfflinePrepared(Fact):
    """A batch was signed beforehand, to be shown without a network until ``ends``."""

    batch: str
    ends: str


@dataclass(frozen=True)
class OfflineStopped(Fact):
    """A batch no longer counts."""

    batch: str


@dataclass(frozen=True)
class CodeScanned(Fact):
    """An official scanned it; ``scan`` is the row its holder reads."""

    scan: str
    holder: str
    department: str
