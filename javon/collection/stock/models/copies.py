"""A copy, where it is, and how the books count it. Nizom 2.11; dossier 3.6, 8.2; the contract's list of places."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from javon.core.database.fields import UUIDv7Field

PLACES = (
    "in_processing", "on_shelf", "on_loan", "on_hold_shelf", "in_transit", "in_reading_room",
    "at_mobile_point", "at_ill_partner", "in_repair", "on_display", "missing", "lost", "written_off",
)  # fmt: skip


class StockKind(models.TextChoices):
    """What kind of thing the books count (turi). The first is what is entered in the inventory book one by one."""

    BOOK = "book", pgettext_lazy("of stock", "books")
    BROCHURE = "brochure", _("brochures")
    JOURNAL = "journal", _("journals")
    NEWSPAPER = "newspaper", _("newspapers")
    AUDIOVISUAL = "audiovisual", _("audiovisual documents")
    ELECTRONIC = "electronic", _("electronic publications")
    MANUSCRIPT = "manuscript", _("manuscripts")
    OTHER = "other", _("other kinds")


class Dimensions(models.Model):
    """How the books count a thing: each of these has its own column of sums. Frozen when the fact is written.

    `content_group` is a code of the statistics profile (SOC … CHI), `language` of ISO 639-2 ("" unknown), `script`
    latn, cyrl, arab or "".
    """

    kind = models.CharField(max_length=12, choices=StockKind, default=StockKind.BOOK)
    content_group = models.CharField(max_length=4, default="GEN")
    language = models.CharField(max_length=3, blank=True)
    script = models.CharField(max_length=4, blank=True)

    class Meta:
        abstract = True


class Copy(Dimensions):
    """One copy (nusxa) of a title: what lies on the shelf.

    Its place now stands in `state` and in its one open :class:`Whereabouts` row; ``whereabouts.move`` writes both and
    nothing else does. `delivery` says with which delivery it came; a copy without one belongs to the stock that was
    there before the first delivery was entered (the opening balance).
    """

    class State(models.TextChoices):
        """Where a copy is: exactly one of these at any time."""

        IN_PROCESSING = "in_processing", _("being processed")
        ON_SHELF = "on_shelf", _("on the shelf")
        ON_LOAN = "on_loan", _("on loan")
        ON_HOLD_SHELF = "on_hold_shelf", _("waiting for a reader")
        IN_TRANSIT = "in_transit", _("on its way")
        IN_READING_ROOM = "in_reading_room", _("in the reading room")
        AT_MOBILE_POINT = "at_mobile_point", _("at a mobile point")
        AT_ILL_PARTNER = "at_ill_partner", _("at a partner library")
        IN_REPAIR = "in_repair", _("being repaired")
        ON_DISPLAY = "on_display", _("on display")
        MISSING = "missing", _("missing")
        LOST = "lost", _("lost")
        WRITTEN_OFF = "written_off", _("withdrawn")

    id = UUIDv7Field(primary_key=True)
    # No index of its own: the inventory number's constraint begins with the centre.
    centre = models.ForeignKey(
        "organisation.Centre", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.ForeignKey("catalogue.Title", on_delete=models.PROTECT, related_name="+")
    service_point = models.ForeignKey("organisation.ServicePoint", on_delete=models.PROTECT, related_name="+")
    barcode = models.CharField(max_length=8, null=True, unique=True)  # ours: 7 digits + check digit
    foreign_barcode = models.CharField(max_length=40, blank=True)  # of imported stock, understood too
    inventory_book = models.CharField(
        max_length=20, blank=True
    )  # code of an InventoryBook; "" = the main book
    inventory_number = models.CharField(max_length=30, blank=True)
    # Old paper books repeat numbers: the second copy under one number is repeat 1, shown with a note.
    inventory_repeat = models.PositiveSmallIntegerField(default=0)
    inventory_order = models.BigIntegerField(default=0)  # the number's digits: the order of lines in the book
    shelf_mark = models.CharField(max_length=80, blank=True)
    shelf = models.CharField(max_length=80, blank=True)  # "2-javon"
    state = models.CharField(max_length=16, choices=State, default=State.ON_SHELF)
    loanable = models.BooleanField(default=True)  # False: reading room only
    price = models.BigIntegerField(null=True)  # tiyin
    acquired_on = models.DateField(null=True)
    # The copy as the imported record describes it (952, 910 …): re-importing the file recognises it.
    source_key = models.CharField(max_length=80, blank=True)
    delivery = models.ForeignKey("stock.Delivery", null=True, on_delete=models.PROTECT, related_name="copies")
    disposal = models.ForeignKey("stock.Disposal", null=True, on_delete=models.PROTECT, related_name="copies")
    note = models.CharField(max_length=200, blank=True)  # of its line in the inventory book
    entered_at = models.DateTimeField(null=True)  # None: came with an import
    entered_by_id = models.IntegerField(null=True)

    class Meta:
        verbose_name = _("copy")
        indexes = [
            models.Index(
                fields=["foreign_barcode"], name="copy_foreign_barcode", condition=~Q(foreign_barcode="")
            ),
            models.Index(
                fields=["centre", "inventory_book", "inventory_order"],
                name="copy_in_book_order",
                condition=~Q(inventory_number=""),
            ),
            # What a desk types without a label: a number as written, or its digits whatever zeros stand before them.
            models.Index(
                fields=["inventory_number"], name="copy_inventory_number", condition=~Q(inventory_number="")
            ),
            models.Index(
                fields=["inventory_order"], name="copy_inventory_order", condition=~Q(inventory_number="")
            ),
            # The four figures and how far the opening balance is filled are read from this index alone.
            models.Index(
                fields=[
                    "centre",
                    "delivery",
                    "state",
                    "kind",
                    "content_group",
                    "language",
                    "price",
                    "disposal",
                ],
                name="copy_as_counted",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "inventory_book", "inventory_number", "inventory_repeat"],
                condition=~Q(inventory_number=""),
                name="inventory_number_once_per_book",
            ),
            models.UniqueConstraint(
                fields=["title", "source_key"], condition=~Q(source_key=""), name="imported_copy_once"
            ),
            models.CheckConstraint(condition=Q(state__in=PLACES), name="copy_is_somewhere_real"),
            models.CheckConstraint(condition=Q(price=None) | Q(price__gte=0), name="copy_price_not_negative"),
            models.CheckConstraint(
                condition=Q(disposal=None) | Q(state="written_off"), name="disposed_copy_is_written_off"
            ),
        ]

    @property
    def code(self) -> str:
        """The code that is scanned or read aloud for this copy; "" when it has none."""
        return self.barcode or self.foreign_barcode


class Whereabouts(models.Model):
    """One stay of a copy at one place: where, from when, until when, because of what.

    The row without `until` is where it is now; the database lets a copy have one only, so that two places at once are
    impossible. `cause` names the fact behind it as the journal names things ("stock.delivery", its id).
    """

    id = models.BigAutoField(primary_key=True)
    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="stays", db_index=False)
    place = models.CharField(max_length=16, choices=Copy.State)
    # None: at its home point, or nowhere that has a name (lost).
    point = models.ForeignKey(
        "organisation.ServicePoint", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by_user_id = models.IntegerField(null=True)
    cause = models.CharField(max_length=40, blank=True)
    cause_id = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("stay of a copy")
        ordering = ["copy", "id"]
        indexes = [models.Index(fields=["copy", "-id"], name="stay_by_copy")]
        constraints = [
            models.UniqueConstraint(fields=["copy"], condition=Q(until=None), name="copy_is_in_one_place"),
            models.CheckConstraint(condition=Q(place__in=PLACES), name="stay_is_somewhere_real"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="stay_ends_after_it_begins"
            ),
        ]
