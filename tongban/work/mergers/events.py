"""What happens to accounts that are merged. Ids only."""

from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class AccountsMerged(Fact):
    """Subject: account/<id>, the one that is kept; ``left`` is closed, what it brought is named by its ids."""

    left: str
    passkeys: tuple[str, ...]
    links: tuple[str, ...]
    grants: tuple[str, ...]
    until: str


@dataclass(frozen=True)
class MergerUndone(Fact):
    """Subject: account/<id>, the one that was kept; what could go back went back."""

    left: str
    passkeys: tuple[str, ...]
    links: tuple[str, ...]
    grants: tuple[str, ...]
