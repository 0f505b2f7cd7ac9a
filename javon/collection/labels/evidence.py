"""What labels show for the Regulation: labels and cards that came onto paper."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Sum
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from javon.collection.labels.models import LabelRequest
from javon.core.evidence import Evidence, Period


def labels_printed(centre_id: Any, period: Period) -> int:
    """Labels that somebody confirmed to be on paper in the period."""
    zone = get_default_timezone()
    first = datetime.combine(period.first, time.min, zone)
    after = datetime.combine(period.last + timedelta(days=1), time.min, zone)
    rows = LabelRequest.objects.filter(centre_id=centre_id, printed_at__gte=first, printed_at__lt=after)
    return rows.aggregate(labels=Sum("quantity"))["labels"] or 0


EVIDENCE = (
    Evidence(
        code="labels.printed",
        clause="2.11",
        sentence=_("Labels and cards printed: %(count)d"),
        count=labels_printed,
        rows="labels:queue",
    ),
)
