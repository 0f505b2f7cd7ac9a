"""What the pages of the stock share: the centre, a second press, pages of a register."""

from __future__ import annotations

from typing import Any
from uuid import UUID

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


def request_id_of(request: HttpRequest) -> UUID | None:
    """What makes a second press of a button harmless; None where the page sent none."""
    try:
        return UUID(request.POST.get("request_id", ""))
    except ValueError:
        return None


def whole(text: str, most: int = LARGEST_NUMBER) -> int | None:
    """A whole number from an address or a hidden field; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= most else None


def words_of(request: HttpRequest, name: str = "q", most: int = 200) -> str:
    """What somebody seeks, as the address says it."""
    return request.GET.get(name, "")[:most].replace("\x00", "").strip()


def pager(request: HttpRequest, found: Any) -> dict[str, Any]:
    """Addresses of the pages before and after, everything else asked for kept."""
    given = request.GET.copy()

    def address(number: int) -> str:
        given["page"] = str(number)
        return f"?{given.urlencode()}"

    return {
        "number": found.number,
        "pages": found.paginator.num_pages,
        "previous_url": address(found.previous_page_number()) if found.has_previous() else "",
        "next_url": address(found.next_page_number()) if found.has_next() else "",
    }
