"""`javon check`: each copy is in one place, the ledger and the copies say the same, numbers have no gap, a closed loss
has its two movements.

Dossier 2.11; 8.1, KSU1-3 and Copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from javon.collection.stock.ledger import DIMENSIONS
from javon.collection.stock.models import Copy, Delivery, Disposal, InventoryBook, Loss, Movement, Whereabouts
from javon.collection.stock.triggers import missing_triggers


def verify() -> Iterator[str]:
    """Every sentence that is not true."""
    for name in missing_triggers(connection):
        yield f"the database lost the guard {name}: the ledger could be changed"
    yield from _places()
    yield from _receipts()
    yield from _counted_now()
    yield from _disposals()
    yield from _losses()
    yield from _numbers()


def _named(copy: Copy | None) -> str:
    assert copy is not None  # rows without a copy are not asked for
    return f"copy {copy.inventory_number or copy.code or copy.pk}"


def _places() -> Iterator[str]:
    """Where a copy is said to be is where its open stay is."""
    open_stays = Whereabouts.objects.filter(until=None)
    wanted, found = Copy.objects.count(), open_stays.count()
    if wanted != found:
        for copy in Copy.objects.exclude(pk__in=open_stays.values("copy")).iterator():
            yield f"{_named(copy)} is nowhere"
    for stay in open_stays.exclude(place=F("copy__state")).select_related("copy").iterator():
        yield f"{_named(stay.copy)} is said to be {stay.copy.state}, its open stay is {stay.place}"
    for copy in Copy.objects.filter(state="written_off", disposal=None, delivery__isnull=False).iterator():
        yield f"{_named(copy)} is written off by no act"


def _receipts() -> Iterator[str]:
    """What came with a delivery has one receipt in the ledger, counted as the copy was counted then."""
    received = Movement.objects.filter(side="in", correction=None, copy__isnull=False)
    for copy in Copy.objects.filter(delivery__isnull=False).exclude(pk__in=received.values("copy")):
        yield f"{_named(copy)} came with a delivery and is not in the ledger"
    for row in received.exclude(delivery=F("copy__delivery")).select_related("copy"):
        yield f"{_named(row.copy)} stands in the ledger with another delivery than its own"
    lines = Delivery.objects.filter(state="accepted").annotate(
        said=Sum("lines__copies"), amount=Sum(F("lines__copies") * F("lines__unit_price"))
    )
    booked = dict(
        Movement.objects.filter(delivery__isnull=False)
        .values_list("delivery")
        .annotate(Sum("copies"))
        .values_list("delivery", "copies__sum")
    )
    for delivery in lines:
        if delivery.said != booked.get(delivery.pk):
            yield f"delivery {delivery.number}: {delivery.said} copies on its lines, {booked.get(delivery.pk)} in the ledger"


def _counted_now() -> Iterator[str]:
    """A delivered copy that is still here stands in the ledger once, as it is counted and priced now."""
    living = Movement.objects.filter(copy__delivery__isnull=False, copy__disposal=None)
    as_now = Q(**{f"copy__{name}": F(name) for name in DIMENSIONS})
    sums = living.values(
        "copy", *DIMENSIONS, *(f"copy__{name}" for name in DIMENSIONS), "copy__price"
    ).annotate(copies_now=Sum("copies"), amount_now=Sum("amount"))
    nothing = Q(copies_now=0, amount_now=0)
    right = Q(copies_now=1, amount_now=Coalesce(F("copy__price"), 0)) & as_now
    for row in sums.exclude(nothing).exclude(right):
        yield (
            f"copy {row['copy']} is counted as {row['copies_now']} worth {row['amount_now']} under "
            f"{row['kind']} {row['content_group']} {row['language']}, and is not counted so now"
        )


def _disposals() -> Iterator[str]:
    """What was written off has one disposal in the ledger, with the dimensions that the ledger has for it."""
    gone = Movement.objects.filter(side="out", correction=None, copy__isnull=False)
    for copy in Copy.objects.filter(disposal__isnull=False).exclude(pk__in=gone.values("copy")):
        yield f"{_named(copy)} is written off and still in the ledger"
    for row in gone.exclude(disposal=F("copy__disposal")).select_related("copy"):
        yield f"{_named(row.copy)} stands in the ledger with another write-off than its own"
    # Of copies that came and went, nothing may be left in any column.
    left = (
        Movement.objects.filter(copy__disposal__isnull=False, copy__delivery__isnull=False)
        .values("copy", *DIMENSIONS)
        .annotate(copies_left=Sum("copies"), amount_left=Sum("amount"))
        .filter(~Q(copies_left=0) | ~Q(amount_left=0))
    )
    for row in left:
        yield f"copy {row['copy']} came and went, and {row['copies_left']} are left under {row['content_group']}"


def _losses() -> Iterator[str]:
    """A closed row of the book of replacements has its two movements at its sums; a pending one's copy is lost."""
    pending = Loss.objects.filter(state__in=Loss.PENDING).exclude(copy__state="lost")
    for loss in pending.select_related("copy"):
        yield f"loss {loss} is not over and its {_named(loss.copy)} is said to be {loss.copy.state}"
    facts = Movement.objects.filter(correction=None)
    gone = facts.filter(side="out", copy=OuterRef("copy"), disposal=OuterRef("disposal"))
    closed = Loss.objects.filter(state="closed").annotate(left_for=Subquery(gone.values("amount")[:1]))
    for loss in closed.exclude(left_for=-F("price")):
        yield f"loss {loss} is closed at {loss.price}, its copy left the ledger at {loss.left_for}"
    for loss in closed.exclude(disposal__reason=F("write_off_reason")).select_related("disposal"):
        yield f"loss {loss} is closed by a write-off for {loss.disposal.reason}, not {loss.write_off_reason}"  # type: ignore[union-attr]
    came = facts.filter(side="in", copy=OuterRef("replacement"), delivery=OuterRef("offer__delivery"))
    replaced = Loss.objects.filter(way="replacement").annotate(came_for=Subquery(came.values("amount")[:1]))
    for loss in replaced.filter(Q(came_for=None) | ~Q(came_for=F("value"))):
        yield f"loss {loss} was made good by {loss.value}, the copy came into the ledger at {loss.came_for}"
    answered = Loss.objects.filter(way="replacement").values("offer__delivery")
    for delivery in Delivery.objects.filter(kind="replacement", state="accepted").exclude(pk__in=answered):
        yield f"delivery {delivery.number} came in place of a lost copy and answers no loss"
    counted = Loss.objects.values("centre", "year").annotate(count=Count("pk"), last=Max("number"))
    for row in counted.exclude(count=F("last")):
        yield f"book of replacements: {row['count']} rows in {row['year']}, the last is {row['last']}"


def _numbers() -> Iterator[str]:
    """Numbers that we give have no gap: inventory numbers, lines of part 1, acts of part 2."""
    for book in InventoryBook.objects.filter(last__gt=F("paper_last")):
        # A number between ours may be that of an old copy entered later: its line is no gap.
        ours = Copy.objects.filter(
            centre=book.centre_id,
            inventory_book=book.code,
            inventory_order__range=(book.paper_last + 1, book.last),
        )
        given = ours.aggregate(count=Count("inventory_order", distinct=True))
        if given["count"] != book.last - book.paper_last:
            yield (
                f"inventory book «{book.name}»: numbers {book.paper_last + 1} to {book.last} were given, "
                f"{given['count']} of them are there"
            )
    for model in (Delivery, Disposal):
        counted = (
            model.objects.filter(book_number__isnull=False)
            .values("centre", "book_year")
            .annotate(count=Count("pk"), last=Max("book_number"))
            .exclude(count=F("last"))
        )
        for row in counted:
            yield (
                f"{model._meta.verbose_name}: {row['count']} numbers in {row['book_year']}, the last is {row['last']}"
            )
