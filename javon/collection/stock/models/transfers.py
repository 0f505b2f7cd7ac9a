"""Moves of copies between service points by a signed list. Nizom 2.11; dossier 8.2."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field


class Transfer(models.Model):
    """Copies that one service point gives to another: list → on the way → received.

    `number` is the short number in the address and on the printed list.
    """

    class State(models.TextChoices):
        LIST = "list", pgettext_lazy("move", "list")
        ON_WAY = "on_way", pgettext_lazy("move", "on the way")
        RECEIVED = "received", pgettext_lazy("move", "received")
        CANCELLED = "cancelled", pgettext_lazy("move", "cancelled")

    OPEN = ("list", "on_way")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    from_point = models.ForeignKey("organisation.ServicePoint", on_delete=models.PROTECT, related_name="+")
    to_point = models.ForeignKey("organisation.ServicePoint", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.LIST)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("move of copies")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="transfer_number_once"),
            models.CheckConstraint(condition=~Q(from_point=F("to_point")), name="transfer_goes_elsewhere"),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(sent_at__isnull=False, received_at__isnull=False),
                name="received_transfer_was_sent",
            ),
        ]


class TransferLine(models.Model):
    """One copy on the list of a move; `is_open` until it has come or the move was given up."""

    id = UUIDv7Field(primary_key=True)
    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="lines")
    copy = models.ForeignKey("stock.Copy", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    came_from = models.CharField(max_length=16, blank=True)  # its place before it was sent, to come back to
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("line of a move")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "position"], name="transfer_line_position_once"),
            models.UniqueConstraint(fields=["copy"], condition=Q(is_open=True), name="copy_on_one_move"),
        ]
