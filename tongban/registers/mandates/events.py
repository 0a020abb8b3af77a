"""What happens to mandates. Ids and codes only."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class MandateGiven(Fact):
    """Subject: mandate/<id>. A guardian's is given by the register, and once more each time it is asked anew."""

    giver: str
    taker: str
    items: tuple[str, ...]
    until: str
    documents: bool = False
    ground: str = "given"
    data: tuple[str, ...] | None = None


@dataclass(frozen=True)
class MandateAsked(Fact):
    """Subject: mandate/<id>; a carer asks, and acts for nobody until it is confirmed."""

    giver: str
    taker: str
    items: tuple[str, ...]
    until: str
    ground: str


@dataclass(frozen=True)
class MandateConfirmed(Fact):
    """Subject: mandate/<id>; by the giver himself, or at a window that saw the paper."""

    giver: str
    by: str
    taker: str = ""
    data: tuple[str, ...] | None = None


@dataclass(frozen=True)
class MandateEnded(Fact):
    """Subject: mandate/<id>; by its giver (撤回), by its taker (辞去), or by a window with the paper that ends it."""

    by: str
    reason: str = ""


@dataclass(frozen=True)
class LicenceRuleSet(Fact):
    """Subject: organisation/<id>; how its licences may be used, as its head says."""

    by_grant: bool
    second_yes: bool


@dataclass(frozen=True)
class LicencesGranted(Fact):
    """Subject: licence-grant/<id>; ``waits`` for the head's yes, or counts at once."""

    organisation: str
    taker: str
    types: tuple[str, ...]
    fields: tuple[str, ...]
    until: str
    waits: bool = False


@dataclass(frozen=True)
class LicenceGrantAgreed(Fact):
    """Subject: licence-grant/<id>; the head's yes."""

    organisation: str


@dataclass(frozen=True)
class LicenceGrantEnded(Fact):
    """Subject: licence-grant/<id>; what was given on from it is over, too."""

    organisation: str
    by: str
