"""What was done at the desk, so that within ten minutes it can be undone. Issue D; ux.md 2.2."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field
from javon.service.lending.models.loans import Loan


class Deed(models.Model):
    """One thing that the desk did to a loan, with what stood before it. `before` holds no name of a person.

    `request_id` is that of the request which did it: whoever undoes names it. Two deeds of one request (a return that
    made room for a loan) are undone together, the later one first.
    """

    class Kind(models.TextChoices):
        LENT = "lent", _("lent")
        RETURNED = "returned", _("returned")
        RENEWED = "renewed", _("renewed")
        CLAIMED = "claimed", _("said to be returned")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    request_id = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="deeds")
    at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True, blank=True)
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_id = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("deed of the desk")
        indexes = [
            models.Index(
                fields=["request_id"], name="deed_of_request", condition=Q(request_id__isnull=False)
            ),
            models.Index(fields=["centre", "-at"], name="deed_latest"),
        ]
