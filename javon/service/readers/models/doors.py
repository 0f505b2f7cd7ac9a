"""How a reader comes in by card and PIN: the PIN, the wrong tries at it, the open sessions. Issue D, the reader's pages.

A reader is no account: nothing here leads to a right of the staff. No secret lies here as it was typed.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models.readers import Reader


class ReaderPin(models.Model):
    """The PIN of a reader's card. The desk gives one and can give another; the reader may choose their own."""

    reader = models.OneToOneField(Reader, models.CASCADE, primary_key=True, related_name="+")
    sealed = models.CharField(max_length=128)  # a hash, as of a password
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("PIN of a card")


class WrongReaderPin(models.Model):
    """Wrong PINs of one card number at one address since the last right one.

    Counted by the number as typed, whether such a card exists or not: the pause tells nothing of it. Thirty pupils
    share one address, so the address alone is counted loosely (``rules.doors``). Old rows are deleted.
    """

    card = models.PositiveIntegerField()
    address = models.CharField(max_length=45)
    tries = models.PositiveSmallIntegerField(default=0)  # since the last pause
    in_a_row = models.PositiveSmallIntegerField(default=0)  # pauses do not forgive these
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("wrong PIN of a card")
        constraints = [
            models.UniqueConstraint(fields=["card", "address"], name="wrong_card_pin_once"),
        ]
        indexes = [models.Index(fields=["address", "last_at"], name="wrong_card_pin_by_address")]


class ReaderSession(models.Model):
    """A reader who is signed in in one browser. The browser holds the secret, here lies its digest.

    `is_kept`: on the reader's own phone, for thirty days, because the reader asked for it; every other one ends after
    ten idle minutes. A session that has ended has no row.
    """

    id = UUIDv7Field(primary_key=True)
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    is_kept = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("session of a reader")


class ReaderRequest(models.Model):
    """What a reader asks for on their own pages and the staff carry out: another telephone, to be erased.

    One open request of a kind; what was asked stays visible to the reader until it is answered.
    """

    class Kind(models.TextChoices):
        PHONE = "phone", pgettext_lazy("request", "another telephone")
        ERASE = "erase", pgettext_lazy("request", "to be erased")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("request", "waits")
        DONE = "done", pgettext_lazy("request", "done")
        DECLINED = "declined", pgettext_lazy("request", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("request", "withdrawn")

    id = UUIDv7Field(primary_key=True)
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    phone = models.CharField(
        max_length=20, blank=True
    )  # of a request for another telephone; emptied by the answer
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_id = models.IntegerField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)  # why it was declined, for the reader

    class Meta:
        verbose_name = _("request of a reader")
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "kind"], condition=Q(state="open"), name="one_open_request_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None) | ~Q(state="open"), name="open_request_unanswered"
            ),
        ]
