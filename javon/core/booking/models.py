"""Things that can be had for a time, for how long, and who has them when. Nizom 2.11."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field


class UseTerms(models.Model):
    """How long things of one kind may be had at one centre. `basis` names the paper that says so.

    The row is locked by every verb of its kind: two people at two desks decide one after the other.
    """

    id = UUIDv7Field(primary_key=True)
    centre_id = UUIDv7Field()
    kind = models.CharField(max_length=20)
    use_minutes = models.PositiveSmallIntegerField(default=60)
    hold_minutes = models.PositiveSmallIntegerField(default=15)
    extension_minutes = models.PositiveSmallIntegerField(default=30)
    daily_minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # of one person; None: no quota
    longest_minutes = models.PositiveIntegerField(default=24 * 60)  # of one booking made beforehand
    days_ahead = models.PositiveSmallIntegerField(default=30)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("terms of use")
        constraints = [
            models.UniqueConstraint(fields=["centre_id", "kind"], name="use_terms_once"),
            models.CheckConstraint(
                condition=Q(
                    use_minutes__gte=1, hold_minutes__gte=1, extension_minutes__gte=1, longest_minutes__gte=1
                ),
                name="use_terms_are_real",
            ),
        ]


class Resource(models.Model):
    """A thing that one person has at a time: a seat, a computer, a room, a kit, a vehicle.

    Those of one `group_id` are as good as each other (the seats of one room). `is_open` False: nobody may have it now.
    """

    id = UUIDv7Field(primary_key=True)
    centre_id = UUIDv7Field()
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    group_id = UUIDv7Field(null=True, blank=True)
    is_open = models.BooleanField(default=True)
    padding_minutes = models.PositiveSmallIntegerField(default=0)  # to clear it after a use

    class Meta:
        verbose_name = _("thing that can be booked")
        constraints = [
            models.UniqueConstraint(fields=["centre_id", "kind", "code"], name="resource_code_once"),
        ]


class Booking(models.Model):
    """One person (or one purpose, `is_block`) has, had, or waits for a thing during [starts_at, ends_at).

    Two that occupy one resource never overlap: the database refuses it (``guards``), clearing time included
    (`free_at`). `queue_place` is the order of the queue, given once, never renumbered. `held_until` is until when the
    thing is kept for whoever has not come yet. A booking that waits has no resource; `group_id` None waits for any.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("booking", "waits")
        HELD = "held", pgettext_lazy("booking", "kept for them")
        IN_USE = "in_use", pgettext_lazy("booking", "in use")
        DONE = "done", pgettext_lazy("booking", "over")
        RELEASED = "released", pgettext_lazy("booking", "let go")
        CANCELLED = "cancelled", pgettext_lazy("booking", "cancelled")
        NO_SHOW = "no_show", pgettext_lazy("booking", "did not come")

    id = UUIDv7Field(primary_key=True)
    centre_id = UUIDv7Field()
    kind = models.CharField(max_length=20)
    group_id = UUIDv7Field(null=True, blank=True)
    resource = models.ForeignKey(
        Resource, null=True, on_delete=models.PROTECT, related_name="bookings", db_index=False
    )
    state = models.CharField(max_length=10, choices=State)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    free_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    queue_place = models.BigIntegerField(null=True)
    is_block = models.BooleanField(default=False)
    block_id = UUIDv7Field(null=True)  # things set aside by one form
    label = models.CharField(max_length=120, blank=True)  # the purpose of a block
    # Whose it is, in the words of the module that asked: ("readers.reader", its id).
    booked_for_type = models.CharField(max_length=60, blank=True)
    booked_for_id = models.CharField(max_length=40, blank=True)
    extensions = models.PositiveSmallIntegerField(default=0)
    overruled = models.JSONField(default=list)  # codes of objections that somebody overruled
    override_reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("booking")
        indexes = [
            models.Index(
                fields=["resource", "free_at"],
                name="booking_of_resource",
                condition=Q(state__in=("held", "in_use", "done")),
            ),
            models.Index(
                fields=["centre_id", "kind"],
                name="booking_live",
                condition=Q(state__in=("waiting", "held", "in_use")),
            ),
            models.Index(fields=["booked_for_type", "booked_for_id", "starts_at"], name="booking_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["centre_id", "kind", "queue_place"],
                condition=Q(queue_place__isnull=False),
                name="queue_place_once",
            ),
            models.UniqueConstraint(
                fields=["centre_id", "kind", "booked_for_type", "booked_for_id"],
                condition=Q(state="waiting"),
                name="person_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", resource=None, queue_place__isnull=False)
                | Q(state__in=("released", "cancelled", "no_show"))
                | Q(
                    state__in=("held", "in_use", "done"),
                    resource__isnull=False,
                    starts_at__isnull=False,
                    ends_at__gte=F("starts_at"),
                    free_at__gte=F("ends_at"),
                ),
                name="booking_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(is_block=True, block_id__isnull=False) & ~Q(label="")
                | Q(is_block=False) & ~Q(booked_for_id=""),
                name="booking_is_for_somebody",
            ),
        ]
