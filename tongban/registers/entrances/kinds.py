"""Values of entrances: how one is set up, what travels while somebody is away, what an entrance vouches for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

ALGORITHMS = ("ES256", "PS256", "EdDSA", "RS256")  # what entrances sign with; RS256 is what most do by default
LEVELS = (1, 2, 3)
LEAST = 2  # nobody is bound to an account by a number that he only stated
PAPER_CLAIM, BIRTH_CLAIM = "id_type", "birthdate"  # the latter of OpenID Connect Core 5.1
PATIENCE = 5.0  # seconds an entrance has for each answer
AWAY = 600  # seconds somebody may be away signing in there
KNOWN_FOR = 600  # seconds its description and keys are kept
LEEWAY = 30  # seconds two clocks may differ
OLDEST = 600  # seconds an ID token may have lain


@dataclass(frozen=True)
class EntranceSpec:
    """How an entrance is set up, as the security administrator says it."""

    code: str
    title: str
    issuer: str
    client_id: str
    levels: tuple[tuple[str, int], ...]  # its word for how sure it is (acr), and what that is here
    scope: str = "openid profile"
    name_claim: str = "name"
    number_claim: str = "id_number"
    private_ok: bool = False


@dataclass(frozen=True)
class Begun:
    """What this browser remembers while somebody is away: only an answer to this very question counts."""

    entrance: str
    state: str
    nonce: str
    verifier: str
    at: float
    to: str = ""


@dataclass(frozen=True)
class Vouched:
    """Whom an entrance vouches for; the number and the name are read once and kept nowhere."""

    entrance: str
    subject: str = field(repr=False)  # keyed digest of its name for him
    level: int
    amr: tuple[str, ...]
    name: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    paper: str = ""  # a key of `identity.kinds.SHOWN`; the citizen's card where the entrance says nothing of it
    birth: date | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Met:
    """Who came: his account, or the person whose account still wants a proof that it is his."""

    account: str = ""
    person: str = ""
    fresh: bool = False  # the account was opened just now
