"""What happens in help. Ids and names of fields only."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class HelpAsked(Fact):
    """Subject: help/<id>. Somebody asked for help with one draft."""

    draft: str
    item: str
    way: str


@dataclass(frozen=True)
class HelpTaken(Fact):
    """Subject: help/<id>. Who was asked has come, ``seconds`` after he was."""

    draft: str
    helper: str
    way: str
    seconds: int


@dataclass(frozen=True)
class HelperLooked(Fact):
    """Subject: help/<id>. The helper opened a page of the draft."""

    draft: str
    page: str


@dataclass(frozen=True)
class HelperWrote(Fact):
    """Subject: help/<id>. The helper wrote on a page; who wrote which field stands with the draft."""

    draft: str
    page: str


@dataclass(frozen=True)
class HelperGave(Fact):
    """Subject: help/<id>. The helper handed in a document; whose hand it was stands with what answers the material."""

    draft: str
    material: str


@dataclass(frozen=True)
class HelpEnded(Fact):
    """Subject: help/<id>. Either of them ended it."""

    draft: str
    by: str
