"""A book given to be read in the hall, until the evening. Dossier 2.5 part 2 (joyi: oʻquv zalida), 8.1."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.stock.models import Copy, Dimensions
from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models import Portrait


class InHouseUse(Dimensions, Portrait):
    """One copy in one reader's hands inside the house: counted as an issue «oʻquv zalida».

    `came_from` is where the copy goes back to. In the evening what is still open becomes `unreturned`: the copy is
    looked for, and found or missing.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("in-house use", "being read")
        RETURNED = "returned", pgettext_lazy("in-house use", "given back")
        UNRETURNED = "unreturned", pgettext_lazy("in-house use", "not given back in the evening")
        MISSING = "missing", pgettext_lazy("in-house use", "not found")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    point = models.ForeignKey(
        "organisation.ServicePoint", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    copy = models.ForeignKey("stock.Copy", on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(
        "readers.Reader", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    came_from = models.CharField(max_length=16, choices=Copy.State)
    given_on = models.DateField()
    counted_on = models.DateField()
    given_at = models.DateTimeField()
    given_by_id = models.IntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("use in the hall")
        indexes = [
            models.Index(fields=["centre", "counted_on"], name="in_house_by_day"),
            models.Index(
                fields=["centre", "state"],
                name="in_house_not_back",
                condition=Q(state__in=("open", "unreturned")),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["copy"], condition=Q(state__in=("open", "unreturned")), name="copy_read_by_one"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "unreturned"), ended_at=None)
                | Q(state__in=("returned", "missing"), ended_at__isnull=False),
                name="in_house_use_ends_once",
            ),
            models.CheckConstraint(condition=~Q(state="open", reader=None), name="in_house_has_a_reader"),
        ]
