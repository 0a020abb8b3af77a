from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class TaskOpened(Fact):
    """Somebody must do something about ``subject``."""

    task: str
    name: str
    step: str = ""
    desk: str = ""
    due: str = ""


@dataclass(frozen=True)
class TaskClaimed(Fact):
    """An official took it (认领)."""

    task: str
    official: str


@dataclass(frozen=True)
class TaskReleased(Fact):
    """It went back to its desk (释放)."""

    task: str


@dataclass(frozen=True)
class TaskHandedOver(Fact):
    """It passed to a colleague (转交)."""

    task: str
    official: str
    reason: str


@dataclass(frozen=True)
class TaskClosed(Fact):
    """It is done, or no longer needed."""

    task: str
    outcome: str


@dataclass(frozen=True)
class TaskReopened(Fact):
    """It lies on the desk again: what was done was taken back (撤销)."""

    task: str


@dataclass(frozen=True)
class TaskClockChanged(Fact):
    """Its clock stopped, went on, or has another date."""

    task: str
    stopped: bool
    due: str = ""


@dataclass(frozen=True)
class OfficialRecused(Fact):
    """An official stays away from this matter from now on (回避)."""

    official: str
    ground: str


@dataclass(frozen=True)
class WorkDelegated(Fact):
    """An official leaves the work of a desk to a colleague (离岗委托). The subject is "official/<id>"."""

    delegation: str
    desk: str
    deputy: str
    since: str
    until: str
    by: str = ""  # the head of the department, where who is away could not say so himself


@dataclass(frozen=True)
class DelegationEnded(Fact):
    """He took it back before the day."""

    delegation: str


@dataclass(frozen=True)
class ViewKept(Fact):
    """Subject: official/<id>. A way to look at one's work list was given a name, or another content."""

    view: str


@dataclass(frozen=True)
class ViewDropped(Fact):
    """Subject: official/<id>."""

    view: str
