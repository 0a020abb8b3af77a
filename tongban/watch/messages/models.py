from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText, SealedWords


class Message(models.Model):
    """One message in somebody's box (站内消息)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recipient = models.TextField(help_text='"person/<id>" or "organisation/<id>"')
    about = models.TextField(help_text='"case/<id>"')
    seq = models.BigIntegerField(default=0, help_text="the fact it tells of")
    template = models.SlugField()
    title = models.CharField(max_length=100)
    body = SealedWords(owner="recipient")
    link = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["recipient", "-at"], name="message_of_recipient"),
            models.Index(fields=["recipient"], name="message_unread", condition=models.Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.title


class Preference(models.Model):
    """How somebody wants to be told (消息设置); who never chose gets every SMS, and none at night that can wait."""

    recipient = models.TextField(primary_key=True)
    muted = models.JSONField(default=list, help_text="kinds that come in the app only")
    quiet = models.BooleanField(default=True, help_text="what can wait waits until the morning")
    unmailed = models.JSONField(default=list, help_text="kinds that do not come by e-mail")

    def __str__(self) -> str:
        return self.recipient


class Sms(models.Model):
    """One text message on its way. This row is the truth; the queued job is a hint."""

    id = models.UUIDField(
        primary_key=True, default=uuid7, editable=False, help_text="also the gateway's idempotency key"
    )
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="sms")
    phone = SealedText(owner="message.recipient")
    text = SealedWords(owner="message.recipient")
    state = models.CharField(max_length=7, default="waiting", choices=[(s, s) for s in ("waiting", "sent", "failed")])
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    receipt = models.CharField(max_length=80, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], name="sms_waiting", condition=models.Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"


class Mailbox(models.Model):
    """An e-mail address somebody proved to read (电子邮箱), and the one he is proving."""

    recipient = models.TextField(primary_key=True)
    address = SealedText(owner="recipient")
    proved_at = models.DateTimeField(null=True)
    asked = SealedText(owner="recipient", help_text="the address a code was sent to")
    digest = models.CharField(max_length=64, blank=True, help_text="of that code, keyed")
    until = models.DateTimeField(null=True, help_text="until when the code counts")
    wrong = models.PositiveSmallIntegerField(default=0, help_text="wrong codes for it so far")
    sent = models.JSONField(default=list, help_text="when codes were sent within a day, so that nobody is flooded")

    def __str__(self) -> str:
        return self.recipient


class Mail(models.Model):
    """One e-mail on its way. This row is the truth; the queued job is a hint."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False, help_text="also its Message-ID")
    recipient = models.TextField()
    address = SealedText(owner="recipient")
    title = models.CharField(max_length=100)
    text = SealedText(owner="recipient")
    about = models.TextField(help_text='"case/<id>", "inbox/<recipient>"')
    at = models.DateTimeField()
    state = models.CharField(max_length=7, default="waiting", choices=[(s, s) for s in ("waiting", "sent", "failed")])
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], name="mail_waiting", condition=models.Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"
