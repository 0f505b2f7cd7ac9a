"""What readers asked for and did not get: the file of refusals (rad javoblari kartotekasi). Dossier 2.6."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models import Portrait


class RefusedRequest(Portrait):
    """One request that could not be met: what was asked for, why not, what was done about it.

    Written in two seconds at the desk (F9). `title` is set where the book is in the catalogue. Feeds the study of
    interests and the proposals for purchase.
    """

    class Why(models.TextChoices):
        NOT_HELD = "not_held", _("not in the stock")
        ON_LOAN = "on_loan", pgettext_lazy("why refused", "on loan")
        NOT_FOUND = "not_found", pgettext_lazy("why refused", "not found on the shelf")
        WITHDRAWN = "withdrawn", pgettext_lazy("why refused", "withdrawn")
        NOT_PUBLISHED = "not_published", _("never published")
        IN_REPAIR = "in_repair", pgettext_lazy("why refused", "being repaired")
        READING_ROOM = "reading_room", pgettext_lazy("why refused", "reading room only")
        OTHER = "other", pgettext_lazy("why refused", "another reason")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    service_point = models.ForeignKey(
        "organisation.ServicePoint", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reader = models.ForeignKey(
        "readers.Reader", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    wanted = models.CharField(max_length=200)  # as the reader said it
    title = models.ForeignKey(
        "catalogue.Title", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    why = models.CharField(max_length=16, choices=Why)
    refused_on = models.DateField()
    counted_on = models.DateField()
    entered_at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("refused request")
        indexes = [models.Index(fields=["centre", "counted_on"], name="refusal_by_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(wanted=""), name="refusal_says_what_was_wanted"),
        ]
