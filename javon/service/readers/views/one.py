"""A reader's page: who it is, what is to be said at once, and the tabs that other modules fill. ux 3.3."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.service.readers import rights
from javon.service.readers.views.deeds import form_asked
from javon.service.readers.views.one_page import reader_page
from javon.service.readers.views.one_shown import panels_for
from javon.service.readers.views.shared import reader_or_404


@require_right(rights.SEE_READERS)
def reader(request: ActingRequest, number: int) -> HttpResponse:
    """The first tab: what is known; ``?do=<deed>`` opens the form of a deed."""
    found = reader_or_404(number)
    return reader_page(request, found, **form_asked(request, found))


@require_right(rights.SEE_READERS)
def panel(request: ActingRequest, number: int, code: str) -> HttpResponse:
    """A tab of another module."""
    found = reader_or_404(number)
    chosen = next((one for one in panels_for(request.actor) if one.code == code), None)
    if chosen is None:
        raise Http404
    return reader_page(request, found, chosen=chosen)
