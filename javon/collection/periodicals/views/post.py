"""Today's post: subscribed titles with the issues it may bring, several ticked at one press; and what has not come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.collection.periodicals import rights, wording
from javon.collection.periodicals.actions import ticking as actions
from javon.collection.periodicals.actions.counting import POST
from javon.collection.periodicals.actions.ticking import Tick
from javon.collection.periodicals.queries import orders, sheets
from javon.collection.periodicals.views.shared import (
    centre_or_404,
    day_of,
    rooms,
    slots_of,
    whole,
    words_of,
)
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused


@require_right(rights.REGISTER_ISSUES)
def post(request: ActingRequest) -> HttpResponse:
    """The titles, a box for each issue; Space ticks, Enter sends."""
    asked = request.POST if request.method == "POST" else request.GET
    today = clock.today()
    day = min(day_of(asked.get("on", ""), today), today)
    if request.method != "POST":
        return _post_page(request, day)
    rows = {row.periodical.number: row for row in sheets.post_of(centre_or_404().pk, day)}
    ticks = [
        Tick(
            periodical_id=rows[number].periodical.pk,
            copies=rows[number].copies,
            day=slot_day,
            number=slot_number,
        )
        for number, slot_day, slot_number in slots_of(request.POST.getlist("tick"))
        if number in rows
    ]
    try:
        count = actions.tick_post(
            by=request.actor,
            centre=centre_or_404(),
            arrived_on=day,
            ticks=ticks,
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return _post_page(request, day, 409, refused)
    messages.success(request, _("Ticked: %(count)s") % {"count": count})
    return HttpResponseRedirect(f"{reverse('periodicals:post')}?on={day.isoformat()}", status=303)


def _post_page(
    request: ActingRequest, day: date, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    ticked = set(request.POST.getlist("tick")) if request.method == "POST" else set()
    rows = [(row, _boxes(row, ticked)) for row in sheets.post_of(centre_or_404().pk, day)]
    open_boxes = [box for _row, boxes in rows for box in boxes if box["cell"].issue is None]
    if open_boxes:
        open_boxes[0]["is_first"] = True  # the keyboard begins there
    return page(
        request,
        "periodicals/post.html",
        status,
        rooms=rooms("post", request.actor),
        day=day,
        today=clock.today(),
        rows=[{"row": row, "boxes": boxes} for row, boxes in rows],
        request_id=uuid7(),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


def _boxes(row: sheets.PostRow, ticked: Iterable[str]) -> list[dict[str, Any]]:
    """A box for each issue of a title: its value, and whether it is there already."""
    boxes = []
    for cell in row.cells:
        value = f"{row.periodical.number}/{cell.key}"
        boxes.append({"cell": cell, "value": value, "is_on": value in ticked})
    return boxes


@require_right(rights.SEE_PERIODICALS)
def claims(request: ActingRequest) -> HttpResponse:
    """What has not come, title by title, and the letters about it."""
    today = clock.today()
    year = whole(request.GET.get("year", "")) or today.year
    if request.method == "POST":
        return _claim(request, year)
    return _claims_page(request, year)


def _claim(request: ActingRequest, year: int) -> HttpResponse:
    centre = centre_or_404()
    known = {one.number: one for one in orders.periodicals(centre.pk)}
    missing = [
        Tick(periodical_id=known[number].pk, copies=0, day=day, number=issue)
        for number, day, issue in slots_of(request.POST.getlist("missing"))
        if number in known
    ]
    try:
        made = actions.write_claim(
            by=request.actor,
            centre=centre,
            year=year,
            addressee=request.POST.get("addressee", "")[:240],
            missing=missing,
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return _claims_page(request, year, 403 if "no_right" in refused.verdict.codes else 409, refused)
    messages.success(request, _("The letter is ready: no. %(number)s. Print it.") % {"number": made.number})
    return HttpResponseRedirect(reverse("periodicals:claims"), status=303)


def _claims_page(
    request: ActingRequest, year: int, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    centre, today = centre_or_404(), clock.today()
    year = year if 1990 <= year <= today.year else today.year
    return page(
        request,
        "periodicals/claims.html",
        status,
        rooms=rooms("claims", request.actor),
        year=year,
        gaps=sheets.gaps(centre.pk, year, today),
        letters=orders.claims(centre.pk),
        addressee=words_of(request, "addressee") or request.POST.get("addressee", POST),
        may_claim=request.actor.may(rights.REGISTER_ISSUES),
        request_id=uuid7(),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )
