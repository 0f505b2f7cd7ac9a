"""What the library knows of the reader: to be taken home, corrected, erased. Dossier 4.2."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from javon.centre.documents.paper import Writer, letterhead
from javon.core import clock
from javon.core.papers import render_pdf
from javon.core.papers.paper import PaperFailed
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.places.cabinet.family import HOME, Cabinet, for_readers
from javon.places.cabinet.forms import PhoneForm
from javon.service.lending.queries.own_data import own_data, own_data_paper
from javon.service.readers import phones, wording
from javon.service.readers.actions import own
from javon.service.readers.models import Guardianship, ReaderRequest
from javon.service.readers.queries import doors as queries
from javon.service.readers.queries.papers import reader_with_papers


@for_readers
@require_safe
def data(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Take a copy, ask for another telephone, ask to be erased."""
    return _page(request, cabinet)


def _page(
    request: HttpRequest, cabinet: Cabinet, status: int = 200, stops: list[str] | None = None,
    form: PhoneForm | None = None,
) -> HttpResponse:  # fmt: skip
    adults = queries.guardians_to_let_in(cabinet.reader, clock.today()) if cabinet.is_own else []
    return page(
        request, "cabinet/data.html", status, cabinet=cabinet, stops=stops or [], form=form or PhoneForm(),
        phone=phones.shown(cabinet.reader.phone), requests=queries.requests_of(cabinet.reader), adults=adults,
    )  # fmt: skip


@for_readers
@require_safe
def data_json(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Everything that is kept of the reader, for a program."""
    reader = reader_with_papers(cabinet.reader.centre_id, cabinet.reader.number)
    if reader is None:
        raise Http404
    answer = JsonResponse(own_data(reader), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="javon.json"'
    return answer


@for_readers
@require_safe
def data_pdf(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """The same to be read; a sentence when the press did not make it in time."""
    reader = reader_with_papers(cabinet.reader.centre_id, cabinet.reader.number)
    if reader is None:
        raise Http404
    head = letterhead(reader.centre, Writer(get_language() == "uz-cyrl"))
    try:
        made = render_pdf(own_data_paper(head, reader))
    except PaperFailed:
        return _page(request, cabinet, 503, [_("The PDF was not ready in time. Open it again in a minute.")])
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="javon.pdf"'}
    )


@for_readers
@require_POST
def ask(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Another telephone, or to be erased: the staff carry it out, and it is shown until then."""
    kind = ReaderRequest.Kind.ERASE if request.POST.get("kind") == "erase" else ReaderRequest.Kind.PHONE
    try:
        own.ask(
            by=cabinet.by, reader=cabinet.reader, kind=kind, phone=request.POST.get("phone", "")[:30],
            request_id=request_id_of(request),
        )  # fmt: skip
    except Refused as refused:
        form = PhoneForm(request.POST) if kind == ReaderRequest.Kind.PHONE else None
        return _page(request, cabinet, 422, wording.sentences(refused.verdict.stops), form)
    messages.success(request, _("The library has your request and will answer here."))
    return HttpResponseRedirect(f"{cabinet.base}data/", status=303)


@for_readers
@require_POST
def withdraw(request: HttpRequest, cabinet: Cabinet, key: UUID) -> HttpResponse:
    """The reader thinks better of it."""
    row = ReaderRequest.objects.filter(pk=key, reader=cabinet.reader).first()
    if row is None:
        raise Http404
    try:
        own.withdraw_request(by=cabinet.by, reader=cabinet.reader, request=row)
    except Refused as refused:
        return _page(request, cabinet, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The request is taken back."))
    return HttpResponseRedirect(f"{cabinet.base}data/", status=303)


@for_readers
@require_POST
def let_in(request: HttpRequest, cabinet: Cabinet, key: UUID) -> HttpResponse:
    """From sixteen on: an adult of mine sees my pages, or not any more."""
    adults = queries.guardians_to_let_in(cabinet.reader, clock.today())
    row: Guardianship | None = next((one for one in adults if one.pk == key), None)
    if row is None:
        raise Http404
    is_in = request.POST.get("in") == "1"
    own.let_guardian_in(by=cabinet.by, reader=cabinet.reader, guardianship=row, is_in=is_in)
    return HttpResponseRedirect(f"{HOME}data/", status=303)
