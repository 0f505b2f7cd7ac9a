"""Deeds on a reader's page: each opens its small form there, and comes back to the page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from javon.core import clock
from javon.core.access import Right
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.claims import is_claimed
from javon.core.files import storage
from javon.core.files.pictures import Unreadable, portrait
from javon.core.ui import errors
from javon.core.ui.asked import request_id_of
from javon.core.verdict import Refused
from javon.service.readers import actions, rights, wording
from javon.service.readers.forms import deeds as asked
from javon.service.readers.models import Block, Guardianship, Reader
from javon.service.readers.rules.registering import GuardianData
from javon.service.readers.views.one_page import reader_page
from javon.service.readers.views.shared import (
    address,
    again,
    private_file,
    reader_or_404,
)


@dataclass(frozen=True, slots=True)
class Deed:
    """Its words, the form (None: one press), the action, the right under which it is offered."""

    label: Promise
    icon: str
    done: Promise | None
    act: Callable[..., Any]
    right: Right
    form: type[forms.Form] | None = None


def _guardian(
    *, by: Any, reader: Reader, request_id: Any, relation: str, card_number: int | None, name: str, phone: str
) -> Any:
    parent = Reader.objects.filter(centre=reader.centre, number=card_number).first() if card_number else None
    if card_number and (parent is None or not parent.is_here):
        raise Refused.because("no_such_card", card=f"K-{card_number:06d}")
    given = GuardianData(name=name, phone=phone, relation=relation, reader_id=parent.pk if parent else None)
    return actions.add_guardian(by=by, reader=reader, guardian=given, request_id=request_id)


def _lift(*, by: Any, reader: Reader, request_id: Any, because: str, block: str) -> Any:
    found = Block.objects.filter(reader=reader, pk=_key(block)).first()
    if found is None:
        raise Http404
    return actions.lift_block(by=by, block=found, because=because, request_id=request_id)


def _end_guardian(*, by: Any, reader: Reader, request_id: Any, guardian: str) -> Any:
    found = Guardianship.objects.filter(reader=reader, pk=_key(guardian)).first()
    if found is None:
        raise Http404
    return actions.end_guardian(by=by, guardianship=found, request_id=request_id)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _photo(*, by: Any, reader: Reader, request_id: Any, file: UploadedFile) -> Any:
    """Made small before the row is locked; what is not put with the reader after all goes by itself."""
    if request_id is not None and is_claimed(request_id):  # a second press: the file of the first is kept
        return reader
    try:
        made = portrait(file)  # type: ignore[arg-type]
    except Unreadable as unreadable:
        raise Refused.because(f"photo_{unreadable.code}") from unreadable
    until = clock.today() + timedelta(days=KEPT_DAYS)
    kept = storage.keep(io.BytesIO(made), name=f"surat-K{reader.number:06d}.jpg", keep_until=until)
    return actions.put_photo(by=by, reader=reader, file=kept, request_id=request_id)


REGISTER = rights.REGISTER_READERS
DEEDS = {
    "again": Deed(_("Register for this year"), "check", _("Registered for this year."), actions.register_again, REGISTER),
    "card": Deed(_("Another card"), "id-card", _("The reader has another card."), actions.replace_card, REGISTER, asked.CardForm),
    "end_card": Deed(_("The card ends"), "x", _("The card is no longer in use."), actions.end_card, REGISTER, asked.EndCardForm),
    "block": Deed(_("Restrict the service"), "lock", _("The service is restricted."), actions.block, rights.BLOCK_READERS, asked.BlockForm),
    "lift": Deed(_("Lift the restriction"), "check", _("The restriction is lifted."), _lift, rights.BLOCK_READERS, asked.ReasonForm),
    "leave": Deed(_("Has left"), "log-out", _("The reader has left; the card is no longer in use."), actions.close_reader, REGISTER, asked.LeaveForm),
    "return": Deed(_("Has not left"), "undo-2", _("The reader is here again."), actions.reopen_reader, REGISTER),
    "consent": Deed(_("Take the consent"), "file-check", _("The consent is written down."), actions.take_consent, REGISTER, asked.ConsentForm),
    "withdraw": Deed(_("Consent withdrawn"), "x", _("The consent is withdrawn."), actions.withdraw_consent, REGISTER, asked.ReasonForm),
    "guardian": Deed(_("Who answers"), "users", _("It is written down who answers."), _guardian, REGISTER, asked.GuardianForm),
    "end_guardian": Deed(_("Answers no more"), "x", _("This person answers no more."), _end_guardian, REGISTER),
    "identity": Deed(_("Identity document"), "file-text", _("The number is kept sealed."), actions.enter_identity, REGISTER, asked.IdentityForm),
    "identity_remove": Deed(_("Keep no document"), "trash-2", _("No document is kept any more."), actions.remove_identity, REGISTER),
    "photo": Deed(_("Keep the photograph"), "user-round", _("The photograph is kept with the reader."), _photo, REGISTER, asked.PhotoForm),
    "photo_remove": Deed(_("Remove the photograph"), "trash-2", _("The photograph is removed."), actions.remove_photo, REGISTER, asked.PhotoRemovalForm),
}  # fmt: skip
KEPT_DAYS = 2  # of a photograph that was not put with a reader after all
# What a deed is told besides its form: the row it is about.
ABOUT = {"lift": "block", "end_guardian": "guardian"}


def form_asked(request: ActingRequest, reader: Reader) -> dict[str, Any]:
    """The form of the deed that the address asks for; nothing where it asks for none."""
    name = request.GET.get("do", "")
    if name == "identity_show" and request.actor.may(rights.SEE_IDENTITY):
        return {"asks_to_show": True}
    deed = DEEDS.get(name)
    if deed is None or deed.form is None or not request.actor.may(deed.right):
        return {}
    return _given(name, deed, deed.form(), request.GET.get(ABOUT.get(name, ""), ""))


def _given(name: str, deed: Deed, form: Any, about: str) -> dict[str, Any]:
    return {"deed_name": name, "deed": deed, "form": form, "about": about, "about_name": ABOUT.get(name, "")}


@require_right(rights.SEE_READERS)
@require_POST
def do(request: ActingRequest, number: int, name: str) -> HttpResponse:
    """One deed; refused, the page says why and keeps what was typed."""
    reader, deed = reader_or_404(number), DEEDS.get(name)
    if deed is None:
        raise Http404
    if not request.actor.may(deed.right):
        return errors.forbidden(request)
    about = {ABOUT[name]: request.POST.get(ABOUT[name], "")[:40]} if name in ABOUT else {}
    form = deed.form(request.POST, request.FILES) if deed.form else None
    if form is not None and not form.is_valid():
        return reader_page(request, reader, 422, **_given(name, deed, form, next(iter(about.values()), "")))
    typed = form.cleaned_data if form is not None else {"request_id": request_id_of(request)}
    try:
        deed.act(by=request.actor, reader=reader, **typed, **about)
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        more = _given(name, deed, again(form), next(iter(about.values()), "")) if form is not None else {}
        return reader_page(request, reader, 409, stops=stops, **more)
    messages.success(request, str(deed.done))
    return HttpResponseRedirect(address(reader), status=303)


@require_right(rights.SEE_IDENTITY)
@require_POST
def show_identity(request: ActingRequest, number: int) -> HttpResponse:
    """The number of the document, for this one look; the answer is kept nowhere."""
    reader = reader_or_404(number)
    try:
        shown = actions.show_identity(by=request.actor, reader=reader)
    except Refused as refused:
        return reader_page(request, reader, 409, stops=wording.sentences(refused.verdict.stops))
    answer = reader_page(request, reader, identity_number=shown)
    answer["Cache-Control"] = "no-store"
    return answer


@require_right(rights.SEE_READERS)
def photo(request: ActingRequest, number: int) -> HttpResponseBase:
    """The photograph, for whoever sees readers; no cache keeps it."""
    return private_file(request, reader_or_404(number).photo, f"surat-K{number:06d}.jpg")
