from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.registers.identity import queries as identity
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.watch.messages import kinds, queries
from tongban.watch.messages.events import MessageSent, MessagesRead, PreferencesChanged, SmsDelivered, SmsGivenUp
from tongban.watch.messages.mailing import ask_mailbox as ask_mailbox
from tongban.watch.messages.mailing import drop_mailbox as drop_mailbox
from tongban.watch.messages.mailing import mail_for
from tongban.watch.messages.mailing import prove_mailbox as prove_mailbox
from tongban.watch.messages.mailing import send_mail as send_mail
from tongban.watch.messages.models import Message, Preference, Sms
from tongban.watch.messages.providers import GatewayDown, HttpGateway
from tongban.watch.messages.templates import TEMPLATES

MOST_TRIES = 10
LONGEST_SMS = 300


@action
def tell(
    actor: Actor, recipient: str, template: str, about: str, *, link: str = "", seq: int = 0, **words: Any
) -> Message:
    """Tell ``recipient`` ("person/…" or "organisation/…") something about ``about``.

    In the app, by SMS where the template has one, by e-mail where he proved an address; ``seq`` is the number of the
    fact it tells of.
    """
    if not actor.is_system:
        raise NotAllowed
    form = TEMPLATES[template]
    message = Message.objects.create(
        recipient=recipient, about=about, template=template, title=form.title, body=form.body.format(**words),
        link=link,
        seq=seq, at=time.now(),
    )
    phone = identity.applicant(recipient).phone
    sms, at = None, _when(recipient, template)
    if at and form.sms and phone and settings.TONGBAN.sms_url:
        text = _signed(form.sms.format(**words))[:LONGEST_SMS]
        sms = Sms.objects.create(message=message, phone=phone, text=text, next_try_at=at)
    said = form.sms.format(**words) if form.sms else f"您有一条新消息“{form.title}”，请登录查看。"
    mail = mail_for(recipient, kinds.of(template), form.title, said, about)
    sent = MessageSent(about, str(message.pk), template, str(sms.pk) if sms else "", str(mail.pk) if mail else "")
    record(actor, sent)
    return message


@action
def send_code(
    actor: Actor, about: str, phone: str, code: str, minutes: int, template: str = "phone-code", *, recipient: str = "",
    seq: int = 0, **words: Any,
) -> Message:  # fmt: skip
    """Send a code to a telephone (短信验证码), by day and by night; ``about`` is what waits for it.

    ``recipient`` is empty where its holder is nobody yet. The code stands in the text message alone.
    """
    if not actor.is_system:
        raise NotAllowed
    now, form = time.now(), TEMPLATES[template]
    message = Message.objects.create(
        recipient=recipient or about, about=about, template=template, title=form.title, body=form.body.format(**words),
        seq=seq, at=now,
    )  # fmt: skip
    text = _signed((form.sms or "").format(code=code, minutes=minutes, **words))
    sms = Sms.objects.create(message=message, phone=phone, text=text, next_try_at=now)
    record(actor, MessageSent(about, str(message.pk), template, str(sms.pk)))
    return message


@action
def read_all(actor: Actor) -> int:
    """I have read my messages."""
    if not actor.signed_in:
        raise SignInFirst
    count = Message.objects.filter(recipient=actor.applicant, read_at=None).update(read_at=time.now())
    record(actor, MessagesRead(f"inbox/{actor.applicant}", count))
    return count


@action
def prefer(
    actor: Actor, *, by_sms: Collection[str], quiet: bool, by_mail: Collection[str] | None = None
) -> Preference:
    """Choose which kinds come by SMS and by e-mail too, and whether what can wait waits at night (消息设置).

    ``by_mail`` of None leaves e-mail as it is.
    """
    if not actor.signed_in or actor.kind != "person":
        raise SignInFirst
    require_right(actor, "sign")
    muted = [kind for kind in kinds.KINDS if kind not in (*by_sms, kinds.LAW)]
    unmailed = {} if by_mail is None else {"unmailed": [kind for kind in kinds.KINDS if kind not in by_mail]}
    row, _ = Preference.objects.update_or_create(
        recipient=actor.applicant, defaults={"muted": muted, "quiet": quiet} | unmailed
    )
    record(actor, PreferencesChanged(f"inbox/{actor.applicant}", tuple(muted), quiet))
    return row


def _when(recipient: str, template: str) -> datetime | None:
    """When its SMS may go: what the law owes at once, the rest as its recipient wants it; None for not at all."""
    kind, now = kinds.of(template), time.now()
    if kind == kinds.LAW:
        return now
    wish = queries.preference(recipient)
    if kind in wish.muted:
        return None
    return kinds.after_quiet(now) if wish.quiet else now


def send_sms(sms_id: str) -> bool:
    """Hand one text message to the gateway, outside any transaction, and note what came of it: whether it was taken.

    The row's id is the gateway's idempotency key: sent twice by us, it is delivered once.
    """
    sms = Sms.objects.select_related("message").filter(pk=sms_id, state="waiting").first()
    if sms is not None and not sms.tries and sms.next_try_at > time.now():
        return False  # it waits for the morning
    if sms is None:
        return False
    try:
        gateway = HttpGateway(settings.TONGBAN.sms_url, secret=settings.TONGBAN.sms_secret)
        receipt, error = gateway.send(str(sms.pk), sms.phone, sms.text), ""
    except GatewayDown as problem:
        receipt, error = "", str(problem)
    with transaction.atomic():
        row = Sms.objects.select_for_update().get(pk=sms_id)
        if row.state == "waiting":
            _note(Actor.system("短信网关"), row, receipt, error)
    return bool(receipt)


def _note(actor: Actor, sms: Sms, receipt: str, error: str) -> None:
    sms.tries += 1
    sms.receipt, sms.error = receipt, error[:200]
    sms.next_try_at = time.now() + timedelta(seconds=min(5 * 2**sms.tries, 1800))
    if receipt:
        sms.state = "sent"
        record(actor, SmsDelivered(sms.message.about, str(sms.pk), sms.tries))
    elif sms.tries >= MOST_TRIES:
        sms.state = "failed"
        record(actor, SmsGivenUp(sms.message.about, str(sms.pk), error[:200]))
    sms.save(update_fields=["tries", "receipt", "error", "state", "next_try_at"])


def _signed(text: str) -> str:
    return f"【{settings.TONGBAN.city}一网通办】{text}"
