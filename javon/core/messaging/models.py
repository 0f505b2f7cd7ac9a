"""What is remembered of messages: the ledger of notices, the outbox, addresses, wishes, the centre's settings."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field
from javon.core.messaging.rules import reach


def default_order() -> list[str]:
    """The order in which channels are tried unless the centre chose another."""
    return list(reach.ORDER)


class MessageSettings(models.Model):
    """How one centre sends messages. Passwords and the gateway's token are sealed (``core.sealing``)."""

    centre_id = UUIDv7Field(primary_key=True, default=None)
    signature = models.CharField(max_length=120, blank=True)  # the token {centre}: "Qoʻrgʻontepa AKM, +998 …"
    quiet_from = models.TimeField(default=time(20))
    quiet_until = models.TimeField(default=time(8))
    weekly_cap = models.PositiveSmallIntegerField(default=3)  # 0 = none
    order = models.JSONField(default=default_order)  # codes of channels, the first is tried first
    sms_parts = models.PositiveSmallIntegerField(default=3)  # a longer digest is cut short

    sms_is_on = models.BooleanField(default=False)
    sms_base_url = models.CharField(max_length=200, default="https://notify.eskiz.uz/api/")
    sms_login = models.CharField(max_length=120, blank=True)
    sms_password = models.TextField(blank=True)  # sealed
    sms_sender = models.CharField(max_length=11, default="4546")
    sms_token = models.TextField(blank=True)  # sealed; about thirty days
    callback_url = models.CharField(
        max_length=200, blank=True
    )  # where the gateway reports delivery; "" = it is asked
    callback_secret = models.CharField(max_length=64, blank=True)

    email_is_on = models.BooleanField(default=False)
    email_host = models.CharField(max_length=120, blank=True)
    email_port = models.PositiveIntegerField(default=587)
    email_has_tls = models.BooleanField(
        default=True
    )  # begun plain, then TLS; port 465 speaks TLS from the start
    email_login = models.CharField(max_length=120, blank=True)
    email_password = models.TextField(blank=True)  # sealed
    email_sender = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("settings of messages")

    def __str__(self) -> str:
        return str(self.centre_id)


class ChannelRest(models.Model):
    """A channel that failed and rests: until when, after how many troubles in a row, why."""

    centre_id = UUIDv7Field()
    channel = models.CharField(max_length=20)
    troubles = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(null=True)
    why = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("resting channel")
        constraints = [models.UniqueConstraint(fields=["centre_id", "channel"], name="channel_rests_once")]

    def __str__(self) -> str:
        return self.channel


class Address(models.Model):
    """Where one recipient is reached by one channel, and whether it works."""

    class State(models.TextChoices):
        UNKNOWN = reach.UNKNOWN, _("not tried yet")
        GOOD = reach.GOOD, _("works")
        DEAD = reach.DEAD, _("does not work")

    id = UUIDv7Field(primary_key=True)
    centre_id = UUIDv7Field()
    recipient_type = models.CharField(max_length=60)
    recipient_id = models.CharField(max_length=64)
    channel = models.CharField(max_length=20)
    value = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.UNKNOWN)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    why = models.CharField(max_length=40, blank=True)  # of the last failure
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("address for messages")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient_type", "recipient_id", "channel"], name="address_of_channel_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["centre_id", "changed_at"], condition=Q(state=reach.DEAD), name="dead_addresses"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class Preference(models.Model):
    """A recipient's word about one group of notices by one channel. Without a row it is on."""

    centre_id = UUIDv7Field()
    recipient_type = models.CharField(max_length=60)
    recipient_id = models.CharField(max_length=64)
    group = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    is_on = models.BooleanField()

    class Meta:
        verbose_name = _("wish about messages")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient_type", "recipient_id", "group", "channel"], name="preference_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.channel}"


class Message(models.Model):
    """One message of the outbox. Its text is frozen when it is claimed for sending, and erased with the person."""

    class State(models.TextChoices):
        PLANNED = "planned", _("waits")
        SENDING = "sending", _("is being sent")
        LISTED = "listed", _("on the list of staff")
        SENT = "sent", _("sent")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("could not be sent")
        UNSURE = "unsure", _("perhaps sent")
        DROPPED = "dropped", _("not sent")

    id = UUIDv7Field(primary_key=True)
    centre_id = UUIDv7Field()
    recipient_type = models.CharField(max_length=60)
    recipient_id = models.CharField(max_length=64)  # "" once the recipient was forgotten
    channel = models.CharField(max_length=20)
    is_urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    reason = models.CharField(max_length=40, blank=True)
    planned_at = models.DateTimeField()
    send_after = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # the last time that somebody set out to send it
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # delivered, failed, dropped
    attempts = models.PositiveSmallIntegerField(default=0)  # on this channel
    doubts = models.PositiveSmallIntegerField(default=0)
    tried = models.JSONField(default=list)  # channels given up for this message
    address = models.CharField(max_length=120, blank=True)  # frozen with the text
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    parts = models.PositiveSmallIntegerField(default=0)  # messages that the operator counts
    provider_id = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField(null=True)  # when the gateway was last asked what became of it

    class Meta:
        verbose_name = _("message")
        indexes = [
            models.Index(fields=["send_after"], condition=Q(state="planned"), name="messages_due"),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="messages_claimed"),
            models.Index(
                fields=["recipient_type", "recipient_id", "claimed_at"], name="messages_of_recipient"
            ),
            models.Index(fields=["provider_id"], condition=~Q(provider_id=""), name="messages_by_provider"),
            models.Index(
                fields=["centre_id", "channel"], condition=Q(state="listed"), name="messages_listed"
            ),
            models.Index(fields=["sent_at"], condition=Q(state="sent"), name="messages_sent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["sending", "unsure", "listed"]) | Q(claimed_at__isnull=False),
                name="message_claimed_when_sending",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "delivered"]) | Q(sent_at__isnull=False),
                name="message_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(recipient_id="", text__gt=""), name="message_of_forgotten_says_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class Notice(models.Model):
    """One row of the ledger: about this subject, in this version of its facts, this step was taken care of. Once."""

    class State(models.TextChoices):
        PLANNED = "planned", _("waits")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("not sent")
        SKIPPED_LATE = "skipped_late", _("missed, a later one counts")

    id = UUIDv7Field(primary_key=True)
    centre_id = UUIDv7Field()
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    version = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    recipient_type = models.CharField(max_length=60)
    recipient_id = models.CharField(max_length=64)  # "" once the recipient was forgotten
    state = models.CharField(max_length=12, choices=State.choices)
    reason = models.CharField(max_length=40, blank=True)
    planned_at = models.DateTimeField()
    not_after = models.DateTimeField()
    message: Any = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="notices")

    class Meta:
        verbose_name = _("notice")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "version", "step"], name="notice_step_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["planned", "sent"]) | Q(message__isnull=False),
                name="notice_goes_in_a_message",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient_type", "recipient_id"], name="notices_of_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} {self.step}"


class Heartbeat(models.Model):
    """When a job of messages last came to its end, and what it did: the card on the staff home reads it."""

    name = models.CharField(max_length=20, primary_key=True)  # plan, send, ask
    ended_at = models.DateTimeField()
    did_at = models.DateTimeField(null=True)  # the last time that there was anything to do
    did = models.PositiveIntegerField(default=0)  # how much, then
    problem = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("heartbeat of messages")

    def __str__(self) -> str:
        return f"{self.name} {self.ended_at:%Y-%m-%d %H:%M}"
