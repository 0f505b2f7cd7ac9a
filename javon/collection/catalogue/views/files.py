"""Pages of electronic files: of one record, of one file, of all; and the networks of the house."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import electronic, rights, wording
from javon.collection.catalogue.actions import files as actions
from javon.collection.catalogue.forms_files import (
    FileRightsForm,
    NetworkForm,
    RemoveFileForm,
    arrived,
    token_of,
)
from javon.collection.catalogue.forms_parts import again
from javon.collection.catalogue.models import ElectronicFile, InsideNetwork, Title
from javon.collection.catalogue.views.shared import pager, title_or_404
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.files.models import StoredFile
from javon.core.ui.render import page
from javon.core.verdict import Refused

_ON_A_PAGE = 50


@require_right(rights.CORRECT_RECORD)
def files(request: ActingRequest, number: int) -> HttpResponse:
    """The files of one record, with the form that attaches the next one."""
    title = title_or_404(number)
    if request.method != "POST":
        return _files_page(request, title, FileRightsForm())
    form = FileRightsForm(request.POST)
    file, verdict = arrived(request.FILES.get("file"), request.POST.get("kept", ""), request.actor)
    if not form.is_valid() or not verdict or file is None:
        form = form if form.errors else FileRightsForm(again(request.POST, uuid7()))
        return _files_page(request, title, form, 422, file, wording.sentences(verdict.stops))
    try:
        actions.attach_file(by=request.actor, title=title, file=file, said=form.said, **form.more)
    except Refused as refused:
        form = FileRightsForm(again(request.POST, uuid7()))
        return _files_page(request, title, form, 409, file, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The file is attached."))
    return _to_files(number)


def _files_page(
    request: ActingRequest,
    title: Title,
    form: FileRightsForm,
    status: int = 200,
    file: StoredFile | None = None,
    stops: list[str] | None = None,
) -> HttpResponse:
    shown = list(electronic.files_of(title))
    today = clock.today()
    counts = electronic.openings(shown, electronic.counted_since(today), today)
    return page(
        request,
        "catalogue/files.html",
        status,
        title=title,
        form=form,
        files=[(one, electronic.KIND_NAMES[one.kind], counts.get(one.pk, 0)) for one in shown],
        removed=list(electronic.files_of(title, removed=True)),
        kept=file,
        token=token_of(file, request.actor),
        stops=stops or [],
    )


def _to_files(number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("catalogue:files", args=[number]), status=303)


def _file_or_404(pk: UUID) -> ElectronicFile:
    file = electronic.file_by_id(pk)
    if file is None:
        raise Http404
    return file


def _number_of(file: ElectronicFile) -> int:
    return (file.title.merged_into or file.title).number


@require_right(rights.CORRECT_RECORD)
def change(request: ActingRequest, pk: UUID) -> HttpResponse:
    """What is said of one file, corrected; below it the way to remove the file."""
    file = _file_or_404(pk)
    names = ("label", "access", "open_from", "basis", "paper", "source")
    if request.method != "POST":
        return _file_page(
            request, file, FileRightsForm(initial={name: getattr(file, name) for name in names})
        )
    form = FileRightsForm(request.POST)
    if not form.is_valid():
        return _file_page(request, file, form, 422)
    try:
        actions.change_file_rights(by=request.actor, file=file, said=form.said, **form.more)
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _file_page(request, file, FileRightsForm(again(request.POST, uuid7())), 409, stops=stops)
    messages.success(request, _("Saved."))
    return _to_files(_number_of(file))


def _file_page(
    request: ActingRequest, file: ElectronicFile, form: FileRightsForm, status: int = 200, **more: Any
) -> HttpResponse:
    more.setdefault("removal", RemoveFileForm())
    number = _number_of(file)
    return page(request, "catalogue/file.html", status, file=file, form=form, number=number, **more)


@require_POST
@require_right(rights.CORRECT_RECORD)
def remove(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Take a file off its record, with a reason."""
    file, removal = _file_or_404(pk), RemoveFileForm(request.POST)
    form = FileRightsForm(
        initial={name: getattr(file, name) for name in ("label", "access", "basis", "paper")}
    )
    if not removal.is_valid():
        return _file_page(request, file, form, 422, removal=removal)
    why, request_id = removal.cleaned_data["why"], removal.cleaned_data["request_id"]
    try:
        actions.remove_file(by=request.actor, file=file, why=why, request_id=request_id)
    except Refused as refused:
        return _file_page(request, file, form, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(request, _("The file is removed. It can be put back for 30 days."))
    return _to_files(_number_of(file))


@require_POST
@require_right(rights.CORRECT_RECORD)
def put_back(request: ActingRequest, pk: UUID) -> HttpResponse:
    """A removed file stands on its record again."""
    file = _file_or_404(pk)
    try:
        actions.put_back_file(by=request.actor, file=file, request_id=uuid7())
    except Refused as refused:
        title = file.title.merged_into or file.title
        stops = wording.sentences(refused.verdict.stops)
        return _files_page(request, title_or_404(title.number), FileRightsForm(), 409, stops=stops)
    messages.success(request, _("The file is back in its place."))
    return _to_files(_number_of(file))


@require_right(rights.CORRECT_RECORD)
def all_files(request: ActingRequest) -> HttpResponse:
    """Every file of the catalogue, the newest first."""
    found = Paginator(electronic.all_files(), _ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, electronic.KIND_NAMES[one.kind], _number_of(one)) for one in found]
    return page(
        request,
        "catalogue/all_files.html",
        rows=rows,
        total=found.paginator.count,
        number=found.number,
        pages=found.paginator.num_pages,
        around=pager(request, found),
    )


@require_right(rights.CORRECT_RECORD)
def networks(request: ActingRequest) -> HttpResponse:
    """The addresses that count as inside the library."""
    centre, form = organisation.the_centre(), NetworkForm(request.POST or None)
    if centre is None:
        raise Http404
    stops: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_inside_network(by=request.actor, centre_id=centre.pk, **form.cleaned_data)
        except Refused as refused:
            stops = wording.sentences(refused.verdict.stops)
            form = NetworkForm(again(request.POST, uuid7()))
        else:
            messages.success(request, _("The network is entered."))
            return HttpResponseRedirect(reverse("catalogue:inside_networks"), status=303)
    status = 409 if stops else 422 if request.method == "POST" else 200
    rows = electronic.networks(centre.pk)
    own = request.META.get("REMOTE_ADDR", "")
    return page(request, "catalogue/networks.html", status, form=form, rows=rows, stops=stops, own=own)


@require_POST
@require_right(rights.CORRECT_RECORD)
def end_network(request: ActingRequest, pk: UUID) -> HttpResponse:
    """These addresses count as inside no more."""
    network = InsideNetwork.objects.filter(pk=pk).first()
    if network is None:
        raise Http404
    actions.end_inside_network(by=request.actor, network=network, request_id=uuid7())
    messages.success(request, _("The network is taken off the list."))
    return HttpResponseRedirect(reverse("catalogue:inside_networks"), status=303)
