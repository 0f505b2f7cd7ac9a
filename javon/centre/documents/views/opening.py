"""What every page of papers begins with: the paper that may be seen, and the refusal said in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from javon.centre.documents import wording
from javon.centre.documents.models import Document, Version
from javon.centre.documents.queries import reading
from javon.centre.documents.views.screen import Screen
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.verdict import Refused

LARGEST_SHORT_ID = 2**31 - 1


def own_or_404(request: ActingRequest, short_id: int) -> Document:
    """The paper of ours that the person may open; what may not be seen, or has no text of its own, is not found."""
    document = paper_or_404(request, short_id)
    if not document.versions.exists():
        raise Http404
    return document


def paper_or_404(request: ActingRequest, short_id: int) -> Document:
    """Any paper that the person may open: ours, a letter, an act above us."""
    document = reading.document_by_number(request.actor, short_id) if short_id <= LARGEST_SHORT_ID else None
    if document is None:
        raise Http404
    return document


def address_of(document: Document) -> str:
    """Where the paper is read: letters that came and acts above us have pages of their own.

    An act whose very text is kept here (the order that sends the observer) is read like any paper.
    """
    name = "letter" if document.kind == Document.Kind.LETTER_IN else "document"
    if document.kind in Document.EXTERNAL and not document.versions.exists():
        name = "act"
    return reverse(f"documents:{name}", args=[document.short_id])


def to_document(document: Document, fragment: str = "") -> HttpResponseRedirect:
    """Back to the page of the paper, after a deed."""
    address = reverse("documents:document", args=[document.short_id])
    return HttpResponseRedirect(address + fragment, status=303)


def document_page(
    request: ActingRequest, document: Document, version: Version | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of a paper, with what a refused deed has to say and what was typed for it."""
    screen = Screen(document, version or reading.newest_version(document), request.actor)
    return page(request, "documents/document.html", status, screen=screen, **more)


def carried_out(
    request: ActingRequest, document: Document, deed: Callable[[], object], done: str, **typed: Any
) -> HttpResponse:
    """Do it and go back to the paper; refused, show the paper with every reason and what was typed."""
    try:
        deed()
    except Refused as refused:
        document.refresh_from_db()
        stops = wording.sentences(refused.verdict.stops)
        return document_page(request, document, status=409, stops=stops, **typed)
    messages.success(request, done)
    return to_document(document)


def number_in(request: HttpRequest, name: str = "number") -> int:
    """The version number that the form carried; 0 (which no version has) when it is none."""
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0
