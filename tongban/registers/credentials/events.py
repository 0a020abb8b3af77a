from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class LicenceShown(Fact):
    """Its holder shows a licence, or these fields of it, until ``ends`` ("showing/<code>")."""

    licence: str
    holder: str
    fields: tuple[str, ...]
    ends: str


@dataclass(frozen=True)
class ShowingStopped(Fact):
    """Its holder shows it no longer."""

    holder: str


@dataclass(frozen=True)
class ShowingRead(Fact):
    """Somebody read what is shown; who, if he said so."""

    holder: str
    reader: str = ""


@dataclass(frozen=True)
class DataRequested(Fact):
    """An official asks for fields of a licence until a day ("data-request/<id>")."""

    holder: str
    type: str
    fields: tuple[str, ...]
    until: str


@dataclass(frozen=True)
class DataGranted(Fact):
    """The holder agreed."""

    holder: str


@dataclass(frozen=True)
class DataRefused(Fact):
    """The holder did not agree."""

    holder: str


@dataclass(frozen=True)
class GrantEnded(Fact):
    """The holder took his word back."""

    holder: str


@dataclass(frozen=True)
class GrantedDataRead(Fact):
    """The granted fields were read once."""

    holder: str
    licence: str
