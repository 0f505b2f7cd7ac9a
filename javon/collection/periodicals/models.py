"""Periodicals, subscriptions, issues that came, claims, bound volumes. Dossier 2.7, 2.12; Nizom 2.11.

Periodicals are not entered in the inventory book one by one: a registration sheet per title and year counts their
issues (dossier 2.7). Into the summary book go journals by issue copies and newspapers by annual sets (2.8, column
«jurnallar»; 1.D, «gazeta taxlami»): see ``actions/counting.py``.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field

MOST_COPIES = 100
DEAREST = 10_000_000_00  # tiyin, of one copy for one month


class Periodical(models.Model):
    """A newspaper or journal (davriy nashr) that we keep a sheet of; its record stands in the catalogue.

    `weekdays` of a newspaper: on which it comes out, "135" is Monday, Wednesday, Friday. `post_index` is its number in
    the subscription catalogue of the Post.
    """

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", pgettext_lazy("periodical", "newspaper")
        JOURNAL = "journal", pgettext_lazy("periodical", "journal")

    class Frequency(models.TextChoices):
        DAILY = "daily", _("6 times a week")
        FIVE_A_WEEK = "five_a_week", _("5 times a week")
        THREE_A_WEEK = "three_a_week", _("3 times a week")
        TWO_A_WEEK = "two_a_week", _("2 times a week")
        WEEKLY = "weekly", _("once a week")
        FORTNIGHTLY = "fortnightly", _("twice a month")
        MONTHLY = "monthly", _("once a month")
        BIMONTHLY = "bimonthly", _("once in two months")
        QUARTERLY = "quarterly", _("once a quarter")
        HALF_YEARLY = "half_yearly", _("twice a year")
        IRREGULAR = "irregular", _("irregularly")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.OneToOneField("catalogue.Title", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    frequency = models.CharField(max_length=14, choices=Frequency)
    weekdays = models.CharField(max_length=7, blank=True)
    post_index = models.CharField(max_length=12, blank=True)

    class Meta:
        verbose_name = _("periodical")
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="periodical_number_once"),
            models.CheckConstraint(
                condition=Q(kind="newspaper") & ~Q(weekdays="") | Q(kind="journal", weekdays=""),
                name="newspaper_has_weekdays",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Subscription(models.Model):
    """One subscription order for half a year (obuna), through the Post or another agency. Fixed once ordered."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("subscription", "being drawn up")
        ORDERED = "ordered", pgettext_lazy("subscription", "ordered")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    supplier = models.CharField(max_length=240)
    contract = models.CharField(max_length=80, blank=True)
    receipt = models.CharField(max_length=40, blank=True)  # of the payment
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    ordered_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("subscription")
        ordering = ["-year", "-half", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="subscription_number_once"),
            models.CheckConstraint(
                condition=Q(half__range=(1, 2), year__range=(2000, 2100)), name="subscription_half_is_real"
            ),
            models.CheckConstraint(
                condition=Q(state="ordered", ordered_on__isnull=False) | Q(state="draft", ordered_on=None),
                name="ordered_subscription_has_its_day",
            ),
        ]


class SubscriptionLine(models.Model):
    """So many copies of one periodical for some months of the half-year; `month_price` in tiyin."""

    id = UUIDv7Field(primary_key=True)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="lines")
    periodical = models.ForeignKey(Periodical, on_delete=models.PROTECT, related_name="subscribed")
    first_month = models.PositiveSmallIntegerField()
    last_month = models.PositiveSmallIntegerField()
    copies = models.PositiveSmallIntegerField()
    month_price = models.BigIntegerField()

    class Meta:
        verbose_name = _("line of a subscription")
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "periodical"], name="periodical_once_in_a_subscription"
            ),
            models.CheckConstraint(
                condition=Q(first_month__gte=1, last_month__lte=12, first_month__lte=F("last_month")),
                name="subscribed_months_are_real",
            ),
            models.CheckConstraint(
                condition=Q(copies__range=(1, MOST_COPIES)), name="subscribed_copies_are_real"
            ),
            models.CheckConstraint(condition=Q(month_price__range=(0, DEAREST)), name="month_price_is_real"),
        ]

    @property
    def months(self) -> int:
        return self.last_month - self.first_month + 1

    @property
    def amount(self) -> int:
        return self.copies * self.months * self.month_price


class BoundVolume(models.Model):
    """Issues of a year sewn together (taxlam, yillik toʻplam). A newspaper's comes into the books with `delivery`."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    periodical = models.ForeignKey(Periodical, on_delete=models.PROTECT, related_name="volumes")
    year = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    delivery = models.OneToOneField("stock.Delivery", null=True, on_delete=models.PROTECT, related_name="+")
    bound_on = models.DateField()

    class Meta:
        verbose_name = _("bound volume")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="bound_volume_number_once"),
            models.UniqueConstraint(fields=["periodical", "year", "label"], name="bound_volume_label_once"),
        ]


class Issue(models.Model):
    """A tick on the sheet: this issue came (or did not come out: then no copies). A newspaper's stands under its day,

    a journal's under its number; a double issue 5–6 has `last_number` 6. `supplement` names a supplement, "" the issue.
    """

    id = UUIDv7Field(primary_key=True)
    periodical = models.ForeignKey(Periodical, on_delete=models.PROTECT, related_name="issues")
    year = models.PositiveSmallIntegerField()
    day = models.DateField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    last_number = models.PositiveSmallIntegerField(null=True, blank=True)
    supplement = models.CharField(max_length=60, blank=True)
    is_published = models.BooleanField(default=True)
    copies = models.PositiveSmallIntegerField()
    arrived_on = models.DateField()
    volume = models.ForeignKey(BoundVolume, null=True, on_delete=models.PROTECT, related_name="issues")
    # With which delivery a journal's issue was counted into the summary book.
    counted_with = models.ForeignKey("stock.Delivery", null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entered_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("issue of a periodical")
        ordering = ["day", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["periodical", "day", "supplement"],
                condition=Q(day__isnull=False),
                name="newspaper_of_a_day_once",
            ),
            models.UniqueConstraint(
                fields=["periodical", "year", "number", "supplement"],
                condition=Q(day=None),
                name="journal_number_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=False) | Q(number__isnull=False, number__gte=1),
                name="issue_has_day_or_number",
            ),
            models.CheckConstraint(
                condition=Q(last_number=None) | Q(number__isnull=False, last_number__gt=F("number")),
                name="double_issue_goes_on",
            ),
            models.CheckConstraint(
                condition=Q(is_published=True, copies__range=(1, MOST_COPIES))
                | Q(is_published=False, copies=0),
                name="issue_has_copies_if_published",
            ),
        ]


class Claim(models.Model):
    """A letter to the Post about issues that did not come (daʼvo xati)."""

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    written_on = models.DateField()
    addressee = models.CharField(max_length=240)
    written_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("claim")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["centre", "number"], name="claim_number_once")]


class ClaimLine(models.Model):
    """One issue that is claimed: of a day, or of a number."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lines")
    periodical = models.ForeignKey(Periodical, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    day = models.DateField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("line of a claim")
        constraints = [
            models.CheckConstraint(
                condition=Q(day__isnull=False) | Q(number__isnull=False, number__gte=1),
                name="claim_line_has_day_or_number",
            )
        ]
