"""A reservation: a reader waits for a title, any edition of a work, one copy, or any of several titles. Nizom 2.6.

The place in the queue is never stored: it follows from (pin, class, moment, id). What happened to a hold is written
down beside its state, and `javon check` holds one against the other. docs/algorithms/holds.md.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field
from javon.service.lending.models.loans import Channel, Loan


class Hold(models.Model):
    """One reader's place in a queue.

    `copy` is the one that waits for the reader on the ready shelf (or last did), `until` the last day on which it is
    kept. `paused_until` is the first day on which the hold takes part again; a paused hold keeps its place and lets
    others pass. A copy stands on the ready shelf exactly while one hold is ready with it. `reader` is emptied some
    time after the end.
    """

    class Scope(models.TextChoices):
        TITLE = "title", _("this title")
        EDITIONS = "editions", _("any edition of the work")
        COPY = "copy", _("this very copy")
        LIST = "list", _("any of several titles")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("of a reservation", "waiting")
        READY = "ready", pgettext_lazy("of a reservation", "ready")
        DONE = "done", pgettext_lazy("of a reservation", "taken away")
        EXPIRED = "expired", pgettext_lazy("of a reservation", "not fetched in time")
        CANCELLED = "cancelled", pgettext_lazy("of a reservation", "cancelled")
        NOT_FOUND = "not_found", pgettext_lazy("of a reservation", "no copy is left")

    OPEN = (State.WAITING, State.READY)

    class Why(models.TextChoices):
        """Why a hold was cancelled."""

        READER = "reader", _("the reader does not need it any more")
        STAFF = "staff", _("by the library")
        RESTRICTED = "restricted", _("the service of the reader stayed restricted")
        LEFT = "left", _("the reader has left")
        TWIN = "twin", _("the reader waits for it already")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reader = models.ForeignKey(
        "readers.Reader", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.TITLE)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    pickup = models.ForeignKey(
        "organisation.ServicePoint", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.DESK)
    # --- the order key
    is_pinned = models.BooleanField(default=False)
    order_class = models.PositiveSmallIntegerField(default=1)  # smaller goes first; rules.queue.order_class
    requested_at = models.DateTimeField()
    requested_on = models.DateField()
    requested_by_id = models.IntegerField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    # --- the ready shelf
    copy = models.ForeignKey("stock.Copy", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ready_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    # --- the end
    loan = models.ForeignKey(Loan, null=True, blank=True, on_delete=models.PROTECT, related_name="holds")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_id = models.IntegerField(null=True, blank=True)
    why = models.CharField(max_length=10, choices=Why, blank=True)
    # The copy of an ended hold still has to be carried from the ready shelf to its own: seen by nobody else's eyes.
    is_to_clear = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("reservation")
        indexes = [
            models.Index(
                fields=["centre", "state"], name="hold_open", condition=Q(state__in=["waiting", "ready"])
            ),
            models.Index(
                fields=["reader", "state"], name="hold_of_reader", condition=Q(reader__isnull=False)
            ),
            models.Index(fields=["centre"], name="hold_to_clear", condition=Q(is_to_clear=True)),
            models.Index(fields=["centre", "requested_on"], name="hold_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"], condition=Q(state="ready"), name="one_ready_hold_per_copy"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "ready"], reader=None), name="open_hold_has_a_reader"
            ),
            models.CheckConstraint(
                condition=Q(state="ready", copy__isnull=False, ready_on__isnull=False, until__isnull=False)
                | Q(state="waiting", copy=None, ready_on=None, until=None)
                | ~Q(state__in=["waiting", "ready"]),
                name="ready_hold_has_its_copy",
            ),
            models.CheckConstraint(
                condition=Q(state="done", loan__isnull=False) | (~Q(state="done") & Q(loan=None)),
                name="done_hold_has_its_loan",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "ready"], ended_at=None, why="", is_to_clear=False)
                | (~Q(state__in=["waiting", "ready"]) & Q(ended_at__isnull=False)),
                name="ended_hold_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(why="") | ~Q(state="cancelled") & Q(why=""),
                name="cancelled_hold_says_why",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class HoldTarget(models.Model):
    """One title, or one copy of it, that would meet a hold. `reader` and `is_open` repeat those of the hold, so that the
    database itself refuses a second open hold of one reader on one thing.
    """

    id = models.BigAutoField(primary_key=True)
    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="targets")
    reader = models.ForeignKey(
        "readers.Reader", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.ForeignKey("catalogue.Title", on_delete=models.PROTECT, related_name="+", db_index=False)
    copy = models.ForeignKey("stock.Copy", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("what a reservation waits for")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["title"], name="hold_target_open", condition=Q(is_open=True)),
            models.Index(fields=["title", "hold"], name="hold_target_of_title"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "title"],
                condition=Q(is_open=True, copy=None),
                name="one_open_hold_per_reader_and_title",
            ),
            models.UniqueConstraint(
                fields=["reader", "copy"],
                condition=Q(is_open=True, copy__isnull=False),
                name="one_open_hold_per_reader_and_copy",
            ),
        ]


class HoldEvent(models.Model):
    """One thing that happened to a hold, and the state it led to. Rows are only added.

    `copy` and `until` are those of the ready shelf at that moment, `loan` the loan that closed it or took its copy.
    """

    class Kind(models.TextChoices):
        PLACED = "placed", pgettext_lazy("of a reservation", "placed")
        READY = "ready", pgettext_lazy("of a reservation", "a copy was put aside")
        PUT_BACK = "put_back", pgettext_lazy("of a reservation", "back in the queue")
        DONE = "done", pgettext_lazy("of a reservation", "taken away")
        REOPENED = "reopened", pgettext_lazy("of a reservation", "opened again")
        EXPIRED = "expired", pgettext_lazy("of a reservation", "not fetched in time")
        CANCELLED = "cancelled", pgettext_lazy("of a reservation", "cancelled")
        NOT_FOUND = "not_found", pgettext_lazy("of a reservation", "no copy is left")
        PAUSED = "paused", pgettext_lazy("of a reservation", "paused")
        RESUMED = "resumed", pgettext_lazy("of a reservation", "takes part again")
        PINNED = "pinned", pgettext_lazy("of a reservation", "put first")
        UNPINNED = "unpinned", pgettext_lazy("of a reservation", "put first no more")

    id = models.BigAutoField(primary_key=True)
    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=Hold.State)  # to which it led
    by_user_id = models.IntegerField(null=True, blank=True)
    copy_id = models.UUIDField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    loan = models.ForeignKey(Loan, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=200, blank=True)  # why it was put first

    class Meta:
        verbose_name = _("event of a reservation")
        ordering = ["id"]
