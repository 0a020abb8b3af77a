"""What happens to newcomers. Ids only: neither telephone nor code."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class PhoneCodeAsked(Fact):
    """Somebody wants an account for his telephone: a code is on its way. Subject: newcomer/<id>."""


@dataclass(frozen=True)
class PhoneCodeMistyped(Fact):
    """A code came that was not the one that was sent. Subject: newcomer/<id>."""


@dataclass(frozen=True)
class NewcomerEntered(Fact):
    """The code came back: he has an account. Subject: newcomer/<id>."""

    account: str
