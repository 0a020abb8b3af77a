"""E-mail (电子邮件): an address counts once a code sent there came back; what a mail says, an SMS says too."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from hmac import compare_digest

from django.conf import settings
from django.db import transaction

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import blind_index
from tongban.kernel.errors import SignInFirst
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import NotEmpowered
from tongban.registers.ledger.actions import action, record
from tongban.watch.messages.errors import BadAddress, TooManyCodes, WrongCode
from tongban.watch.messages.events import (
    MailboxAsked,
    MailboxDropped,
    MailboxMistyped,
    MailboxProved,
    MailDelivered,
    MailGivenUp,
)
from tongban.watch.messages.models import Mail, Mailbox, Preference
from tongban.watch.messages.providers import GatewayDown
from tongban.watch.messages.providers.smtp import Refused, SmtpServer

MOST_TRIES, MOST_WRONG, MOST_A_DAY = 10, 5, 5
LIFE, BETWEEN = timedelta(minutes=30), timedelta(minutes=1)
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")


@action
def ask_mailbox(actor: Actor, address: str) -> Mailbox:
    """Send a code to an address that somebody says is his; raises `BadAddress`, `TooManyCodes`, `NotEmpowered`."""
    _own(actor)
    address = address.strip()
    if len(address) > 200 or not ADDRESS.fullmatch(address):
        raise BadAddress
    row, _ = Mailbox.objects.get_or_create(recipient=actor.applicant)
    row = Mailbox.objects.select_for_update().get(pk=row.pk)
    now = time.now()
    lately = [at for at in row.sent if datetime.fromisoformat(at) > now - timedelta(days=1)]
    if len(lately) >= MOST_A_DAY or (lately and datetime.fromisoformat(lately[-1]) > now - BETWEEN):
        raise TooManyCodes
    code = f"{secrets.randbelow(10**6):06d}"
    row.asked, row.digest, row.until, row.wrong = address, _digest(row, code), now + LIFE, 0
    row.sent = [*lately, now.isoformat()]
    row.save()
    text = f"您的邮箱验证码是 {code}，30 分钟内有效。不是您本人操作的，不用理会，这个邮箱不会收到其他邮件。"
    mail = _put(actor.applicant, address, "邮箱验证码", text, f"inbox/{actor.applicant}")
    record(actor, MailboxAsked(f"inbox/{actor.applicant}", str(mail.pk)))
    return row


def prove_mailbox(actor: Actor, code: str, *, key: str = "") -> None:
    """The code that came: the address counts from now on. Raises `WrongCode`; five wrong ones end the code."""
    if not _prove(actor, code, key=key):
        raise WrongCode


@action
def _prove(actor: Actor, code: str) -> bool:
    _own(actor)
    row = Mailbox.objects.select_for_update().filter(pk=actor.applicant).first()
    if row is None or not row.digest or row.until is None or row.until < time.now() or row.wrong >= MOST_WRONG:
        raise WrongCode
    if not compare_digest(row.digest, _digest(row, "".join(code.split())[:12])):
        row.wrong += 1
        row.save(update_fields=["wrong"])
        record(actor, MailboxMistyped(f"inbox/{actor.applicant}"))
        return False
    row.address, row.proved_at, row.asked, row.digest, row.until = row.asked, time.now(), "", "", None
    row.save()
    record(actor, MailboxProved(f"inbox/{actor.applicant}"))
    return True


@action
def drop_mailbox(actor: Actor) -> None:
    """Nothing comes by e-mail any more, and the address is gone."""
    _own(actor)
    Mailbox.objects.filter(pk=actor.applicant).update(address="", proved_at=None, asked="", digest="", until=None)
    record(actor, MailboxDropped(f"inbox/{actor.applicant}"))


def mail_for(recipient: str, kind: str, title: str, text: str, about: str) -> Mail | None:
    """An e-mail beside a message, where its recipient proved an address and wants this kind there."""
    if not settings.TONGBAN.smtp_url:
        return None
    box = Mailbox.objects.filter(pk=recipient, proved_at__isnull=False).first()
    wish = Preference.objects.filter(pk=recipient).first()
    if box is None or not box.address or (wish is not None and kind in wish.unmailed):
        return None
    return _put(recipient, box.address, title, text, about)


def masked(address: str) -> str:
    """As much of an address as a page shows: z***@example.com."""
    name, _, place = address.partition("@")
    return f"{name[:1]}***@{place}" if place else ""


def send_mail(mail_id: str) -> bool:
    """Hand one e-mail to the mail server, outside any transaction, and note what came of it: whether it was taken.

    Its Message-ID is the row's id: a mail server that gets it twice can tell.
    """
    mail = Mail.objects.filter(pk=mail_id, state="waiting").first()
    if mail is None or not settings.TONGBAN.smtp_url:
        return False
    error, never = "", False
    try:
        server = SmtpServer(settings.TONGBAN.smtp_url, settings.TONGBAN.mail_from)
        server.send(str(mail.pk), mail.address, f"{settings.TONGBAN.city}一网通办：{mail.title}", mail.text)
    except Refused as problem:
        error, never = str(problem), True
    except GatewayDown as problem:
        error = str(problem)
    with transaction.atomic():
        row = Mail.objects.select_for_update().get(pk=mail_id)
        if row.state == "waiting":
            _note(row, error, never)
    return not error


def _note(mail: Mail, error: str, never: bool) -> None:
    actor = Actor.system("邮件服务器")
    mail.tries += 1
    mail.error = error[:200]
    mail.next_try_at = time.now() + timedelta(seconds=min(5 * 2**mail.tries, 1800))
    if not error:
        mail.state = "sent"
        record(actor, MailDelivered(mail.about, str(mail.pk), mail.tries))
    elif never or mail.tries >= MOST_TRIES:
        mail.state = "failed"
        record(actor, MailGivenUp(mail.about, str(mail.pk), "refused" if never else "no answer"))
    mail.save(update_fields=["tries", "error", "state", "next_try_at"])


def _put(recipient: str, address: str, title: str, text: str, about: str) -> Mail:
    now = time.now()
    with wall.as_platform("mail"):  # what is on its way is the platform's alone
        return Mail.objects.create(
            recipient=recipient, address=address, title=title[:100], text=text, about=about, at=now, next_try_at=now
        )


def _own(actor: Actor) -> None:
    """Whose box it is; of an organisation, who represents or administers it."""
    if not actor.signed_in or actor.kind != "person":
        raise SignInFirst
    kind, _, organisation = actor.applicant.partition("/")
    if kind == "organisation" and not identity.roles_in(actor.id, organisation) & {"legal", "administrator"}:
        raise NotEmpowered("单位的邮箱由法定代表人或者企业管理员设置。")
    if actor.items:
        raise NotEmpowered("代办时不能设置对方的邮箱。", next_step="请切换回本人身份。")


def _digest(row: Mailbox, code: str) -> str:
    return blind_index(f"{row.recipient}:{code}", "inbox.mailbox.code")
