"""A correction of what is known of a reader. Two who correct at once hear of each other; nothing typed is lost."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.verdict import Refused
from javon.service.readers import actions, rights
from javon.service.readers.forms.reader import EditForm, GroupEditForm, initial_of
from javon.service.readers.models import Reader
from javon.service.readers.views.new import put_beside
from javon.service.readers.views.shared import address, again, reader_or_404


@require_right(rights.REGISTER_READERS)
def edit(request: ActingRequest, number: int) -> HttpResponse:
    """The form of a person; a group has its own few fields in it."""
    reader = reader_or_404(number)
    made: type[EditForm | GroupEditForm] = (
        GroupEditForm if reader.kind == Reader.Kind.COLLECTIVE else EditForm
    )
    if request.method != "POST":
        form = made(centre=reader.centre, initial=initial_of(reader) | {"expected_edits": reader.edits})
        return _page(request, reader, form)
    form = made(request.POST, centre=reader.centre)
    if not form.is_valid():
        return _page(request, reader, form, 422)
    try:
        actions.correct_reader(
            by=request.actor,
            reader=reader,
            data=form.data_given,
            expected_edits=form.cleaned_data["expected_edits"],
            request_id=form.cleaned_data["request_id"],
        )
    except Refused as refused:
        stops = put_beside(again(form), refused)
        if theirs := _theirs(reader, refused):
            _seen(form, theirs)
        return _page(request, reader, form, 409, stops=stops, theirs=theirs)
    messages.success(request, _("Corrected."))
    return HttpResponseRedirect(address(reader), status=303)


def _theirs(reader: Reader, refused: Refused) -> Reader | None:
    """The row as somebody else left it, to compare with."""
    if "reader_changed_meanwhile" not in refused.verdict.codes:
        return None
    return Reader.objects.select_related("school", "mahalla").get(pk=reader.pk)


def _seen(form: Any, theirs: Reader) -> None:
    """The corrector sees the other's correction beside the form: saving again means to."""
    form.data["expected_edits"] = str(theirs.edits)


def _page(
    request: ActingRequest, reader: Reader, form: EditForm | GroupEditForm, status: int = 200, **more: object
) -> HttpResponse:
    return page(request, "readers/edit.html", status, reader=reader, form=form, **more)
