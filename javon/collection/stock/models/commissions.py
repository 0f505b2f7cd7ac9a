"""Commissions of the stock: who accepts, writes off, counts; dated data from an order. Dossier 2.9, 2.10, 3.8."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from javon.core.database.fields import UUIDv7Field


class Commission(models.Model):
    """A commission (komissiya) that an order has set up for one or more purposes, from one day to another."""

    class Purpose(models.TextChoices):
        ACCEPTANCE = "acceptance", _("acceptance")
        PRESERVATION = "preservation", _("preservation of the stock")  # looks at write-offs
        STOCKTAKING = "stocktaking", _("stocktaking")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    purposes = models.JSONField(default=list)  # of Purpose
    # The order behind it: in the system, or as written on paper ("14-A-son buyruq, 09.01.2026").
    order = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order_label = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("commission")
        ordering = ["-valid_from", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="commission_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=False) | ~Q(order_label=""), name="commission_has_its_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CommissionMember(models.Model):
    """One person in a commission: its chair, or a member."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        MEMBER = "member", _("member")

    id = UUIDv7Field(primary_key=True)
    commission = models.ForeignKey(Commission, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Role, default=Role.MEMBER)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("member of a commission")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "person"], name="commission_member_once"),
            models.UniqueConstraint(
                fields=["commission"], condition=Q(role="chair"), name="commission_has_one_chair"
            ),
        ]
