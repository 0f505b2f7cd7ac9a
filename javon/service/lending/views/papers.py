"""A reader's papers that tell of loans: formulary, clearance letter, a copy of everything that is kept. Dossier 2.3, 4.2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language

from javon.centre.documents.paper import Writer, letterhead
from javon.centre.organisation.queries import the_centre
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.papers import Letterhead, render_pdf
from javon.core.papers.paper import PaperFailed
from javon.core.ui.render import page
from javon.service.lending.queries import formulary as queries
from javon.service.lending.queries.own_data import own_data, own_data_paper
from javon.service.readers import rights
from javon.service.readers.models import Reader
from javon.service.readers.papers import formulary, letters
from javon.service.readers.queries import papers as readers
from javon.service.readers.visit_notes import visit_notes

LARGEST = 999_999


def _reader_or_404(number: int) -> Reader:
    centre = the_centre()
    found = (
        readers.reader_with_papers(centre.pk, number) if centre is not None and number <= LARGEST else None
    )
    if found is None:
        raise Http404
    return found


def _head(reader: Reader) -> Letterhead:
    return letterhead(reader.centre, Writer(get_language() == "uz-cyrl"))


def _pdf(request: HttpRequest, name: str, make: Callable[[], bytes]) -> HttpResponse:
    try:
        made = make()
    except PaperFailed:
        return page(request, "readers/paper_not_ready.html", 503)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_right(rights.SEE_READERS)
def formulary_pdf(request: ActingRequest, number: int) -> HttpResponse:
    """The formulary of this year as the folded card: A6, or `?size=a5`."""
    reader, today = _reader_or_404(number), clock.today()
    head = readers.formulary_head(reader, today.year, today)
    card = replace(head, rows=queries.rows(reader, today.year, visit_notes(reader.pk, today.year)))
    size = "a5" if request.GET.get("size") == "a5" else "a6"
    return _pdf(request, f"formulyar-K{number:06d}", lambda: formulary.formulary_pdf(card, size))


@require_right(rights.SEE_READERS)
def clearance_pdf(request: ActingRequest, number: int) -> HttpResponse:
    """That nothing is on loan, or the list of what is."""
    reader = _reader_or_404(number)
    money = readers.held_sum(reader)
    paper = letters.clearance(
        _head(reader),
        readers.addressed(reader),
        queries.held(reader),
        today=clock.today(),
        place=reader.centre.place,
        deposit=letters.sum_in_words(money) if money else "",
    )
    return _pdf(request, f"aylanma-K{number:06d}", lambda: render_pdf(paper))


@require_right(rights.ERASE_READERS)
def data_json(request: ActingRequest, number: int) -> HttpResponse:
    """Everything that is kept of the reader, for a program."""
    answer = JsonResponse(
        own_data(_reader_or_404(number)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = f'attachment; filename="K{number:06d}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_right(rights.ERASE_READERS)
def data_pdf(request: ActingRequest, number: int) -> HttpResponse:
    """The same to be read."""
    reader = _reader_or_404(number)
    paper = own_data_paper(_head(reader), reader)
    return _pdf(request, f"K{number:06d}", lambda: render_pdf(paper))
