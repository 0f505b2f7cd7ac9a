"""What the readers' site shows for the Regulation: that people were served through it. Nizom 2.6."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from javon.core.counts import counting, queries
from javon.core.evidence import Evidence, Period


def _counted(name: str) -> Any:
    def count(centre_id: Any, period: Period) -> int:
        return queries.totals(period.first, period.last).get(name, 0)

    return count


# Anonymous figures of the day: there are no rows behind them to show, by design.
EVIDENCE = (
    Evidence(
        "public.sessions",
        "2.6",
        _("Visits to the electronic catalogue: %(count)d"),
        _counted(counting.SESSION),
    ),
    Evidence("public.searches", "2.6", _("Searches in the catalogue: %(count)d"), _counted(counting.SEARCH)),
    Evidence(
        "public.title_views", "2.6", _("Pages of books opened: %(count)d"), _counted(counting.TITLE_VIEW)
    ),
)
