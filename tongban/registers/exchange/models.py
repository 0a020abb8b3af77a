from __future__ import annotations

from typing import ClassVar

from django.db import models

from tongban.kernel.ids import uuid7
from tongban.kernel.sealed import SealedText


class Endpoint(models.Model):
    """A department's system and the wire to it (接入系统)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.SlugField(unique=True)
    title = models.CharField(max_length=100)
    department = models.SlugField()
    desks = models.JSONField(default=list, help_text="desks whose steps go to it")
    kind = models.CharField(max_length=6, choices=[("rest", "rest"), ("folder", "folder")])
    address = models.CharField(max_length=300, blank=True)
    secret = SealedText()
    former = SealedText(help_text="the secret before, until former_until")
    former_until = models.DateTimeField(null=True)
    events = models.JSONField(default=list)
    fields = models.JSONField(default=list)
    materials = models.JSONField(default=list)
    signer = models.CharField(max_length=36, blank=True, help_text="official id")
    keeper = models.SlugField(help_text="desk")
    private_ok = models.BooleanField(default=False)
    state = models.CharField(max_length=3, default="on", choices=[("on", "on"), ("off", "off")])
    failures = models.PositiveIntegerField(default=0, help_text="running, since it answered last")
    broken_since = models.DateTimeField(null=True, help_text="the breaker is open")
    probe_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        return f"exchange/{self.code}"


class Delivery(models.Model):
    """One event to one endpoint. This row is the truth; the queued job is a hint. Its key gives the order."""

    id = models.BigAutoField(primary_key=True)
    event = models.UUIDField(unique=True, default=uuid7, editable=False, help_text="id of the CloudEvent")
    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="deliveries")
    subject = models.TextField(help_text='"case/<id>"')
    number = models.CharField(max_length=32)
    step = models.SlugField(max_length=80, blank=True)
    type = models.CharField(max_length=60)
    sequence = models.PositiveIntegerField(help_text="within subject and endpoint, from 1")
    fact = models.BigIntegerField(help_text="number of the fact it tells of")
    body = SealedText(help_text="empty once it was cleared")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the body, kept when it is cleared")
    state = models.CharField(
        max_length=9, default="waiting", choices=[(s, s) for s in ("waiting", "sent", "dead", "discarded")]
    )
    tries = models.PositiveIntegerField(default=0)
    bad = models.PositiveSmallIntegerField(default=0, help_text="answers that were refusals or nonsense")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=120, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["endpoint", "fact", "type"], name="told_once"),
            models.UniqueConstraint(fields=["endpoint", "subject", "sequence"], name="delivery_in_order"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["endpoint", "subject", "id"], name="delivery_unsent",
                condition=models.Q(state__in=["waiting", "dead"]),
            ),
            models.Index(fields=["endpoint", "due_at"], name="delivery_due", condition=models.Q(state="waiting")),
            models.Index(fields=["subject"], name="delivery_of_subject"),
            models.Index(
                fields=["endpoint", "made_at"], name="delivery_kept_whole",
                condition=models.Q(state__in=["sent", "discarded"], digest=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.number}"


class Arrival(models.Model):
    """One message that came in, once per endpoint and id, with the answer it got (收件箱)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="arrivals")
    event = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the body as it came; by it a repeat is known")
    body = SealedText(help_text="empty once it was cleared")
    cleared_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    state = models.CharField(
        max_length=11, default="open", choices=[(s, s) for s in ("open", "taken", "quarantined", "dismissed")]
    )
    subject = models.TextField(blank=True)
    number = models.CharField(max_length=32, blank=True)
    step = models.CharField(max_length=80, blank=True)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["endpoint", "event"], name="arrived_once")]
        indexes: ClassVar = [
            models.Index(fields=["-at"], name="arrival_quarantined", condition=models.Q(state="quarantined")),
            models.Index(
                fields=["endpoint", "at"], name="arrival_kept_whole",
                condition=models.Q(state__in=["taken", "dismissed"], cleared_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} from {self.endpoint_id}"
