"""The book of replacements: what readers lost, how it was made good, by which acts it left and came. Dossier 2.11, 3.3."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.stock.models.copies import PLACES
from javon.collection.stock.models.disposals import Disposal
from javon.core.database.fields import UUIDv7Field


class Loss(models.Model):
    """One row of the book of replacements (yoʻqolganlar oʻrniga qabul qilingan resurslar daftari): a copy, once lost.

    open → settled (made good, or found that it cannot be) → closed by the act of write-off; or open → found.
    Lost and replaced are two movements and two acts: the row joins the copy that goes by `disposal` with the copy that
    came by `offer`'s delivery and changes neither. `number` runs anew each year. Once over, the row never changes
    (``triggers.py``).
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("loss", "not made good yet")
        SETTLED = "settled", pgettext_lazy("loss", "waits for the act of write-off")
        CLOSED = "closed", pgettext_lazy("loss", "closed")
        FOUND = "found", pgettext_lazy("loss", "found again")

    class Way(models.TextChoices):
        REPLACEMENT = "replacement", pgettext_lazy("made good", "another copy")
        MONEY = "money", pgettext_lazy("made good", "money")
        NOTHING = "nothing", pgettext_lazy("made good", "not made good")

    PENDING: ClassVar[tuple[str, ...]] = ("open", "settled")  # the copy stands at "lost" meanwhile

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()  # the book's
    number = models.PositiveIntegerField()  # the row in it
    written_on = models.DateField()
    copy = models.ForeignKey("stock.Copy", on_delete=models.PROTECT, related_name="losses")
    came_from = models.CharField(max_length=16)  # its place before, to come back to
    # Who lost it, as it was said at the desk.
    reader_name = models.CharField(max_length=160)
    reader_card = models.CharField(max_length=40, blank=True)
    lost_on = models.DateField()
    circumstances = models.CharField(max_length=600)
    due_on = models.DateField()  # until when it is to be made good
    price = models.BigIntegerField(null=True)  # tiyin; when closed: with which it left the books
    declared_by_id = models.IntegerField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    # How it was made good.
    way = models.CharField(max_length=12, choices=Way, blank=True)
    offer = models.OneToOneField(
        "stock.DeliveryLine", null=True, blank=True, on_delete=models.SET_NULL, related_name="loss"
    )  # with which the replacement comes; open until its delivery is accepted
    replacement = models.OneToOneField(
        "stock.Copy", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    judgement = models.CharField(
        max_length=300, blank=True
    )  # who found another title of equal worth, and why
    value = models.BigIntegerField(null=True)  # tiyin: of the replacement as valued, or the money taken
    receipt_number = models.CharField(max_length=40, blank=True)
    receipt_on = models.DateField(null=True, blank=True)
    ground = models.CharField(
        max_length=300, blank=True
    )  # the order that lets money be taken; why nothing is
    write_off_reason = models.CharField(max_length=16, choices=Disposal.Reason, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    # How it ended.
    disposal = models.ForeignKey(
        Disposal, null=True, blank=True, on_delete=models.PROTECT, related_name="losses"
    )
    closed_on = models.DateField(null=True, blank=True)
    found_on = models.DateField(null=True, blank=True)
    found_note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("loss")
        ordering = ["-year", "-number"]
        indexes = [models.Index(fields=["centre", "state", "due_on"], name="loss_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["centre", "year", "number"], name="loss_number_once"),
            models.UniqueConstraint(
                fields=["copy"], condition=Q(state__in=["open", "settled"]), name="copy_lost_once"
            ),
            models.CheckConstraint(
                condition=~Q(reader_name="") & ~Q(circumstances=""), name="loss_says_who_and_how"
            ),
            models.CheckConstraint(condition=Q(came_from__in=PLACES), name="loss_came_from_somewhere_real"),
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="loss_price_not_negative"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__gte=0), name="loss_value_not_negative"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "found"], way="", settled_on=None, replacement=None)
                | Q(state__in=["settled", "closed"], settled_on__isnull=False)
                & (
                    Q(way="replacement", replacement__isnull=False, offer__isnull=False, value__isnull=False)
                    & Q(write_off_reason="lost_by_reader")
                    | Q(way="money", value__gte=1, receipt_on__isnull=False, replacement=None, offer=None)
                    & Q(write_off_reason="lost_by_reader")
                    & ~Q(receipt_number="")
                    & ~Q(ground="")
                    | Q(way="nothing", value=None, replacement=None, offer=None)
                    & Q(write_off_reason__in=["other", "disaster"])
                    & ~Q(ground="")
                ),
                name="settled_loss_says_how",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "settled"], disposal=None, closed_on=None, found_on=None)
                | Q(state="closed", disposal__isnull=False, closed_on__isnull=False, price__isnull=False)
                & Q(found_on=None)
                | Q(state="found", found_on__isnull=False, disposal=None, closed_on=None, offer=None),
                name="loss_over_has_its_act",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
