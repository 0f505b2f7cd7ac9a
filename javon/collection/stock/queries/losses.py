"""The book of replacements: a year's rows, their sums, one row with its acts, what the rules need to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from javon.collection.stock.models import Copy, Delivery, Disposal, Loss
from javon.collection.stock.queries import scanned
from javon.collection.stock.rules import losses as rules
from javon.core import clock

WITH = (
    "copy__title", "copy__service_point", "replacement__title", "offer__title", "offer__delivery",
    "offer__delivery__act", "disposal__act", "centre",
)  # fmt: skip
FILTERS = ("open", "overdue", "settled", "closed", "found")


def rows(centre_id: UUID, year: int, state: str = "", words: str = "") -> QuerySet[Loss]:
    """The rows of a year's book in their order; `words` is a name, a card, an inventory number."""
    found = Loss.objects.filter(centre_id=centre_id, year=year)
    if state == "overdue":
        found = found.filter(overdue())
    elif state:
        found = found.filter(state=state)
    if words:
        found = found.filter(
            Q(reader_name__icontains=words)
            | Q(reader_card__iexact=words)
            | Q(copy__inventory_number=words)
            | Q(replacement__inventory_number=words)
            | Q(copy__title__title__icontains=words)
        )
    return (
        found.select_related(*WITH).defer("copy__title__marc", "replacement__title__marc").order_by("number")
    )


def overdue() -> Q:
    """Losses whose term has passed and that nobody has made good."""
    return Q(state=Loss.State.OPEN, due_on__lt=clock.today())


def row(centre_id: UUID, year: int, number: int) -> Loss | None:
    """One row of the book."""
    found = Loss.objects.filter(centre_id=centre_id, year=year, number=number)
    return found.select_related(*WITH).first()


@dataclass(frozen=True, slots=True)
class Totals:
    """What a year's book adds up to: rows and tiyin."""

    rows: int = 0
    lost: int = 0  # tiyin, of the lost copies that did not come back
    open: int = 0
    overdue: int = 0
    settled: int = 0
    closed: int = 0
    found: int = 0
    copies: int = 0  # taken in place
    worth: int = 0  # tiyin, of those
    money: int = 0  # tiyin taken


def totals(centre_id: UUID, year: int) -> Totals:
    """One question for the whole strip of figures."""
    replaced, paid = Q(way=Loss.Way.REPLACEMENT), Q(way=Loss.Way.MONEY)
    told = Loss.objects.filter(centre_id=centre_id, year=year).aggregate(
        rows=Count("pk"),
        lost=Sum("price", filter=~Q(state=Loss.State.FOUND)),
        overdue=Count("pk", filter=overdue()),
        copies=Count("pk", filter=replaced),
        worth=Sum("value", filter=replaced),
        money=Sum("value", filter=paid),
        **{state: Count("pk", filter=Q(state=state)) for state in Loss.State.values},
    )
    return Totals(**{name: told[name] or 0 for name in told})


def years(centre_id: UUID) -> tuple[int, int]:
    """The first and the last year that have a book; this year has always one."""
    today = clock.today()
    ends = Loss.objects.filter(centre_id=centre_id).aggregate(first=Min("year"), last=Max("year"))
    return min(ends["first"] or today.year, today.year), max(ends["last"] or today.year, today.year)


class Pending(NamedTuple):
    """The pending loss of a copy, as the rules of write-offs ask for it."""

    state: str
    leaves_by: str
    row: str


def pending(copy_ids: Sequence[UUID]) -> dict[UUID, Pending]:
    """The open or settled loss of each copy that has one."""
    found: dict[UUID, Pending] = {}
    for start in range(0, len(copy_ids), scanned.AT_ONCE):
        part = list(copy_ids[start : start + scanned.AT_ONCE])
        for loss in Loss.objects.filter(copy_id__in=part, state__in=Loss.PENDING):
            found[loss.copy_id] = Pending(loss.state, loss.write_off_reason, str(loss))
    return found


def of_copy(copy: Copy) -> Loss | None:
    """The newest row in which the copy stands as lost."""
    return Loss.objects.filter(copy=copy).order_by("-year", "-number").first()


def replaced_by(copy: Copy) -> Loss | None:
    """The row in which the copy stands as taken in place of another."""
    return Loss.objects.filter(replacement=copy).first()


def of_delivery(delivery: Delivery) -> list[Loss]:
    """The losses that this delivery makes good, or is to."""
    return list(Loss.objects.filter(offer__delivery=delivery).order_by("year", "number"))


def waiting_for_act(centre_id: UUID) -> QuerySet[Loss]:
    """Settled losses whose copy stands on no open list yet."""
    listed = Disposal.objects.filter(state__in=Disposal.OPEN, lines__is_open=True).values("lines__copy")
    found = Loss.objects.filter(centre_id=centre_id, state=Loss.State.SETTLED).exclude(copy__in=listed)
    return found.select_related("copy").order_by("year", "number")


def open_write_off(loss: Loss) -> Disposal | None:
    """The open list on which the lost copy stands."""
    found = Disposal.objects.filter(state__in=Disposal.OPEN, lines__copy=loss.copy_id, lines__is_open=True)
    return found.select_related("act").first()


def declaration(
    answer: scanned.Answer,
    *,
    price: int | None = None,
    reader_name: str = "",
    circumstances: str = "",
    lost_on: date | None = None,
    due_on: date | None = None,
) -> rules.DeclarationFacts:
    """What the rules ask of a scanned copy and of what was said."""
    keys = [copy.pk for copy in answer.copies]
    stands = pending(keys)
    known = answer.copies[0].price if len(keys) == 1 else None
    return rules.DeclarationFacts(
        copy=scanned.facts_of(answer, scanned.held(keys), set()),
        today=clock.today(),
        reader_name=reader_name,
        circumstances=circumstances,
        lost_on=lost_on,
        due_on=due_on,
        row=stands[keys[0]].row if len(keys) == 1 and keys[0] in stands else "",
        price=known if known is not None else price,
    )


def facts(loss: Loss) -> rules.LossFacts:
    """What the rules ask before a step."""
    listed = open_write_off(loss)
    offer = loss.offer
    waits = offer is not None and offer.delivery.state == Delivery.State.DRAFT
    return rules.LossFacts(
        state=loss.state,
        today=clock.today(),
        price=loss.copy.price if loss.copy.price is not None else loss.price,
        waiting_delivery=offer.delivery.number if waits and offer is not None else None,
        write_off=listed.number if listed is not None else None,
        way=loss.way,
    )
