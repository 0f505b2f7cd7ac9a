"""The yearly registration: who is a reader this year, counted once. Dossier 2.2, 8.3."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models.readers import Portrait, Reader


class Registration(Portrait):
    """A line of the registration journal: this reader is served this year.

    `registered_on` is the day under which the line is counted; of a paper day whose month was closed by then, which is
    counted in the open one, `paper_day` keeps the day itself. The numbers of a year begin with 1 on 1 January and have no gaps. `reader` is emptied when the person is erased;
    the line and who it counted stay.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("registered")
        AGAIN = "again", _("registered again")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reader = models.ForeignKey(Reader, null=True, on_delete=models.PROTECT, related_name="registrations")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()  # of the journal; shown as the formulary's number too
    kind = models.CharField(max_length=8, choices=Kind)
    registered_on = models.DateField()
    paper_day = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True, blank=True)
    heads = models.PositiveIntegerField(default=1)  # of a collective reader its head-count
    is_struck = models.BooleanField(default=False)  # counts nobody; its number stays in the journal
    # Struck out because the same person has another line in this year.
    double_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="doubles"
    )

    class Meta:
        verbose_name = _("registration")
        ordering = ["year", "number"]
        indexes = [models.Index(fields=["centre", "registered_on"], name="registration_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["centre", "year", "number"], name="registration_number_once"),
            models.UniqueConstraint(fields=["reader", "year"], name="reader_registered_once_a_year"),
            models.CheckConstraint(condition=Q(heads__gte=1), name="registration_counts_somebody"),
            models.CheckConstraint(
                condition=Q(is_struck=False, double_of=None) | Q(is_struck=True, reader=None),
                name="registration_struck_out_is_nobodys",
            ),
        ]
