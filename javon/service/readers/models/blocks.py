"""What a reader may not do for a while, and why. Dossier 3.3 (sanctions), glossary 120."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field
from javon.service.readers.models.readers import Reader


class Block(models.Model):
    """A restriction of service (xizmat koʻrsatishni cheklash): of one deed or of all, with its reason and end.

    In force from `starts_on` to `ends_on`, both included, unless lifted. Whether a reader is blocked is always
    computed from these rows.
    """

    class Deed(models.TextChoices):
        ALL = "all", _("everything")
        LOAN = "loan", _("loans")
        RENEWAL = "renewal", _("renewals")
        HOLD = "hold", _("reservations")
        COMPUTER = "computer", _("computers")

    id = UUIDv7Field(primary_key=True)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="blocks")
    deed = models.CharField(max_length=10, choices=Deed, default=Deed.ALL)
    reason = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    placed_at = models.DateTimeField()
    placed_by_id = models.IntegerField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by_id = models.IntegerField(null=True, blank=True)
    lifted_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("restriction of service")
        ordering = ["-placed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="block_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="block_has_a_reason"),
        ]
