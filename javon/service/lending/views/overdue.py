"""Late readers: the list with its telephone, one reader with everything that was said, the papers to print. Nizom 2.11."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.days import NoOpenDay, next_open_day
from javon.core.messaging import rights as messaging
from javon.core.messaging.queries import addresses_of, messages_of
from javon.core.messaging.showing import address_line, line_of
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.ui.templatetags.ui import in_script
from javon.core.verdict import Refused
from javon.service.lending import late_book, notices, rights, wording
from javon.service.lending.actions.calls import keep_wish_about_titles, log_call, take_list
from javon.service.lending.queries import overdue as queries
from javon.service.lending.views.asked import key_asked
from javon.service.readers.contacts import recipient_of
from javon.service.readers.models import Reader

ON_PAGE = 40
MOST_MESSAGES = 60
MOST_PRINTED = 2000
LARGEST = 999_999
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the list, as the address says it; anything strange counts as not said."""

    by: str = queries.SCHOOL
    group: UUID | None = None
    number: int = 1

    @classmethod
    def of(cls, given: Any) -> Asked:
        by, number = given.get("by", ""), given.get("page", "")
        return cls(
            by if by in queries.ORDERS else queries.SCHOOL,
            key_asked(given.get("group", "")),
            int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
        )

    def url(self, **changed: Any) -> str:
        """The list with something of it changed."""
        asked = {"by": self.by, "group": self.group or "", "page": self.number, **changed}
        kept = {name: value for name, value in asked.items() if value not in ("", 1)}
        return f"{reverse('lending:overdue')}?{urlencode(kept)}"


def centre_or_404() -> Centre:
    """The centre; a home without one lends nothing yet."""
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre


@require_right(rights.SEE_OVERDUE)
@never_cache
@require_GET
def overdue(request: ActingRequest) -> HttpResponse:
    """Who keeps books too long, by school and class, by mahalla or by days."""
    return _list(request, Asked.of(request.GET))


