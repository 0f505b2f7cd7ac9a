"""The duty roster of a week: who is at which desk."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation import queries, rights, wording
from javon.centre.organisation.actions import roster as actions
from javon.centre.organisation.forms.daily import ShiftForm
from javon.centre.organisation.models import Centre, ServicePoint
from javon.centre.organisation.queries import roster as rosters
from javon.centre.organisation.queries.calendar import Timetable
from javon.centre.organisation.queries.people import valid_on
from javon.centre.organisation.views.calendar import the_house
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.uzbek import day_month
from javon.core.verdict import Refused


def monday_asked(text: str) -> date:
    """The Monday of the week asked ("2026-W48" or any of its days); of this week when it cannot be read."""
    try:
        if match := re.fullmatch(r"(\d{4})-W(\d{1,2})", text):
            return date.fromisocalendar(int(match[1]), int(match[2]), 1)
        day = date.fromisoformat(text)
    except ValueError:
        day = clock.today()
    return day - timedelta(days=day.weekday())


def week_name(monday: date) -> str:
    """2026-W48, as the address has it."""
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02d}"


@require_right(rights.SEE_ROSTER)
def roster(request: ActingRequest) -> HttpResponse:
    """The roster of a week."""
    return _page(request)


def _page(request: ActingRequest, status: int = 200, **more: Any) -> HttpResponse:
    centre, language = the_house(), get_language() or "uz"
    monday = monday_asked(request.GET.get("week", ""))
    rows = rosters.week(centre, monday)
    book = Timetable.of(centre, monday, monday + timedelta(days=6))
    may_change = request.actor.may(rights.MANAGE_ROSTER)
    given: dict[str, Any] = {
        "rows": [_row(row, may_change) for row in rows],
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "days": [
            {
                "day": day,
                "is_today": day == clock.today(),
                "is_closed": not book.hours(day),
                "note": book.reason(day),
            }
            for day in (monday + timedelta(days=count) for count in range(7))
        ],
        "week": week_name(monday),
        "period": f"{day_month(monday, language)} – {day_month(monday + timedelta(days=6), language)}",
        "previous": week_name(monday - timedelta(days=7)),
        "next": week_name(monday + timedelta(days=7)),
        "this_week": week_name(clock.today() - timedelta(days=clock.today().weekday())),
        "today": clock.today(),
        "gaps": rosters.gaps(centre, monday),
        "may_change": may_change,
        "chosen": _chosen(rows, request.GET.get("shift", "")) if may_change else None,
        "form": _form(centre, monday, initial={"request_id": uuid7(), "day": max(monday, clock.today())}),
        "stops": [],
    }
    return page(request, "organisation/roster.html", status=status, **{**given, **more})


def _row(row: rosters.WeekOfPerson, may_change: bool) -> dict[str, Any]:
    """A person's week as the component shows it; a shift opens the sheet that takes it off."""
    return {
        "name": f"{row.person.surname} {row.person.given_name}",
        "detail": "",
        "cells": [
            [
                *(
                    [{"text": one.absence.get_kind_display(), "kind": "absent"}]
                    if one.absence is not None
                    else []
                ),
                *(
                    {
                        "text": f"{shift.starts_at:%H:%M}–{shift.ends_at:%H:%M}",
                        "note": shift.point.name,
                        "kind": "warn" if one.absence is not None or not one.is_open else "",
                        "url": f"?week={week_name(one.day)}&shift={shift.pk}#shift" if may_change else "",
                    }
                    for shift in one.shifts
                ),
            ]
            for one in row.days
        ],
    }


def _chosen(rows: list[rosters.WeekOfPerson], text: str) -> Any:
    """The shift that was pressed, when it is one of this week's."""
    shifts = [shift for row in rows for day in row.days for shift in day.shifts]
    return next((shift for shift in shifts if str(shift.pk) == text), None)


def _form(centre: Centre, monday: date, *args: Any, **given: Any) -> ShiftForm:
    points = ServicePoint.objects.filter(valid_on(monday), centre=centre)
    return ShiftForm(
        *args,
        people=queries.people_at(monday, centre_id=centre.pk),
        points=points.exclude(kind=ServicePoint.Kind.STORE),
        **given,
    )


@require_POST
@require_right(rights.MANAGE_ROSTER)
def put_on_duty(request: ActingRequest) -> HttpResponse:
    """Enter one shift."""
    monday = monday_asked(request.GET.get("week", ""))
    form = _form(the_house(), monday, request.POST)
    if not form.is_valid():
        return _page(request, 422, form=form)
    try:
        actions.put_on_duty(by=request.actor, today=clock.today(), request_id=form.given_id, **form.words)
    except Refused as refused:
        verdict = refused.verdict
        return _page(
            request,
            409,
            form=_form(the_house(), monday, form.typed_again()),
            stops=wording.sentences(verdict.stops),
            may_override=verdict.overridable
            and all(stop.override_right in request.actor.rights for stop in verdict.stops),
        )
    messages.success(request, _("The shift is on the roster."))
    return _back(form.cleaned_data["day"])


@require_POST
@require_right(rights.MANAGE_ROSTER)
def take_off_duty(request: ActingRequest, shift_id: UUID) -> HttpResponse:
    """Take one shift off the roster."""
    try:
        actions.take_off_duty(by=request.actor, shift_id=shift_id, today=clock.today())
    except Refused as refused:
        return _page(request, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("The shift is off the roster."))
    return _back(monday_asked(request.GET.get("week", "")))


@require_POST
@require_right(rights.MANAGE_ROSTER)
def copy_week(request: ActingRequest) -> HttpResponse:
    """The shifts of the week before, on this week too."""
    monday = monday_asked(request.GET.get("week", ""))
    try:
        done = actions.copy_week(
            by=request.actor,
            centre=the_house(),
            from_monday=monday - timedelta(days=7),
            to_monday=monday,
            today=clock.today(),
        )
    except Refused as refused:
        return _page(request, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(
        request,
        _("Copied: %(copied)d. Left out because of absences, closed days or other shifts: %(left)d.") % done,
    )
    return _back(monday)


def _back(day: date) -> HttpResponseRedirect:
    monday = day - timedelta(days=day.weekday())
    return HttpResponseRedirect(f"{reverse('organisation:roster')}?week={week_name(monday)}", status=303)
