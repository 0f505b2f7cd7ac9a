"""What the pages of acquisition share: the centre, a second press, the way between the rooms, files that are handed out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.collection.acquisition.queries import lists, orders, proposals
from javon.core.database.fields import uuid7

LARGEST_NUMBER = 2**31 - 1
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def centre_or_404() -> Centre:
    """The centre; a home without one buys nothing yet."""
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


def rooms(centre: Centre, current: str) -> list[dict[str, Any]]:
    """The way between proposals, lists and orders, with what waits in each."""
    known = (
        ("proposals", _("Proposals"), proposals.waiting(centre.pk)),
        ("lists", _("Purchase lists"), lists.waiting(centre.pk)),
        ("orders", _("Orders"), orders.open_orders(centre.pk)),
    )
    return [
        {"label": label, "url": reverse(f"acquisition:{name}"), "count": count, "is_current": name == current}
        for name, label, count in known
    ]


def handed(content: bytes, name: str, form: str) -> HttpResponse:
    """A PDF that opens in the browser, or a workbook that is kept."""
    kind, how = ("application/pdf", "inline") if form == "pdf" else (WORKBOOK, "attachment")
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'{how}; filename="{name}.{form}"'
    return answer
