"""What the stock shows for clauses of the Regulation: copies that came, by the day on which they were acquired."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from javon.collection.stock.models import Copy
from javon.core.evidence import Evidence, Period


def copies_added(centre_id: Any, period: Period) -> int:
    """Copies acquired in the period."""
    return Copy.objects.filter(centre_id=centre_id, acquired_on__range=(period.first, period.last)).count()


EVIDENCE = (
    Evidence(
        code="stock.copies_added",
        clause="2.11",
        sentence=_("Copies added to the stock: %(count)d"),
        count=copies_added,
        rows="stock:records",
    ),
)
