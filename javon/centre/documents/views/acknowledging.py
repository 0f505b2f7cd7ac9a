""" "Tanishdim", reminders, the sheet of paper, the signed original."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.documents import actions, rights, wording
from javon.centre.documents.forms.acknowledging import LARGEST_SCAN, MarkForm, SignatureForm
from javon.centre.documents.models import Document, Version
from javon.centre.documents.queries import acknowledging, reading
from javon.centre.documents.views import opening
from javon.centre.documents.views.reading import tabs
from javon.centre.organisation import queries as organisation
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.files import storage
from javon.core.files.models import StoredFile
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused


@require_right(rights.ACKNOWLEDGE)
@require_POST
def acknowledge(request: ActingRequest, short_id: int) -> HttpResponse:
    """«Tanishdim», sent from under the text."""
    document = opening.own_or_404(request, short_id)
    version = document.versions.filter(number=opening.number_in(request)).first() or reading.newest_version(
        document
    )
    return opening.carried_out(
        request,
        document,
        lambda: actions.acknowledge(
            by=request.actor,
            version=version,
            seen_hash=request.POST.get("hash", ""),
            request_id=request_id_of(request),
        ),
        _("Acknowledged: your name and today's date stand on the sheet."),
    )


@require_right(rights.SEE_ACKNOWLEDGEMENTS)
@require_POST
def remind(request: ActingRequest, short_id: int) -> HttpResponse:
    """Remind everybody who has not read it."""
    document = opening.own_or_404(request, short_id)
    version = reading.version_in_force(document) or reading.newest_version(document)
    return opening.carried_out(
        request,
        document,
        lambda: actions.remind(by=request.actor, version=version),
        _("The reminder stands first on their Today page."),
    )


@require_right(rights.SEE_ACKNOWLEDGEMENTS)
def late(request: ActingRequest) -> HttpResponse:
    """Who is late with reading what."""
    centre = organisation.the_centre()
    lines = acknowledging.overdue_readings(centre.pk, clock.today()) if centre else []
    return page(request, "documents/late.html", lines=lines, tabs=tabs(request, ""))


@require_right(rights.ENTER_PAPER_MARK)
def sheet(request: ActingRequest, short_id: int) -> HttpResponse:
    """Enter who signed the sheet of paper."""
    document, version = _fixed(request, short_id)
    people = list(organisation.people_at(clock.today()).filter(centre_id=document.centre_id))
    form = SignatureForm(request.POST or None, request.FILES or None, people=people)
    if request.method != "POST":
        return _entry_page(request, document, form, _("A signature on paper"))
    if not form.is_valid():
        return _entry_page(request, document, form, _("A signature on paper"), 422)
    typed = form.cleaned_data
    try:
        actions.enter_paper_signature(
            by=request.actor, version=version, person=form.chosen, name=typed["name"],
            signed_on=typed["signed_on"], scan=_kept(typed["scan"]),
        )  # fmt: skip
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _entry_page(request, document, form, _("A signature on paper"), 409, stops)
    messages.success(request, _("The signature on paper is entered."))
    return opening.to_document(document)


@require_right(rights.ENTER_PAPER_MARK)
def mark(request: ActingRequest, short_id: int) -> HttpResponse:
    """Enter that the original is signed on paper."""
    document, version = _fixed(request, short_id)
    form = MarkForm(request.POST or None, request.FILES or None, centre_id=document.centre_id)
    if request.method != "POST":
        return _entry_page(request, document, form, _("The original signed on paper"))
    if not form.is_valid():
        return _entry_page(request, document, form, _("The original signed on paper"), 422)
    typed: dict[str, Any] = dict(form.cleaned_data)
    try:
        actions.enter_paper_mark(by=request.actor, version=version, **{**typed, "scan": _kept(typed["scan"])})
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _entry_page(request, document, form, _("The original signed on paper"), 409, stops)
    messages.success(request, _("«Signed on paper» is entered."))
    return opening.to_document(document)


def _fixed(request: ActingRequest, short_id: int) -> tuple[Document, Version]:
    document = opening.own_or_404(request, short_id)
    return document, reading.version_in_force(document) or reading.newest_version(document)


def _kept(file: Any) -> StoredFile | None:
    return storage.keep(file, name=file.name, at_most=LARGEST_SCAN) if file else None


def _entry_page(
    request: ActingRequest, document: Document, form: Any, title: str, status: int = 200, stops: Any = ()
) -> HttpResponse:
    return page(
        request,
        "documents/on_paper.html",
        status,
        document=document,
        form=form,
        title=title,
        stops=list(stops),
    )
