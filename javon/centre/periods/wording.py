"""The sentences around months and years that are closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from javon.core.uzbek import month_and_year, month_name
from javon.core.verdict import Refusal

SENTENCES: dict[str, Promise] = {
    "no_such_period": _("There is no month %(month)s of the year %(year)s. Nothing was changed."),
    "period_not_over": _("%(period)s is not over: its last day is %(last)s. Close it after that day (Nizom 2.7)."),
    "period_closed_already": _("%(period)s is closed already. Nothing was changed."),
    "not_its_turn": _("Months are closed one after another. The next to close: %(period)s (Nizom 2.7)."),
    "months_open": _("The year %(year)s closes when its months are closed. Still open: %(months)s (Nizom 2.7)."),
    "period_open_already": _("%(period)s is open. Nothing was changed."),
    "year_closed": _("The year %(year)s is closed. Open the year first (Nizom 2.7)."),
    "later_month_closed": _("%(period)s is closed and comes later. Open that first (Nizom 2.7)."),
    "reopening_without_reason": _("Write why it is opened again: it stays in the history (Nizom 2.7)."),
    "no_right": _("You do not have the right to do this. Ask the head of your department."),
}  # fmt: skip


def period(year: int, month: int) -> str:
    """ "November 2026", or "2026" for the whole year, in the language of the page."""
    return month_and_year(year, month, get_language() or "uz") if month else str(year)


def _shown(details: Mapping[str, Any]) -> dict[str, Any]:
    said = {
        name: f"{value:%d.%m.%Y}" if isinstance(value, date) else value for name, value in details.items()
    }
    if "month" in details and 0 <= details["month"] <= 12:
        said["period"] = period(details["year"], details["month"])
    if "months" in details:
        said["months"] = ", ".join(month_name(month, get_language() or "uz") for month in details["months"])
    return said


def sentence(refusal: Refusal) -> str:
    """What a person reads of one refusal."""
    return str(SENTENCES[refusal.code]) % _shown(refusal.details)


def sentences(refusals: Iterable[Refusal]) -> list[str]:
    """The same for several, in their order."""
    return [sentence(refusal) for refusal in refusals]
