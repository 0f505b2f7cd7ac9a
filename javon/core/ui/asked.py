"""What pages ask of a request alike: the number that makes a second press harmless, the pages before and after."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest


def request_id_of(request: HttpRequest) -> UUID | None:
    """What makes a second press of a button harmless; None where the page sent none."""
    try:
        return UUID(request.POST.get("request_id", ""))
    except ValueError:
        return None


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
