"""What is to be bought in a period for which money. Approved by the director; whole tiyin. Nizom 2.11."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.acquisition.models.proposals import Described, PurchaseProposal
from javon.core.database.fields import UUIDv7Field

MOST_COPIES = 2_000  # of one line, as of one line of a delivery
DEAREST = 100_000_000_00  # tiyin, of one copy
LARGEST_BUDGET = 100_000_000_000_00  # tiyin


class PurchaseList(models.Model):
    """Books to be bought in a period, and the money for them. Drafted, laid before the director, approved or returned.

    `budget` in tiyin. An approved list does not change any more; orders are made from it.
    """

    class Money(models.TextChoices):
        BUDGET = "budget", pgettext_lazy("source of money", "the budget")
        OWN = "own", pgettext_lazy("source of money", "own income")
        SPONSOR = "sponsor", pgettext_lazy("source of money", "a sponsor")
        PROGRAMME = "programme", pgettext_lazy("source of money", "a state programme")

    class Part(models.TextChoices):
        YEAR = "year", _("the whole year")
        H1 = "h1", _("first half-year")
        H2 = "h2", _("second half-year")
        Q1 = "q1", _("quarter I")
        Q2 = "q2", _("quarter II")
        Q3 = "q3", _("quarter III")
        Q4 = "q4", _("quarter IV")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("purchase list", "being drawn up")
        SENT = "sent", pgettext_lazy("purchase list", "before the director")
        APPROVED = "approved", pgettext_lazy("purchase list", "approved")
        CANCELLED = "cancelled", pgettext_lazy("purchase list", "given up")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=4, choices=Part, default=Part.YEAR)
    money = models.CharField(max_length=10, choices=Money, default=Money.BUDGET)
    money_note = models.CharField(max_length=120, blank=True)  # the item of the estimate, the sponsor's name
    budget = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    remark = models.CharField(max_length=300, blank=True)  # with which it was returned or given up
    edits = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True)
    sent_by_id = models.IntegerField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by_id = models.IntegerField(null=True, blank=True)
    approver_name = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("purchase list")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="purchase_list_number_once"),
            models.CheckConstraint(
                condition=Q(budget__range=(1, LARGEST_BUDGET)), name="purchase_list_has_real_budget"
            ),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="purchase_list_year_is_real"),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False)
                | (~Q(state="approved") & Q(approved_at=None)),
                name="approved_purchase_list_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}, {self.get_part_display()}"


class PurchaseLine(Described):
    """So many copies of one book at an estimated price (tiyin). `proposal` says whose wish it is."""

    id = UUIDv7Field(primary_key=True)
    purchase_list = models.ForeignKey(PurchaseList, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    proposal = models.ForeignKey(
        PurchaseProposal, null=True, blank=True, on_delete=models.PROTECT, related_name="lines"
    )
    quantity = models.PositiveIntegerField()
    unit_price = models.BigIntegerField()

    class Meta:
        verbose_name = _("line of a purchase list")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["purchase_list", "position"], name="purchase_line_position_once"),
            models.UniqueConstraint(
                fields=["purchase_list", "proposal"],
                condition=Q(proposal__isnull=False),
                name="proposal_once_on_a_list",
            ),
            models.CheckConstraint(
                condition=Q(quantity__range=(1, MOST_COPIES)), name="purchase_line_has_copies"
            ),
            models.CheckConstraint(
                condition=Q(unit_price__range=(0, DEAREST)), name="purchase_line_price_is_real"
            ),
        ]
