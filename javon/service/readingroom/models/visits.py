"""A visit (qatnov): somebody came. Dossier 2.5 part 1, 3.1, 8.1 Visit, 8.3 daily unique visit key."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models import Portrait


class Visit(Portrait):
    """A reader, or somebody without a name, was at one place on one day; or was served from afar (`virtual`).

    A reader counts at most once per place and day, whatever is done there. Of the nameless only `audience` is known.
    `day` is when it happened, `counted_on` the day under which it is counted: in a closed month they differ. `heads`
    is more than one for a group. An undone visit never happened. With `reader` emptied the portrait stays.
    """

    class How(models.TextChoices):
        DESK = "desk", pgettext_lazy("visit", "at the lending desk")
        ROOM = "room", pgettext_lazy("visit", "in the reading room")
        TALLY = "tally", pgettext_lazy("visit", "counted without a name")
        EVENT = "event", pgettext_lazy("visit", "at an event")
        VIRTUAL = "virtual", pgettext_lazy("visit", "from afar")

    class Audience(models.TextChoices):
        CHILD = "child", pgettext_lazy("visit", "child")
        ADULT = "adult", pgettext_lazy("visit", "grown-up")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    point = models.ForeignKey(
        "organisation.ServicePoint", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reader = models.ForeignKey(
        "readers.Reader", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    day = models.DateField()
    counted_on = models.DateField()
    how = models.CharField(max_length=8, choices=How)
    audience = models.CharField(max_length=6, choices=Audience)
    heads = models.PositiveSmallIntegerField(default=1)
    # How many deeds of the day lean on it (loans, a seat): the last one undone takes the visit with it.
    deeds = models.PositiveSmallIntegerField(default=1)
    entered_at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("visit")
        indexes = [
            models.Index(fields=["centre", "counted_on"], name="visit_by_day", condition=Q(undone_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "point", "day"],
                condition=Q(undone_at=None, reader__isnull=False) & ~Q(how="virtual"),
                name="visit_of_reader_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["reader", "point", "day"],
                condition=Q(undone_at=None, reader__isnull=False, how="virtual"),
                name="virtual_visit_once_a_day",
            ),
            models.CheckConstraint(condition=~Q(how="tally") | Q(reader=None), name="tally_names_nobody"),
            models.CheckConstraint(condition=Q(heads__gte=1), name="visit_counts_somebody"),
        ]
