"""A new reader: seven fields, nine for a child; who looks like this one and whose family it is stand beside. ux 3.4."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import fragment, page
from javon.core.verdict import Refused
from javon.service.readers import actions, phones, rights, wording
from javon.service.readers.forms.reader import FIELD_OF, GroupForm, NewReaderForm
from javon.service.readers.models import Reader
from javon.service.readers.queries import families, likenesses, readers_of
from javon.service.readers.rules.likeness import Sure
from javon.service.readers.typed_days import day_typed
from javon.service.readers.views.shared import (
    address,
    after_saving,
    again,
    age_words,
    body_name,
    centre_or_404,
    name_of,
    place_words,
)


@require_right(rights.REGISTER_READERS)
def new(request: ActingRequest) -> HttpResponse:
    """The form; sent, a registration, or the same form with what stands against it."""
    centre = centre_or_404()
    if request.method != "POST":
        return page(request, "readers/new.html", form=NewReaderForm(centre=centre))
    if request.POST.get("family"):
        return _with_family(request)
    form = NewReaderForm(request.POST, centre=centre)
    if not form.is_valid():
        return page(request, "readers/new.html", 422, form=form, **beside(request.POST))
    given = form.cleaned_data
    try:
        reader = actions.register(
            by=request.actor,
            centre=centre,
            data=form.data_given,
            guardian=form.guardian_given,
            consent=actions.ConsentGiven() if given["consent"] else None,
            card_number=given["card_number"],
            is_another=given["is_another"],
            request_id=given["request_id"],
        )
    except Refused as refused:
        stops = put_beside(again(form), refused)
        return page(request, "readers/new.html", 409, form=form, stops=stops, **beside(request.POST))
    messages.success(request, _("Registered: %(card)s") % {"card": f"K-{reader.number:06d}"})
    return HttpResponseRedirect(after_saving(reader, to_desk=request.POST.get("then") != "page"), status=303)


def put_beside(form: Any, refused: Refused) -> list[str]:
    """Each objection beside its field; what belongs to no field is answered as sentences."""
    loose = []
    for stop in refused.verdict.stops:
        name = FIELD_OF.get(stop.code, "")
        if name in form.fields:
            form.add_error(name, wording.sentence(stop))
        else:
            loose.append(wording.sentence(stop))
    return loose


def _with_family(request: ActingRequest) -> HttpResponse:
    """The same form with what the chosen relative has: address, mahalla, phone, and the one who answers."""
    number = request.POST["family"]
    typed = request.POST.copy()
    found = readers_of(centre_or_404().pk)
    parent = (
        found.filter(number=int(number)).first()
        if number.isascii() and number.isdigit() and len(number) < 7
        else None
    )
    if parent is not None:
        typed["address"] = parent.address
        typed["mahalla"] = str(parent.mahalla_id or "")
        typed["guardian_name"] = parent.full_name
        typed["guardian_phone"] = phones.shown(parent.phone)
        typed["guardian_relation"] = "mother" if parent.sex == "female" else "father"
        typed["guardian_number"] = str(parent.number)
    initial: dict[str, Any] = {name: typed.get(name, "") for name in NewReaderForm.base_fields}
    initial["consent"] = bool(typed.get("consent"))
    initial["is_another"] = bool(typed.get("is_another"))
    initial["is_visually_impaired"] = bool(typed.get("is_visually_impaired"))
    form = NewReaderForm(centre=centre_or_404(), initial=initial)
    return page(request, "readers/new.html", form=form, **beside(typed))


@require_right(rights.REGISTER_READERS)
@require_POST
def look(request: ActingRequest) -> HttpResponse:
    """Who looks like what was typed so far; asked while somebody types."""
    return fragment(request, "readers/_beside.html", **beside(request.POST))


def beside(typed: QueryDict) -> dict[str, Any]:
    """The readers who may be the same person, and those who may be of the family."""
    centre, today = centre_or_404(), clock.today()

    def text(name: str) -> str:
        return typed.get(name, "")[:120].replace("\x00", "")

    born = day_typed(text("birth_date"), today=today)
    phone = phones.phone_of(text("guardian_phone")) or phones.phone_of(text("phone")) or ""
    face = likenesses.face(text("surname"), text("given_name"), text("patronymic"), born, phone)
    alike = likenesses.alike(centre.pk, face)
    family = families.family_of(
        centre.pk,
        surname=text("surname"),
        mahalla_id=_key(text("mahalla")),
        phone=phone,
        patronymic=text("patronymic"),
        today=today,
    )
    same = {reader.pk for reader, _sure in alike}
    return {
        "alike": [_line(reader) | {"is_same": sure is Sure.SAME} for reader, sure in alike],
        "family": [_line(reader) for reader in family if reader.pk not in same],
        "looked": True,
    }


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _line(reader: Reader) -> dict[str, Any]:
    born = str(reader.birth_date.year) if reader.birth_date else ""
    parts = (born, age_words(reader), place_words(reader), body_name(reader.mahalla))
    return {
        "number": reader.number,
        "name": name_of(reader),
        "code": f"K-{reader.number:06d}",
        "url": address(reader),
        "detail": " · ".join(part for part in parts if part),
    }


@require_right(rights.REGISTER_READERS)
def new_group(request: ActingRequest) -> HttpResponse:
    """A class, a mahalla, a kindergarten as one reader."""
    centre = centre_or_404()
    form = GroupForm(request.POST if request.method == "POST" else None, centre=centre)
    if request.method != "POST":
        return page(request, "readers/new_group.html", form=form)
    if not form.is_valid():
        return page(request, "readers/new_group.html", 422, form=form)
    try:
        reader = actions.register(
            by=request.actor,
            centre=centre,
            data=form.data_given,
            guardian=form.guardian_given,
            request_id=form.cleaned_data["request_id"],
        )
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return page(request, "readers/new_group.html", 409, form=again(form), stops=stops)
    messages.success(request, _("Registered: %(card)s") % {"card": f"K-{reader.number:06d}"})
    return HttpResponseRedirect(address(reader), status=303)
