from dataclasses import dataclass

from tongban.kernel.facts import Fact


@dataclass(frozen=True)
class MessageSent(Fact):
    """Somebody was told ("case/<id>"): in the app, and by SMS when ``sms`` names one."""

    message: str
    template: str
    sms: str = ""


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
