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
