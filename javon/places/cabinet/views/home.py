"""The first of the reader's pages: what is in their hands, and one press to keep it longer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from javon.core import clock
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.places.cabinet import shown, wording
from javon.places.cabinet.family import Cabinet, for_readers
from javon.places.cabinet.shown import Result
from javon.service.lending.actions.desk import renew as renew_one
from javon.service.lending.actions.scanning import renew_all
from javon.service.lending.models import Channel
from javon.service.lending.queries import hold_lists, own
from javon.service.readers.queries.doors import requests_of


@for_readers
@require_safe
def home(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Books by the day they are due, the family, the garden."""
    return home_page(request, cabinet)


def home_page(
    request: HttpRequest, cabinet: Cabinet, status: int = 200, results: list[Result] | None = None,
    stops: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page as it stands now, with what came of the last press."""
    today = clock.today()
    books = shown.lines(cabinet.reader.pk, today)
    petals = own.returned_since(cabinet.reader.pk, date(today.year, 1, 1)) if cabinet.is_small else 0
    return page(
        request, "cabinet/home.html", status, cabinet=cabinet, books=books,
        late=sum(1 for book in books if book.days_late), next_due=books[0].due_on if books else None,
        garden=shown.flowers(petals) if cabinet.is_small else [], results=results,
        holds=hold_lists.of_reader(cabinet.reader), stops=stops or [],
        requests=[one for one in requests_of(cabinet.reader) if one.state == "open"], request_id=uuid7(),
    )  # fmt: skip


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """One book or all of them, each with its result in words. Sent twice: the same answer."""
    if request.method != "POST":
        return HttpResponseRedirect(cabinet.base, status=303)
    asked = request.POST.get("loan", "")
    results = _renewed_one(request, cabinet, asked) if asked else _renewed_all(request, cabinet)
    status = 409 if results and not any(one.due_on for one in results) else 200
    return home_page(request, cabinet, status, results)


def _renewed_one(request: HttpRequest, cabinet: Cabinet, asked: str) -> list[Result]:
    loan = own.own_loan(cabinet.reader.pk, _key(asked))
    if loan is None:
        return [Result("", why_not=str(wording.SENTENCES["not_yours"]))]
    title = loan.copy.title.title
    try:
        done = renew_one(by=cabinet.by, loan=loan, channel=Channel.CABINET, request_id=request_id_of(request))
    except Refused as refused:
        return [Result(title, why_not=wording.because(refused.verdict.stops))]
    return [Result(done.title, done.due_on)]


def _renewed_all(request: HttpRequest, cabinet: Cabinet) -> list[Result]:
    try:
        came = renew_all(
            by=cabinet.by, reader=cabinet.reader, channel=Channel.CABINET, request_id=request_id_of(request)
        )
    except Refused as refused:
        return [Result("", why_not=wording.because(refused.verdict.stops))]
    done = [Result(one.title, one.due_on) for one in came.done]
    return done + [Result(one.title, why_not=wording.because(one.verdict.stops)) for one in came.stopped]


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
