"""What the pages of periodicals share: the centre, a second press, the way between the rooms, files that are handed out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.collection.periodicals import rights
from javon.core.access import Actor
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


def rooms(current: str, by: Actor) -> list[dict[str, Any]]:
    """The way between today's post, the sheets, subscriptions and claims."""
    known = (
        ("post", _("Today's post")),
        ("periodicals", _("Registration sheets")),
        ("subscriptions", _("Subscriptions")),
        ("claims", _("Not come")),
    )
    return [
        {"label": label, "url": reverse(f"periodicals:{name}"), "is_current": name == current}
        for name, label in known
        if name != "post" or by.may(rights.REGISTER_ISSUES)
    ]


def slots_of(posted: list[str]) -> list[tuple[int, date | None, int | None]]:
    """Ticked boxes "12/2026-11-28" and "12/5": number of the periodical, day or number of the issue. Junk is passed over."""
    found: list[tuple[int, date | None, int | None]] = []
    for text in posted[:500]:
        number, _slash, slot = text.partition("/")
        periodical, issue = whole(number), whole(slot, 999)
        if periodical and issue:
            found.append((periodical, None, issue))
        elif periodical and len(slot) == 10:
            try:
                found.append((periodical, date.fromisoformat(slot), None))
            except ValueError:
                continue
    return found


def day_of(text: str, otherwise: date) -> date:
    """A day from an address or a form; `otherwise` for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def handed(content: bytes, name: str, form: str) -> HttpResponse:
    """A PDF that opens in the browser, or a workbook that is kept."""
    kind, how = ("application/pdf", "inline") if form == "pdf" else (WORKBOOK, "attachment")
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'{how}; filename="{name}.{form}"'
    return answer
