"""Counting the stock (fondni tekshirish, xatlov): what was to be there, what was scanned, what came of it.

What a session expects is frozen when it opens; scans are only added. Every expected copy ends in exactly one
outcome, so the classes of the report add up to what was expected. Dossier 3.8, 8.1.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.collection.stock.models.copies import PLACES
from javon.core.database.fields import UUIDv7Field, uuid7

ENDS = ("in_place", "wrong_place", "said_away", "found", "away", "handled", "missing")


class Stocktaking(models.Model):
    """One counting of a part of the stock: its scope, its commission, its days, its act.

    Counted → act drafted → approved; only the approval changes where copies are said to be. A handover of the stock
    from one materially liable person to another is a stocktaking of that kind and ends with it.
    """

    class Kind(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("stocktaking", "planned")
        HANDOVER = "handover", pgettext_lazy("stocktaking", "handover of the stock")
        EVENT = "event", pgettext_lazy("stocktaking", "after a theft, a disaster, a merger")

    class State(models.TextChoices):
        COUNTING = "counting", pgettext_lazy("stocktaking", "being counted")
        COUNTED = "counted", pgettext_lazy("stocktaking", "counted")
        ACT = "act", pgettext_lazy("stocktaking", "act waits for approval")
        CLOSED = "closed", pgettext_lazy("stocktaking", "closed")
        CANCELLED = "cancelled", pgettext_lazy("stocktaking", "cancelled")

    OPEN: ClassVar[tuple[str, ...]] = ("counting", "counted", "act")

    id = UUIDv7Field(primary_key=True)
    centre = models.ForeignKey("organisation.Centre", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PLANNED)
    state = models.CharField(max_length=10, choices=State, default=State.COUNTING)
    # The scope: the service points of its shelves; their whole stock where no narrower bound is set.
    shelf = models.CharField(max_length=80, blank=True)
    mark_from = models.CharField(max_length=80, blank=True)  # shelf marks in the order of their text
    mark_to = models.CharField(max_length=80, blank=True)
    number_from = models.BigIntegerField(null=True, blank=True)  # inventory numbers, both included
    number_to = models.BigIntegerField(null=True, blank=True)
    sample = models.PositiveIntegerField(null=True, blank=True)  # so many copies drawn by lot
    # Whose deed it is.
    commission = models.ForeignKey(
        "stock.Commission", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order_label = models.CharField(max_length=200)  # "14-A-son buyruq, 09.01.2026"
    liable_before = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # materially liable for the stock; hands it over
    liable_after = models.ForeignKey(
        "organisation.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # takes it over
    opened_at = models.DateTimeField()
    opened_by_id = models.IntegerField(null=True)
    expected = models.PositiveIntegerField(default=0)  # copies frozen at the opening
    last_stay = models.BigIntegerField(
        default=0
    )  # the newest Whereabouts row then: later ones are moves meanwhile
    counted_at = models.DateTimeField(null=True, blank=True)
    act = models.ForeignKey(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("stocktaking")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="stocktaking_number_once"),
            models.UniqueConstraint(
                fields=["act"], condition=Q(act__isnull=False), name="act_of_one_stocktaking"
            ),
            models.CheckConstraint(condition=~Q(order_label=""), name="stocktaking_has_its_order"),
            models.CheckConstraint(
                condition=~Q(kind="handover")
                | Q(liable_before__isnull=False, liable_after__isnull=False)
                & ~Q(liable_before=F("liable_after")),
                name="handover_has_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["counting", "cancelled"], act=None, closed_at=None)
                | Q(state="counted", counted_at__isnull=False, act=None, closed_at=None)
                | Q(state="act", counted_at__isnull=False, act__isnull=False, closed_at=None)
                | Q(state="closed", counted_at__isnull=False, act__isnull=False, closed_at__isnull=False),
                name="stocktaking_goes_its_way",
            ),
            models.CheckConstraint(
                condition=Q(sample=None) | Q(sample__gte=1), name="stocktaking_sample_real"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class CountedShelf(models.Model):
    """One shelf of a stocktaking: how many copies belong there, and that it has been gone through.

    Every service point of the scope has one at least.
    """

    id = models.BigAutoField(primary_key=True)
    stocktaking = models.ForeignKey(Stocktaking, on_delete=models.CASCADE, related_name="shelves")
    point = models.ForeignKey("organisation.ServicePoint", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80, blank=True)  # "": the copies say no shelf
    expected = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("shelf of a stocktaking")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["stocktaking", "point", "name"], name="counted_shelf_once")
        ]

    def __str__(self) -> str:
        return self.name


class Expectation(models.Model):
    """One copy that a stocktaking has to account for, and where it was said to be when the session opened.

    `outcome` is set by the first scan; what was never scanned gets its outcome when the counting ends.
    """

    class Outcome(models.TextChoices):
        IN_PLACE = "in_place", pgettext_lazy("stocktaking", "in place")
        WRONG_PLACE = "wrong_place", pgettext_lazy("stocktaking", "on another shelf")
        SAID_AWAY = "said_away", pgettext_lazy("stocktaking", "here, said to be elsewhere")
        FOUND = "found", pgettext_lazy("stocktaking", "found again")
        AWAY = "away", pgettext_lazy("stocktaking", "on loan or elsewhere")
        HANDLED = "handled", pgettext_lazy("stocktaking", "seen at the desk meanwhile")
        MISSING = "missing", pgettext_lazy("stocktaking", "not found")

    id = models.BigAutoField(primary_key=True)
    stocktaking = models.ForeignKey(
        Stocktaking, on_delete=models.CASCADE, related_name="expectations", db_index=False
    )
    copy = models.ForeignKey("stock.Copy", on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=16)  # a place of the contract's list
    shelf = models.ForeignKey(CountedShelf, on_delete=models.CASCADE, related_name="expectations")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    class Meta:
        verbose_name = _("expected copy")
        ordering = ["id"]
        indexes = [models.Index(fields=["stocktaking", "outcome"], name="expected_by_outcome")]
        constraints = [
            models.UniqueConstraint(fields=["stocktaking", "copy"], name="copy_expected_once"),
            models.CheckConstraint(condition=Q(said__in=PLACES), name="expected_somewhere_real"),
            models.CheckConstraint(condition=Q(outcome__in=("", *ENDS)), name="expected_ends_somewhere_real"),
        ]


class Scan(models.Model):
    """One code that somebody scanned, typed or pasted while counting. Rows are only added.

    `outcome` is what the rule said at that moment: an outcome of the expected copy at its first scan, or what is
    wrong with the code.
    """

    class Outcome(models.TextChoices):
        IN_PLACE = "in_place", pgettext_lazy("stocktaking", "in place")
        WRONG_PLACE = "wrong_place", pgettext_lazy("stocktaking", "on another shelf")
        SAID_AWAY = "said_away", pgettext_lazy("stocktaking", "here, said to be elsewhere")
        FOUND = "found", pgettext_lazy("stocktaking", "found again")
        STRAY = "stray", pgettext_lazy("stocktaking", "belongs elsewhere")
        WITHDRAWN = "withdrawn", pgettext_lazy("stocktaking", "withdrawn, yet here")
        DUPLICATE = "duplicate", pgettext_lazy("stocktaking", "scanned before")
        UNKNOWN = "unknown", pgettext_lazy("stocktaking", "unknown code")

    class Device(models.TextChoices):
        SCANNER = "scanner", pgettext_lazy("stocktaking", "scanner or keyboard")
        CAMERA = "camera", pgettext_lazy("stocktaking", "camera")
        LIST = "list", pgettext_lazy("stocktaking", "list of codes")
        HAND = "hand", pgettext_lazy("stocktaking", "found by hand")

    id = models.BigAutoField(primary_key=True)
    stocktaking = models.ForeignKey(
        Stocktaking, on_delete=models.CASCADE, related_name="scans", db_index=False
    )
    request_id = models.UUIDField(unique=True, default=uuid7)  # of the device: sent twice, counted once
    at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True)
    code = models.CharField(max_length=60)  # as scanned
    copy = models.ForeignKey("stock.Copy", null=True, on_delete=models.PROTECT, related_name="+")
    shelf = models.ForeignKey(
        CountedShelf, null=True, on_delete=models.CASCADE, related_name="scans", db_index=False
    )  # None: no shelf was chosen
    device = models.CharField(max_length=8, choices=Device, default=Device.SCANNER)
    outcome = models.CharField(max_length=12, choices=Outcome)

    class Meta:
        verbose_name = _("scan")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["stocktaking", "-id"], name="scan_newest_first"),
            models.Index(fields=["stocktaking", "outcome", "-id"], name="scan_by_outcome"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["stocktaking", "copy"],
                condition=Q(copy__isnull=False) & ~Q(outcome="duplicate"),
                name="copy_counted_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome="unknown", copy=None) | ~Q(outcome="unknown") & Q(copy__isnull=False),
                name="scan_knows_its_copy",
            ),
        ]


class StocktakingNote(models.Model):
    """What somebody did or said about a scan or a copy that did not fit: put on its shelf, a slip, a remark."""

    class Kind(models.TextChoices):
        PUT_HERE = "put_here", pgettext_lazy("stocktaking", "the shelf was corrected")
        SLIP = "slip", pgettext_lazy("stocktaking", "a slip of the hand")
        REMARK = "remark", pgettext_lazy("stocktaking", "remark")

    id = models.BigAutoField(primary_key=True)
    stocktaking = models.ForeignKey(Stocktaking, on_delete=models.CASCADE, related_name="notes")
    scan = models.ForeignKey(Scan, null=True, on_delete=models.CASCADE, related_name="notes")
    copy = models.ForeignKey("stock.Copy", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by_user_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("note of a stocktaking")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scan__isnull=False) | Q(copy__isnull=False),
                name="stocktaking_note_is_about_something",
            )
        ]
