"""What the pages of write-offs, moves and commissions share: the way between them, pages of a list, a printed list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.collection.stock import rights
from javon.collection.stock.views.shared import whole
from javon.core.access import Actor

PER_PAGE = 100


def number_of_page(request: HttpRequest) -> int:
    """The page asked for; the first where it is none."""
    return whole(request.GET.get("page", "")) or 1


def printed(content: bytes, name: str) -> HttpResponse:
    """A PDF that opens in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def rooms(by: Actor, current: str) -> list[dict[str, Any]]:
    """The way between the lists of deeds that this person may see."""
    known = (
        ("write_offs", _("Write-offs"), rights.SEE_STOCK),
        ("replacements", _("Lost and replaced"), rights.SEE_STOCK),
        ("moves", _("Moves between points"), rights.SEE_STOCK),
        ("commissions", _("Commissions"), rights.SEE_STOCK),
    )
    return [
        {"label": label, "url": reverse(f"stock:{name}"), "is_current": name == current}
        for name, label, right in known
        if by.may(right)
    ]