@require_right(messaging.DELIVER)
@require_POST
def call(request: ActingRequest, number: int) -> HttpResponse:
    """Somebody telephoned: what came of it, in one press."""
    reader, asked = reader_or_404(number), Asked.of(request.POST)
    try:
        log_call(
            by=request.actor,
            reader=reader,
            outcome=request.POST.get("outcome", ""),
            promised_on=_day(request.POST.get("promised_on", "")),
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return _list(request, asked, wording.sentences(refused.verdict.stops), number)
    messages.success(request, _("Written down: %(name)s") % {"name": in_script(reader.short_name)})
    if request.POST.get("from") == "reader":
        return HttpResponseRedirect(reverse("lending:late_reader", args=[number]), status=303)
    return HttpResponseRedirect(f"{asked.url()}#r{number}", status=303)


def _list(
    request: ActingRequest, asked: Asked, wrong: list[str] | None = None, wrong_at: int | None = None
) -> HttpResponse:
    centre, today = centre_or_404(), clock.today()
    places = queries.places(centre.pk, today, by=asked.by, group=asked.group)
    pages = max(1, -(-len(places) // ON_PAGE))
    number = min(max(asked.number, 1), pages)
    on_page = places[(number - 1) * ON_PAGE : number * ON_PAGE]
    debtors = queries.debtors_on(centre.pk, today)
    return page(
        request,
        "lending/overdue.html",
        422 if wrong else 200,
        groups=queries.grouped(on_page, today),
        may_import=request.actor.may(rights.IMPORT_LOANS),
        asked=asked,
        back=asked.url(page=number),
        tabs=_tabs(asked),
        stats=_stats(centre, today, places, debtors),
        day_of_debtors=today,
        pager={
            "number": number,
            "pages": pages,
            "previous_url": asked.url(page=number - 1) if number > 1 else "",
            "next_url": asked.url(page=number + 1) if number < pages else "",
        },
        may_call=request.actor.may(messaging.DELIVER),
        wrong=wrong or [],
        wrong_at=wrong_at,
        tomorrow=_next_day(centre, today),
        request_id=uuid7(),
    )


def _tabs(asked: Asked) -> list[dict[str, Any]]:
    labels = {
        queries.SCHOOL: _("By school and class"),
        queries.MAHALLA: _("By mahalla"),
        queries.DAYS: _("By days"),
    }
    return [
        {"label": label, "url": asked.url(by=by, group="", page=1), "is_current": asked.by == by}
        for by, label in labels.items()
    ]


def _stats(
    centre: Centre, today: date, places: list[queries.Place], debtors: queries.Debtors
) -> list[dict[str, Any]]:
    return [
        {"label": _("Readers with late copies"), "value": len(places)},
        {"label": _("Late copies"), "value": sum(place.copies for place in places)},
        {"label": _("Debtors today"), "value": debtors.readers, "note": _("beyond the days of the terms")},
        {"label": _("Promised, not brought yet"), "value": queries.promised_until(centre.pk, today)},
    ]


def _next_day(centre: Centre, today: date) -> date:
    """The day that most people promise: the next one on which the house is open."""
    tomorrow = today + timedelta(days=1)
    try:
        return next_open_day(tomorrow, organisation.calendar(centre, tomorrow, today + timedelta(days=400)))
    except NoOpenDay:
        return tomorrow


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def reader_or_404(number: int) -> Reader:
    """The reader of that number, whom somebody can still call."""
    if number > LARGEST:
        raise Http404
    rows = Reader.objects.select_related("school", "mahalla").filter(merged_into=None, erased_at=None)
    return get_object_or_404(rows, centre=centre_or_404(), number=number)


@require_right(rights.SEE_OVERDUE)
@never_cache
@require_GET
def late_reader(request: ActingRequest, number: int) -> HttpResponse:
    """One reader: what is late, what was said by which door and when, what came of calls."""
    reader, today = reader_or_404(number), clock.today()
    recipient = recipient_of(reader.pk)
    found = queries.late_readers([reader.pk], today)
    return page(
        request,
        "lending/late_reader.html",
        reader=reader,
        late=found[0] if found else None,
        calls=list(queries.calls_of(reader)[:MOST_MESSAGES]),
        said=[line_of(one) for one in messages_of(recipient)[:MOST_MESSAGES]],
        addresses=[address_line(one) for one in addresses_of(recipient)],
        hides_titles=notices.wants_no_titles(recipient),
        may_call=request.actor.may(messaging.DELIVER),
        tomorrow=_next_day(reader.centre, today),
        asked=Asked(),
        request_id=uuid7(),
    )


@require_right(messaging.DELIVER)
@require_POST
def titles(request: ActingRequest, number: int) -> HttpResponse:
    """Messages to this reader name titles, or none."""
    keep_wish_about_titles(
        by=request.actor,
        reader=reader_or_404(number),
        hides=request.POST.get("hides") == "yes",
        request_id=request_id_of(request),
    )
    return HttpResponseRedirect(reverse("lending:late_reader", args=[number]), status=303)


@require_right(rights.SEE_OVERDUE)
@never_cache
@require_GET
def printed(request: ActingRequest) -> HttpResponse:
    """A sheet for each school or mahalla: for the teacher, for the chair. No title where the reader hides it."""
    asked, centre, today = Asked.of(request.GET), centre_or_404(), clock.today()
    places = queries.places(centre.pk, today, by=asked.by, group=asked.group)
    take_list(by=request.actor, centre=centre)
    groups = queries.grouped(places[:MOST_PRINTED], today)
    return page(request, "lending/overdue_print.html", groups=groups, today=today, asked=asked, centre=centre)


@require_right(rights.SEE_OVERDUE)
@never_cache
@require_GET
def workbook(request: ActingRequest) -> HttpResponse:
    """The whole list as XLSX, a line for each copy."""
    asked, centre, today = Asked.of(request.GET), centre_or_404(), clock.today()
    places = queries.places(centre.pk, today, by=asked.by, group=asked.group)
    take_list(by=request.actor, centre=centre)
    answer = HttpResponse(late_book.workbook(places, today), content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="kechikkanlar-{today.isoformat()}.xlsx"'
    return answer
