"""A defect of a copy, noted when it was lent or came back. Dossier 1.C zarar; job description of the lending desk, 2.3."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field
from javon.service.lending.models.loans import Loan


class Damage(models.Model):
    """What is wrong with a copy since `noted_on`, until it is mended. `loan` names the loan it was seen with."""

    id = UUIDv7Field(primary_key=True)
    copy = models.ForeignKey("stock.Copy", on_delete=models.CASCADE, related_name="+")
    loan = models.ForeignKey(Loan, null=True, blank=True, on_delete=models.SET_NULL, related_name="damages")
    words = models.CharField(max_length=200)
    noted_on = models.DateField()
    noted_by_id = models.IntegerField(null=True, blank=True)
    mended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("damage of a copy")
        ordering = ["-noted_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="damage_says_what"),
            models.CheckConstraint(
                condition=Q(mended_on=None) | Q(mended_on__gte=F("noted_on")),
                name="damage_mended_after_noted",
            ),
        ]
