"""What the pages of readers share: the centre, a reader of an address, a second press, figures of a person."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre, LocalBody
from javon.core import clock
from javon.core.card_code import LAST_NUMBER
from javon.core.database.fields import uuid7
from javon.core.files import serving
from javon.core.files.models import StoredFile
from javon.core.ui.templatetags.ui import in_script
from javon.service.readers.models import Reader
from javon.service.readers.queries import readers_of
from javon.service.readers.rules import ages

DESK = "/desk/"


def centre_or_404() -> Centre:
    """The centre; a home without one has no readers yet."""
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre


def reader_or_404(number: int) -> Reader:
    """The reader of this number who stands for somebody."""
    found = readers_of(centre_or_404().pk).filter(number=number).first() if number <= LAST_NUMBER else None
    if found is None:
        raise Http404
    return found


def private_file(request: HttpRequest, file: StoredFile | None, name: str) -> HttpResponseBase:
    """A file of a reader, under `name`; no cache keeps it. 404 where there is none."""
    if file is None:
        raise Http404
    try:
        return serving.answer(
            request, sha256=file.sha256, size=file.size, kind=file.kind, name=name, keep=False
        )
    except FileNotFoundError as gone:
        raise Http404 from gone


def address(reader: Reader) -> str:
    """The reader's page."""
    return reverse("readers:reader", args=[reader.number])


def after_saving(reader: Reader, *, to_desk: bool) -> str:
    """The desk with the reader open, where there is a desk; else the reader's page."""
    if to_desk:
        try:
            resolve(DESK)
        except (Resolver404, NoReverseMatch):
            return address(reader)
        return f"{DESK}?card=K{reader.number:06d}"
    return address(reader)


def again(form: Any) -> Any:
    """The same form with what was typed; the refused request is spent, so pressing again is a new one."""
    data = form.data.copy()
    data["request_id"] = str(uuid7())
    form.data = data
    return form


def words_of(request: HttpRequest, name: str = "q", most: int = 120) -> str:
    """What somebody seeks, as the address says it."""
    return request.GET.get(name, "")[:most].replace("\x00", "").strip()


def body_name(body: LocalBody | None) -> str:
    """A school or mahalla in the page's script; "" for none."""
    return in_script(body.name, body.name_cyrl) if body is not None else ""


def name_of(reader: Reader) -> str:
    """Surname first, in the page's script. What is typed, compared or kept on paper stays as it was registered:
    docs/decisions/0025.
    """
    return in_script(reader.full_name)


def age_words(reader: Reader) -> str:
    """ "11 years" today; "" of a group."""
    age = ages.age_on(reader.birth_date, clock.today())
    return "" if age is None else _("%(age)s years") % {"age": age}


def place_words(reader: Reader) -> str:
    """Where the reader learns or works, with the class: "5-maktab, 5-«B»"."""
    parts = (body_name(reader.school), in_script(reader.class_name), in_script(reader.workplace))
    return ", ".join(part for part in parts if part)
