"""The page of the cataloguers' workload: one's own, or everybody's for whoever may see it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from javon.centre.organisation.queries import the_centre
from javon.collection.catalogue import rights as catalogue_rights
from javon.collection.stock import rights
from javon.collection.stock.queries.workload import Workload, month_of
from javon.collection.stock.workload_book import workload_book
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(request: ActingRequest) -> date:
    """The month in the address; this one when none, or none that exists, is named."""
    found = _MONTH.fullmatch(request.GET.get("month", ""))
    if found and 1 <= int(found[2]) <= 12 and 1900 <= int(found[1]) <= 2999:
        return date(int(found[1]), int(found[2]), 1)
    return clock.today().replace(day=1)


def _month(request: ActingRequest) -> Workload:
    centre = the_centre()
    if centre is None:
        raise Http404
    everyone = request.actor.may(rights.SEE_WORKLOAD)
    return month_of(_asked(request), centre.pk, only=None if everyone else request.actor.user_id or 0)


@require_right(catalogue_rights.CORRECT_RECORD)
def workload(request: ActingRequest) -> HttpResponse:
    """Who did how much in a month, by person and by day."""
    month = _month(request)
    before, after = month.first - timedelta(days=1), month.first + timedelta(days=31)
    return page(
        request,
        "stock/workload.html",
        month=month,
        name=date_format(month.first, "YEAR_MONTH_FORMAT"),
        asked=f"{month.first:%Y-%m}",
        previous_url=f"?month={before:%Y-%m}",
        next_url=f"?month={after:%Y-%m}" if month.first < clock.today().replace(day=1) else "",
        sees_everyone=request.actor.may(rights.SEE_WORKLOAD),
    )


@require_right(catalogue_rights.CORRECT_RECORD)
def workbook(request: ActingRequest) -> HttpResponse:
    """The same as XLSX."""
    month = _month(request)
    title = f"{_('Cataloguing workload')}: {date_format(month.first, 'YEAR_MONTH_FORMAT')}"
    name = f'attachment; filename="workload-{month.first:%Y-%m}.xlsx"'
    return HttpResponse(workload_book(month, title), content_type=XLSX, headers={"Content-Disposition": name})
