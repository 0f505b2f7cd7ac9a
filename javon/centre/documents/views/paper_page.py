"""The page of any paper, whatever it is: a letter, an act above us, a paper of ours."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect

from javon.centre.documents.models import Document
from javon.centre.documents.queries.external import act_by_number
from javon.centre.documents.queries.letters import letter_by_number
from javon.centre.documents.views import external, letters, opening
from javon.core.accounts.requests import ActingRequest


def to_paper(document: Document) -> HttpResponseRedirect:
    """Back to the page of the paper, after a deed."""
    return HttpResponseRedirect(opening.address_of(document), status=303)


def paper_page(request: ActingRequest, document: Document, status: int, **more: Any) -> HttpResponse:
    """Its page with what a refused deed has to say."""
    if document.kind == Document.Kind.LETTER_IN:
        letter = letter_by_number(request.actor, document.short_id)
        if letter is None:
            raise Http404
        return letters.letter_page(request, letter, status, **more)
    if document.kind in Document.EXTERNAL:
        act = act_by_number(request.actor, document.short_id)
        if act is None:
            raise Http404
        return external.act_page(request, act, status, **more)
    return opening.document_page(request, document, status=status, **more)
