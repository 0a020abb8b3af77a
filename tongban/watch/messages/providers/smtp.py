"""A city's mail server, spoken to by SMTP (RFC 5321): smtp://host:25, smtp+tls://user:password@host:587, smtps://…:465."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from tongban.watch.messages.providers import PATIENCE, GatewayDown


class Refused(GatewayDown):
    """The mail server will never take this one (5xx for its recipient): it is not tried again."""


class SmtpServer:
    """One mail server and the address mails come from."""

    def __init__(self, url: str, sender: str, timeout: float | None = None) -> None:
        self.at, self.sender, self.timeout = urlsplit(url), sender, timeout or PATIENCE

    def send(self, key: str, address: str, title: str, text: str) -> None:
        """Hand over one mail with ``key`` as its Message-ID; raises `GatewayDown`, or `Refused` for ever."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self.sender, address, title
        mail["Message-ID"], mail["Auto-Submitted"] = f"<{key}@{self.sender.rpartition('@')[2]}>", "auto-generated"
        mail.set_content(text)
        try:
            with self._open() as line:
                if self.at.scheme == "smtp+tls":
                    line.starttls(context=ssl.create_default_context())
                if self.at.username:
                    line.login(unquote(self.at.username), unquote(self.at.password or ""))
                line.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise (Refused if all(code >= 500 for code in codes) else GatewayDown)(f"recipient {codes}") from None
        except (OSError, smtplib.SMTPException) as error:
            raise GatewayDown(type(error).__name__) from None  # its words may repeat the address

    def _open(self) -> smtplib.SMTP:
        host, port = self.at.hostname or "127.0.0.1", self.at.port
        if self.at.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port or 465, timeout=self.timeout, context=ssl.create_default_context())
        return smtplib.SMTP(host, port or 25, timeout=self.timeout)
