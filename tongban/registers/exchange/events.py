"""What happens on the wires. The subject is the case where one is known, else "exchange/<code>"."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class EndpointSet(Fact):
    """A department's system is connected, or connected differently (接入系统配置)."""

    kind_of_wire: str
    department: str
    address: str


@dataclass(frozen=True)
class EndpointSwitched(Fact):
    """Put into service or out of it."""

    state: str
    reason: str = ""


@dataclass(frozen=True)
class SecretChanged(Fact):
    """A new secret; the former one holds for some days more (密钥轮换)."""

    overlap_days: int


@dataclass(frozen=True)
class EventOwed(Fact):
    """A department's system is to be told (待推送)."""

    endpoint: str
    event: str
    type: str
    step: str = ""


@dataclass(frozen=True)
class EventDelivered(Fact):
    """It has a receipt (已送达)."""

    endpoint: str
    event: str
    tries: int
    receipt: str = ""


@dataclass(frozen=True)
class EventDead(Fact):
    """It was tried long enough; somebody must look (死信)."""

    endpoint: str
    event: str
    error: str


@dataclass(frozen=True)
class EventResent(Fact):
    """An operator has it tried anew (重发)."""

    endpoint: str
    event: str
    reason: str


@dataclass(frozen=True)
class EventDiscarded(Fact):
    """An operator gave it up (放弃)."""

    endpoint: str
    event: str
    reason: str


@dataclass(frozen=True)
class WireBroken(Fact):
    """The system did not answer several times running: it is left alone for a while (熔断)."""

    failures: int
    error: str


@dataclass(frozen=True)
class WireHealed(Fact):
    """The system answers again; what was held up goes out."""

    waiting: int


@dataclass(frozen=True)
class BodiesCleared(Fact):
    """What was sent long ago is no longer kept, only its digest (清除报文)."""

    count: int
    before: str


@dataclass(frozen=True)
class ArrivalsCleared(Fact):
    """What came in and was settled long ago is no longer kept, only its id, its digest and its answer (清除来件)."""

    count: int
    before: str


@dataclass(frozen=True)
class ActArrived(Fact):
    """A department's system sent something, properly signed."""

    arrival: str
    event: str


@dataclass(frozen=True)
class ActTaken(Fact):
    """What it sent became an act of the case."""

    endpoint: str
    arrival: str
    event: str
    step: str


@dataclass(frozen=True)
class ActQuarantined(Fact):
    """What it sent does not fit; nothing was changed (隔离)."""

    arrival: str
    event: str
    fields: tuple[str, ...] = ()
    case: str = ""


@dataclass(frozen=True)
class ActDismissed(Fact):
    """An operator looked at what was quarantined and put it aside."""

    arrival: str
    reason: str


@dataclass(frozen=True)
class ActTriedAgain(Fact):
    """An operator has what was quarantined judged anew."""

    arrival: str
    reason: str
