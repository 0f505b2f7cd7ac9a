"""Files that lie with papers: laid there, taken away, read by whoever may read the paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.documents import actions, rights, wording
from javon.centre.documents.forms.attachments import Arrived, arrived
from javon.centre.documents.models import Attachment, Document
from javon.centre.documents.queries import attachments as queries
from javon.centre.documents.views import opening
from javon.centre.documents.views.paper_page import paper_page, to_paper
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.files import storage
from javon.core.ui import errors
from javon.core.verdict import Refused

# What a browser may show within its window; everything else is only handed over.
SHOWN = ("application/pdf", "image/png", "image/jpeg", "image/webp")


@require_POST
@require_right(rights.READ)
def attach(request: ActingRequest, short_id: int) -> HttpResponse:
    """Lay files with a paper."""
    document = opening.paper_or_404(request, short_id)
    if not queries.may_keep_files(request.actor, document):
        return errors.forbidden(request, right=str(rights.REGISTER.label))
    came = arrived(request, request.actor, clock.today())
    stops = wording.sentences(came.verdict.stops)
    if not came.files and not stops:
        stops = [_("Choose a file first.")]
    if stops:
        return _refused(request, document, 409, stops)
    try:
        _lay(request, document, came)
    except Refused as refused:
        return _refused(request, document, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("Files added: %(count)s") % {"count": len(came.files)})
    return to_paper(document)


def _lay(request: ActingRequest, document: Document, came: Arrived) -> None:
    role = request.POST.get("role", "")
    chosen = role if role in Attachment.Role.values else Attachment.Role.ANNEX
    for file in came.files:
        actions.attach(
            by=request.actor, document=document, file=file, role=chosen, note=request.POST.get("note", "")
        )


def _refused(request: ActingRequest, document: Document, status: int, stops: list[str]) -> HttpResponse:
    return paper_page(request, document, status, stops=stops)


def _file_of(request: ActingRequest, short_id: int, pk: UUID) -> Attachment:
    document = opening.paper_or_404(request, short_id)
    return get_object_or_404(queries.attachments_of(document), pk=pk)


@require_POST
@require_right(rights.READ)
def take_away(request: ActingRequest, short_id: int, pk: UUID) -> HttpResponse:
    """Take a file away from a paper that was never approved."""
    attachment = _file_of(request, short_id, pk)
    document = attachment.document
    try:
        actions.take_away(by=request.actor, attachment=attachment)
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request, right=str(rights.REGISTER.label))
        return _refused(request, document, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The file is taken away."))
    return to_paper(document)


@require_right(rights.READ)
def download(request: ActingRequest, short_id: int, pk: UUID) -> HttpResponseBase:
    """The bytes, as what they are; never as something a browser would run."""
    attachment = _file_of(request, short_id, pk)
    file = attachment.file
    try:
        opened = storage.open_file(file)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        opened,
        as_attachment=file.kind not in SHOWN,
        filename=file.original_name or _("file"),
        content_type=file.kind if file.kind != "text/plain" else "text/plain; charset=utf-8",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
