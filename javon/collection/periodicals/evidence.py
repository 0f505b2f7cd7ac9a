"""What periodicals show for the Regulation: issues registered. Nizom 2.11."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from javon.collection.periodicals.models import Issue
from javon.core.evidence import Evidence, Period


def issues_registered(centre_id: Any, period: Period) -> int:
    """Issues that came in the period, each once however many copies."""
    rows = Issue.objects.filter(periodical__centre_id=centre_id, is_published=True)
    return rows.filter(arrived_on__range=(period.first, period.last)).count()


EVIDENCE = (
    Evidence(
        code="periodicals.issues_registered",
        clause="2.11",
        sentence=_("Issues of periodicals registered: %(count)d"),
        count=issues_registered,
        rows="periodicals:periodicals",
    ),
)
