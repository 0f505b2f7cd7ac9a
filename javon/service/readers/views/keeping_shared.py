"""What the pages of papers and of keeping share: the centre, a reader by number, a PDF as an answer, a second press."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from javon.centre.documents.paper import Writer, letterhead
from javon.centre.organisation.models import Centre
from javon.centre.organisation.queries import the_centre
from javon.core.papers import Letterhead, Paper, render_pdf
from javon.core.papers.paper import PaperFailed
from javon.core.ui.render import page
from javon.service.readers.models import Reader
from javon.service.readers.queries import papers as queries

LARGEST = 999_999


def centre_or_404() -> Centre:
    """The centre; a home without one has no readers yet."""
    centre = the_centre()
    if centre is None:
        raise Http404
    return centre


def reader_or_404(number: int) -> Reader:
    """The reader with this number, with what papers need of the row."""
    found = queries.reader_with_papers(centre_or_404().pk, number) if number <= LARGEST else None
    if found is None:
        raise Http404
    return found


def head_of(centre: Centre, language: str) -> Letterhead:
    """The letterhead in the script of the page."""
    return letterhead(centre, Writer(language == "uz-cyrl"))


def pdf(request: HttpRequest, name: str, make: Callable[[], bytes]) -> HttpResponse:
    """The PDF shown in the browser, kept nowhere; a sentence and 503 when the press did not make it in time."""
    try:
        made = make()
    except PaperFailed:
        return page(request, "readers/paper_not_ready.html", 503)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def paper_pdf(request: HttpRequest, name: str, paper: Paper) -> HttpResponse:
    """The same of an official paper."""
    return pdf(request, name, lambda: render_pdf(paper))


def whole(text: str, most: int = LARGEST) -> int | None:
    """A whole number from an address or a field; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= most else None
