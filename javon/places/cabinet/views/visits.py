"""When the reader was in the library."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from javon.core import clock
from javon.core.ui.render import page
from javon.places.cabinet.family import Cabinet, for_readers
from javon.service.readingroom.queries.visits import visits_of_reader

PER_PAGE = 30


@for_readers
@require_safe
def visits(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """The days, the latest first, and how many there were this year."""
    found = visits_of_reader(cabinet.reader.pk)
    this_year = found.filter(day__gte=date(clock.today().year, 1, 1)).exclude(how="virtual").count()
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "cabinet/visits.html", cabinet=cabinet, visits=shown, this_year=this_year)
