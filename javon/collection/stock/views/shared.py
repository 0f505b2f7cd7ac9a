"""What the pages of the stock share: the centre, a second press, pages of a register."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.core.database.fields import uuid7

LARGEST_NUMBER = 2**31 - 1


def centre_or_404() -> Centre:
    """The centre; a home without one has no stock yet."""
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre


def again(form: Any) -> Any:
    """The same form with what was typed; the refused request is spent, so pressing again is a new one."""
    data = form.data.copy()
    data["request_id"] = str(uuid7())
    form.data = data
    return form


def whole(text: str, most: int = LARGEST_NUMBER) -> int | None:
    """A whole number from an address or a hidden field; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= most else None


def words_of(request: HttpRequest, name: str = "q", most: int = 200) -> str:
    """What somebody seeks, as the address says it."""
    return request.GET.get(name, "")[:most].replace("\x00", "").strip()
