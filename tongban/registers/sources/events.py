"""What happened with data of other authorities; ids and codes only, never what an answer says."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class SourceConnected(Fact):
    """A resource is asked at an address from now on ("source/<resource>")."""

    address: str


@dataclass(frozen=True)
class SourceAnswered(Fact):
    """数据核验: a source answered a question of this case."""

    source: str
    answer: str
    digest: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceSilent(Fact):
    """A source did not answer in time or at all; the material is asked for."""

    source: str
    error: str = ""


@dataclass(frozen=True)
class DataUsed(Fact):
    """Somebody's data were used for this case; the holder may read it in his record of uses."""

    use: str
    holder: str
    sort: str
    what: str


@dataclass(frozen=True)
class ConsentAsked(Fact):
    """Another person is asked whether his data may be used for this case."""

    authorisation: str
    holder: str
    what: str


@dataclass(frozen=True)
class ConsentGiven(Fact):
    """The holder agreed, for this case only."""

    authorisation: str
    holder: str
    what: str


@dataclass(frozen=True)
class ConsentDeclined(Fact):
    """The holder did not agree, or took it back: the paper is asked for instead."""

    authorisation: str
    holder: str
    what: str


@dataclass(frozen=True)
class ConsentCarried(Fact):
    """授权随件: what was agreed to and answered for a package counts in this case of it."""

    run: str
    words: int
    answers: int = 0


@dataclass(frozen=True)
class AuthorisationsEnded(Fact):
    """The case is over, and with it what was agreed for it."""

    count: int
