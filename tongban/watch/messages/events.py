from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class MessageSent(Fact):
    """Somebody was told ("case/<id>"): in the app, by SMS when ``sms`` names one, by e-mail when ``mail`` does."""

    message: str
    template: str
    sms: str = ""
    mail: str = ""


@dataclass(frozen=True)
class MessagesRead(Fact):
    """Somebody read his messages ("inbox/<recipient>")."""

    count: int


@dataclass(frozen=True)
class PreferencesChanged(Fact):
    """Somebody chose how he wants to be told ("inbox/<recipient>")."""

    muted: tuple[str, ...]
    quiet: bool


@dataclass(frozen=True)
class SmsDelivered(Fact):
    """The gateway took the text message."""

    sms: str
    tries: int


@dataclass(frozen=True)
class SmsGivenUp(Fact):
    """The gateway did not take it after every try: somebody must know."""

    sms: str
    error: str


@dataclass(frozen=True)
class MailboxAsked(Fact):
    """Somebody wants to be told by e-mail ("inbox/<recipient>"): a code is on its way to the address."""

    mail: str
    sms: str = ""


@dataclass(frozen=True)
class MailboxProved(Fact):
    """The code came back: the address counts ("inbox/<recipient>")."""


@dataclass(frozen=True)
class MailboxMistyped(Fact):
    """A code came that was not the one that was sent ("inbox/<recipient>")."""


@dataclass(frozen=True)
class MailboxDropped(Fact):
    """Nothing comes by e-mail any more ("inbox/<recipient>")."""


@dataclass(frozen=True)
class MailDelivered(Fact):
    """The mail server took the e-mail."""

    mail: str
    tries: int


@dataclass(frozen=True)
class MailGivenUp(Fact):
    """The mail server did not take it: at once for ever, or after every try."""

    mail: str
    error: str
