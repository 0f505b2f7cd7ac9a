"""The calendar: a month to look at, days and hours to enter."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation import queries, rights, wording
from javon.centre.organisation.actions import calendar as actions
from javon.centre.organisation.forms.daily import HoursForm, SpecialDaysForm
from javon.centre.organisation.models import Centre, SpecialDay
from javon.centre.organisation.queries import months
from javon.core import clock
from javon.core.accounts.refusals import require_right, require_sign_in
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.uzbek import month_and_year, weekday_name
from javon.core.verdict import Refused


def the_house() -> Centre:
    """The centre; 404 before it is entered."""
    centre = queries.the_centre()
    if centre is None:
        raise Http404
    return centre


def _month_asked(text: str) -> date:
    """The first day of the month asked ("2026-11"); this month when it cannot be read."""
    match = re.fullmatch(r"(\d{4})-(\d{1,2})", text)
    if match and 1900 <= int(match[1]) <= 2200 and 1 <= int(match[2]) <= 12:
        return date(int(match[1]), int(match[2]), 1)
    return clock.today().replace(day=1)


def last_of(first: date) -> date:
    """The last day of the month that `first` begins."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def _month_beside(first: date, step: int) -> str:
    count = first.year * 12 + first.month - 1 + step
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


@require_sign_in
def calendar(request: ActingRequest) -> HttpResponse:
    """A month, the days of the year that differ, the weekly hours."""
    return _page(request)


def _page(request: ActingRequest, status: int = 200, **more: Any) -> HttpResponse:
    centre, today = the_house(), clock.today()
    first = _month_asked(request.GET.get("month", ""))
    hours = HoursForm.shown(queries.timetable(centre))
    given: dict[str, Any] = {
        "weeks": [
            [_square(one) for one in week] for week in months.month_of(centre, first.year, first.month, today)
        ],
        "month": first,
        "month_name": month_and_year(first.year, first.month, get_language() or "uz"),
        "previous": _month_beside(first, -1),
        "next": _month_beside(first, 1),
        "year_rows": months.special_days_of(centre, first.year),
        "open_days": months.open_days_in(centre, first, last_of(first)),
        "hours": [
            (weekday_name(date(2024, 1, 1 + weekday), get_language() or "uz"), hours[f"day{weekday}"])
            for weekday in range(7)
        ],
        "may_change": request.actor.may(rights.MANAGE_CALENDAR),
        "day_form": SpecialDaysForm(initial={"request_id": uuid7(), "first": today}),
        "hours_form": HoursForm(initial={**hours, "request_id": uuid7()}),
        "stops": [],
    }
    return page(request, "organisation/calendar.html", status=status, **{**given, **more})


SIGNS = {
    SpecialDay.Kind.HOLIDAY: "holiday",
    SpecialDay.Kind.SHIFTED_OFF: "holiday",
    SpecialDay.Kind.SANITARY: "sanitary",
    SpecialDay.Kind.CLOSED: "closed",
    SpecialDay.Kind.EMERGENCY: "closed",
    SpecialDay.Kind.WORKING: "shifted",
    SpecialDay.Kind.SHORT: "open",
}


def _square(one: months.DayShown) -> dict[str, Any]:
    """A day as the component of a month shows it."""
    note = one.row.reason if one.row is not None else ""
    if one.row is not None and one.row.kind == SpecialDay.Kind.SHORT:
        note = ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in one.hours)
    return {
        "day": one.day,
        "state": SIGNS[SpecialDay.Kind(one.state)] if one.row is not None else one.state,
        "note": note,
        "is_today": one.is_today,
        "in_month": one.is_of_month,
    }


@require_POST
@require_right(rights.MANAGE_CALENDAR)
def set_days(request: ActingRequest) -> HttpResponse:
    """Enter days that differ from their weekday."""
    form = SpecialDaysForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, day_form=form)
    try:
        actions.set_special_days(
            by=request.actor, centre=the_house(), today=clock.today(), request_id=form.given_id, **form.words
        )
    except Refused as refused:
        return _refused(request, refused, day_form=type(form)(form.typed_again()))
    messages.success(request, _("The calendar is changed."))
    return _back(form.cleaned_data["first"])


@require_POST
@require_right(rights.MANAGE_CALENDAR)
def remove_day(request: ActingRequest, day: str) -> HttpResponse:
    """Make a day ordinary again."""
    try:
        asked = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    try:
        actions.remove_special_day(by=request.actor, centre=the_house(), day=asked, today=clock.today())
    except Refused as refused:
        return _refused(request, refused)
    messages.success(request, _("The day is an ordinary one again."))
    return _back(asked)


@require_POST
@require_right(rights.MANAGE_CALENDAR)
def load_year(request: ActingRequest, year: int) -> HttpResponse:
    """Enter the holidays of a year that are not entered yet."""
    if not 2000 <= year <= 2100:
        raise Http404
    count = actions.load_year(by=request.actor, centre=the_house(), year=year, today=clock.today())
    if count:
        messages.success(request, _("Days entered: %(count)d.") % {"count": count})
    else:
        messages.info(request, _("Every holiday of this year is entered already."))
    return _back(date(year, clock.today().month, 1))


@require_POST
@require_right(rights.MANAGE_CALENDAR)
def set_hours(request: ActingRequest) -> HttpResponse:
    """Enter the weekly hours."""
    form = HoursForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, hours_form=form)
    try:
        actions.set_hours(
            by=request.actor,
            centre=the_house(),
            weekly=form.weekly,
            today=clock.today(),
            request_id=form.given_id,
        )
    except Refused as refused:
        return _refused(request, refused, hours_form=type(form)(form.typed_again()))
    messages.success(request, _("The opening hours are changed."))
    return _back(clock.today())


def _refused(request: ActingRequest, refused: Refused, **forms: Any) -> HttpResponse:
    return _page(request, 409, stops=wording.sentences(refused.verdict.stops), **forms)


def _back(day: date) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('organisation:calendar')}?month={day:%Y-%m}", status=303)
