"""What happens to identities. Ids and codes only, never personal data."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class PersonRegistered(Fact):
    """Subject: person/<id>."""

    id_type: str
    level: int


@dataclass(frozen=True)
class RealNameConfirmed(Fact):
    """Subject: person/<id>; 实名认证, by what the public security register said or by who saw the papers."""

    level: int
    by: str  # source, window
    evidence: str = ""  # the kept answer of the source, its digest


@dataclass(frozen=True)
class OrganisationRegistered(Fact):
    """Subject: organisation/<id>."""

    sort: str


@dataclass(frozen=True)
class MemberJoined(Fact):
    """Subject: organisation/<id>."""

    person: str
    role: str
    until: str = ""
    items: tuple[str, ...] = ()  # none is all
    may: tuple[str, ...] = ()  # none is everything


@dataclass(frozen=True)
class MemberLeft(Fact):
    """Subject: organisation/<id>; the mandate ends with the day before ``since``."""

    person: str
    role: str
    since: str


@dataclass(frozen=True)
class DepartmentAdded(Fact):
    """Subject: department/<code>."""

    parent: str = ""


@dataclass(frozen=True)
class DeskAdded(Fact):
    """Subject: desk/<code>."""

    department: str
    sort: str


@dataclass(frozen=True)
class OfficialEmployed(Fact):
    """Subject: official/<id>."""

    department: str


@dataclass(frozen=True)
class OfficialDismissed(Fact):
    """离职. Subject: official/<id>; his posts and accounts ended by facts of their own."""

    why: str  # a key of `kinds.GONE_WHY`


@dataclass(frozen=True)
class OfficialTakenBack(Fact):
    """复职. Subject: official/<id>."""


@dataclass(frozen=True)
class OfficialAppointed(Fact):
    """Subject: official/<id>."""

    desk: str
    area: str
    role: str
    since: str
    until: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficialRelieved(Fact):
    """Subject: official/<id>; the post was last held on ``until``."""

    desk: str
    area: str
    role: str
    until: str


@dataclass(frozen=True)
class AccountOpened(Fact):
    """Subject: account/<id>."""

    holder: str


@dataclass(frozen=True)
class AccountClosed(Fact):
    """Subject: account/<id>."""


@dataclass(frozen=True)
class AccountReopened(Fact):
    """Subject: account/<id>."""


@dataclass(frozen=True)
class AccountWentOver(Fact):
    """实名归户: an account opened by telephone belongs to the entry that was there. Subject: account/<id>."""

    holder: str
    former: str


@dataclass(frozen=True)
class CopyTaken(Fact):
    """导出个人数据: he took a copy of what is kept about him. Subject: person/<id> or organisation/<id>."""


@dataclass(frozen=True)
class PersonForgotten(Fact):
    """注销: his key is destroyed, his row empty, his accounts closed. Subject: person/<id>."""


@dataclass(frozen=True)
class PasswordChanged(Fact):
    """Subject: account/<id>."""


@dataclass(frozen=True)
class FirstWordGiven(Fact):
    """临时密码: who gave it is the actor; the word itself stands nowhere. Subject: account/<id>."""

    holder: str
    paper: str  # the kind of document that was seen: a key of `kinds.PAPERS`
    until: str


@dataclass(frozen=True)
class SignedIn(Fact):
    """Subject: account/<id>."""

    holder: str


@dataclass(frozen=True)
class SignInFailed(Fact):
    """Subject: account/<keyed digest of the name that was typed>, the same whether or not such an account exists."""


@dataclass(frozen=True)
class ClientAdded(Fact):
    """Subject: client/<id>."""

    scopes: tuple[str, ...]
    department: str = ""
    organisation: str = ""  # "organisation/<id>": a system of its own
    until: str = ""
    purposes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClientRevoked(Fact):
    """Subject: client/<id>."""


@dataclass(frozen=True)
class TokenUsed(Fact):
    """An organisation's own system asked: by which scope, about what ("" a list). Subject: client/<id>."""

    scope: str
    about: str = ""


@dataclass(frozen=True)
class OfficialKnown(Fact):
    """Subject: official/<id>; who he is outside his office was noted (回避). Not who."""
