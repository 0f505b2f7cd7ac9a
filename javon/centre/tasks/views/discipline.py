"""Execution discipline of a month: figures by person and service, the rows behind each, on paper, as a workbook."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from javon.centre.organisation import queries as organisation
from javon.centre.tasks import exporting, on_screen, queries
from javon.centre.tasks.queries import Discipline
from javon.centre.tasks.queries.monthly import CountedTask, Line
from javon.centre.tasks.rules.discipline import Tally
from javon.centre.tasks.views.entry import having_a_part, person_of
from javon.centre.tasks.wording import OUTCOMES
from javon.core import clock
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.uzbek import month_and_year

EARLIEST = date(2000, 1, 1)
COLUMNS = ("given", "on_time", "late", "open", "open_late")


@having_a_part
def discipline(request: ActingRequest) -> HttpResponse:
    """The month's figures; each number opens its rows."""
    month = _month(request)
    found = _counted(request, month)
    return page(request, "tasks/discipline.html", **_shown(found, month))


@having_a_part
def printed(request: ActingRequest) -> HttpResponse:
    """The same on an A4 sheet, with a place for the signature."""
    month = _month(request)
    found = _counted(request, month)
    return page(request, "tasks/discipline_print.html", today=clock.today(), **_shown(found, month))


@having_a_part
def workbook(request: ActingRequest) -> HttpResponse:
    """The same as an XLSX workbook: figures on the first sheet, the tasks behind them on the second."""
    month = _month(request)
    found = _counted(request, month)
    return HttpResponse(
        exporting.discipline_workbook(found, _title(month)),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": f'attachment; filename="ijro-intizomi-{month:%Y-%m}.xlsx"'},
    )


@having_a_part
def rows(request: ActingRequest) -> HttpResponse:
    """The tasks behind one number."""
    month, today = _month(request), clock.today()
    found = _counted(request, month)
    column, who = request.GET.get("column", "given"), request.GET.get("who", "")
    if column == "carried":
        tasks = list(found.carried)
    else:
        tasks = [one.task for one in found.tasks if _belongs(one, column, who)]
    label = _("Done from closed months") if column == "carried" else OUTCOMES.get(column, OUTCOMES["given"])
    return page(
        request,
        "tasks/discipline_rows.html",
        title=_title(month),
        label=label,
        columns=on_screen.columns(),
        rows=[on_screen.row(task, today) for task in tasks],
        total=len(tasks),
        back=reverse("tasks:discipline") + f"?month={month:%Y-%m}",
    )


def _belongs(one: CountedTask, column: str, who: str) -> bool:
    if column in OUTCOMES and column != "given" and one.outcome != column:
        return False
    unit = str(one.task.unit_id) if one.task.unit_id is not None else "none"
    return who in ("", str(one.task.executor_id), unit)


def _month(request: ActingRequest) -> date:
    """The first day of the month asked for; the current month when nothing sensible was."""
    try:
        first = date.fromisoformat(request.GET.get("month", "") + "-01")
    except ValueError:
        first = clock.today().replace(day=1)
    return first if EARLIEST <= first <= date(2100, 1, 1) else clock.today().replace(day=1)


def _counted(request: ActingRequest, month: date) -> Discipline:
    today = clock.today()
    tasks = queries.judged(request.actor, person_of(request), today)
    centre = organisation.the_centre()
    if centre is None:
        return Discipline(month, month, None, (), (), 0)
    return queries.discipline(centre, month.year, month.month, today, tasks)


def _title(month: date) -> str:
    return month_and_year(month.year, month.month, get_language() or "uz")


def _shown(found: Discipline, month: date) -> dict[str, Any]:
    before = date(month.year - (month.month == 1), 12 if month.month == 1 else month.month - 1, 1)
    after = date(month.year + (month.month == 12), 1 if month.month == 12 else month.month + 1, 1)
    here, asked = reverse("tasks:discipline"), f"?month={month:%Y-%m}"
    return {
        "title": _title(month),
        "closed_at": found.closed_at,
        "undated": found.undated,
        "carried": len(found.carried),
        "carried_url": reverse("tasks:discipline_rows") + asked + "&column=carried",
        "stats": _stats(found, month),
        "columns": [OUTCOMES[column] for column in COLUMNS],
        "people": [_line(line, on_screen.name(line.who), month) for line in found.people],
        "units": [
            _line(line, on_screen.unit_name(line.who) or _("no service"), month) for line in found.units
        ],
        "total": _line(Line(None, found.total), pgettext("execution discipline", "Total"), month, who=""),
        "previous_url": f"{here}?month={before:%Y-%m}",
        "next_url": f"{here}?month={after:%Y-%m}",
        "today_url": here,
        "print_url": reverse("tasks:discipline_print") + asked,
        "workbook_url": reverse("tasks:discipline_workbook") + asked,
    }


def _stats(found: Discipline, month: date) -> list[dict[str, Any]]:
    total = found.total
    share = total.share_on_time
    shown: list[dict[str, Any]] = [
        {
            "label": _("On time, %"),
            "value": share if share is not None else "–",
            "note": _("of those whose day has come"),
        }
    ]
    for column in ("given", "late", "open_late"):
        url = _rows_url(month, column, "")
        shown.append({"label": OUTCOMES[column], "value": getattr(total, column), "url": url})
    return shown


def _rows_url(month: date, column: str, who: str) -> str:
    asked = f"?month={month:%Y-%m}&column={column}"
    return reverse("tasks:discipline_rows") + asked + (f"&who={who}" if who else "")


def _line(line: Line, name: str, month: date, who: str | None = None) -> dict[str, Any]:
    key = who if who is not None else str(line.who.pk) if line.who is not None else "none"
    tally: Tally = line.tally
    cells = [
        {
            "label": OUTCOMES[column],
            "value": getattr(tally, column),
            "url": _rows_url(month, column, key) if getattr(tally, column) else "",
            "is_bad": column in ("late", "open_late") and getattr(tally, column) > 0,
        }
        for column in COLUMNS
    ]
    return {"name": name, "cells": cells, "share": tally.share_on_time}
