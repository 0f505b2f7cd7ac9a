"""Rooms, and the seats and computers on their plan. Equipment cards come with their own module later."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field

LARGEST_PLAN = 24  # cells of a plan, across and down


class Room(models.Model):
    """A room where readers sit (oʻquv zali): `columns` by `rows` cells of a plan, beginning at the door."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    service_point = models.ForeignKey("organisation.ServicePoint", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    columns = models.PositiveSmallIntegerField(default=1)
    rows = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("room")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="room_number_once"),
            models.UniqueConstraint(fields=["centre", "name"], name="room_name_once"),
            models.CheckConstraint(
                condition=Q(columns__range=(1, LARGEST_PLAN), rows__range=(1, LARGEST_PLAN)),
                name="room_plan_is_real",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A seat or a computer: where it stands on the plan, whether it works. Who has it the bookings of `resource` say.

    `removed_on`: it is on the plan no more; its bookings stay.
    """

    KIND = ""
    LETTER = ""

    class State(models.TextChoices):
        OK = "ok", pgettext_lazy("place", "in order")
        FAULTY = "faulty", pgettext_lazy("place", "out of order")

    id = UUIDv7Field(primary_key=True)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    resource = models.OneToOneField("booking.Resource", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    column = models.PositiveSmallIntegerField()  # from 1, from the left
    row = models.PositiveSmallIntegerField()  # from 1, from the door
    state = models.CharField(max_length=8, choices=State, default=State.OK)
    note = models.CharField(max_length=200, blank=True)  # what is wrong with it
    faulty_since = models.DateTimeField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["number"]

    @property
    def code(self) -> str:
        """As it is written on it and scanned: "P3", "J12"."""
        return f"{self.LETTER}{self.number}"

    @property
    def is_faulty(self) -> bool:
        return self.state == self.State.FAULTY


def _constraints(name: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=["room", "column", "row"], condition=Q(removed_on=None), name=f"{name}_alone_in_its_cell"
        ),
        models.CheckConstraint(
            condition=Q(column__range=(1, LARGEST_PLAN), row__range=(1, LARGEST_PLAN), number__gte=1),
            name=f"{name}_is_on_the_plan",
        ),
        models.CheckConstraint(
            condition=Q(state="ok", note="", faulty_since=None)
            | Q(state="faulty", faulty_since__isnull=False) & ~Q(note=""),
            name=f"faulty_{name}_says_why",
        ),
    ]


class Seat(Place):
    """A place at a table (oʻrin)."""

    KIND = "seat"
    LETTER = "J"

    class Meta(Place.Meta):
        verbose_name = _("seat")
        constraints = _constraints("seat")


class Computer(Place):
    """A computer for readers (kompyuter)."""

    KIND = "computer"
    LETTER = "P"

    class Meta(Place.Meta):
        verbose_name = _("computer")
        constraints = _constraints("computer")
