"""What the stock shows for clauses of the Regulation: copies that came, copies that went."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from javon.collection.stock.models import Copy, Loss, Movement, ProhibitedCheck, Stocktaking
from javon.core.evidence import Evidence, Period


def copies_added(centre_id: Any, period: Period) -> int:
    """Copies acquired in the period."""
    return Copy.objects.filter(centre_id=centre_id, acquired_on__range=(period.first, period.last)).count()


def copies_written_off(centre_id: Any, period: Period) -> int:
    """Copies whose act of write-off was approved in the period."""
    rows = Movement.objects.filter(side=Movement.Side.OUT, correction=None, centre_id=centre_id)
    return rows.filter(happened_on__range=(period.first, period.last)).count()


def copies_received(centre_id: Any, period: Period) -> int:
    """Copies that the ledger received in the period, corrections and brochures among them."""
    rows = Movement.objects.filter(
        centre_id=centre_id, side=Movement.Side.IN, booked_on__range=(period.first, period.last)
    )
    return int(rows.aggregate(copies=Sum("copies"))["copies"] or 0)


def stocktakings_closed(centre_id: Any, period: Period) -> int:
    """Stocktakings whose counting ended in the period and whose act was approved."""
    closed = Stocktaking.objects.filter(centre_id=centre_id, state=Stocktaking.State.CLOSED)
    return closed.filter(counted_at__date__range=(period.first, period.last)).count()


def losses_made_good(centre_id: Any, period: Period) -> int:
    """Lost copies for which another copy or money was taken in the period."""
    made_good = Loss.objects.filter(centre_id=centre_id, way__in=(Loss.Way.REPLACEMENT, Loss.Way.MONEY))
    return made_good.filter(settled_on__range=(period.first, period.last)).count()


def prohibited_checks_done(centre_id: Any, period: Period) -> int:
    """Checks of the stock for prohibited publications whose act was approved in the period."""
    done = ProhibitedCheck.objects.filter(centre_id=centre_id, state=ProhibitedCheck.State.DONE)
    return done.filter(done_on__range=(period.first, period.last)).count()


EVIDENCE = (
    Evidence(
        code="stock.copies_added",
        clause="2.11",
        sentence=_("Copies added to the stock: %(count)d"),
        count=copies_added,
        rows="stock:records",
    ),
    Evidence(
        code="stock.copies_written_off",
        clause="2.11",
        sentence=_("Copies written off: %(count)d"),
        count=copies_written_off,
        rows="stock:write_offs",
    ),
    Evidence(
        code="stock.copies_received",
        clause="2.11",
        sentence=_("Copies received into the books: %(count)d"),
        count=copies_received,
        rows="stock:hub",
    ),
    Evidence(
        code="stock.stocktakings_closed",
        clause="2.11",
        sentence=_("Stocktakings closed: %(count)d"),
        count=stocktakings_closed,
        rows="stock:checks",
    ),
    Evidence(
        code="stock.losses_made_good",
        clause="2.11",
        sentence=_("Lost copies made good: %(count)d"),
        count=losses_made_good,
        rows="stock:replacements",
    ),
    Evidence(
        code="stock.prohibited_checks_done",
        clause="2.11",
        sentence=_("Checks of the stock for prohibited publications: %(count)d"),
        count=prohibited_checks_done,
        rows="stock:prohibited_checks",
    ),
)
