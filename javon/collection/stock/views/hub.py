"""`/stock/`: the whole stock at a glance, and the doors to its rooms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from javon.collection.stock import rights
from javon.collection.stock.queries import balance, inventory, prohibited, summary
from javon.collection.stock.views.asked import address
from javon.collection.stock.views.balance import figures
from javon.collection.stock.views.shared import centre_or_404
from javon.collection.stock.wording.money import soums
from javon.core import clock
from javon.core.access import Actor
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.uzbek.figures import month_and_year


@require_right(rights.SEE_STOCK)
def hub(request: ActingRequest) -> HttpResponse:
    """The four figures, this month, what is on its way, the books."""
    centre, today = centre_or_404(), clock.today()
    four = balance.four_figures(centre.pk)
    came, went = summary.in_and_out(centre.pk, today.year, today.month)
    return page(
        request,
        "stock/hub.html",
        four=four,
        figures=figures(four),
        month=month_and_year(today.year, today.month, get_language() or "uz"),
        flow=[_flow(_("Came"), came), _flow(_("Went"), went)],
        rooms=_rooms(request.actor, centre.pk),
        books=_books(request, centre, today.year),
        may_take_over=four.opening is None and request.actor.may(rights.TAKE_OVER_BALANCE),
    )


def _flow(label: str, sums: summary.Sums) -> dict[str, Any]:
    return {"label": label, "value": sums.copies, "note": _("%(sum)s soums") % {"sum": soums(sums.amount)}}


def _rooms(by: Actor, centre_id: UUID) -> list[dict[str, Any]]:
    """What is on its way, with the page where it is; rooms that this person may not enter are not shown."""
    waiting = summary.open_papers(centre_id)
    rooms: list[dict[str, Any]] = [
        {
            "label": _("Deliveries being entered"),
            "url": address("stock:deliveries"),
            "count": waiting["deliveries"],
        },
        {
            "label": _("Write-offs on their way"),
            "url": address("stock:write_offs"),
            "count": waiting["disposals"],
        },
        {
            "label": _("Lost and not made good"),
            "url": address("stock:replacements"),
            "count": waiting["losses"],
        },
        {
            "label": _("Stocktakings"),
            "url": address("stock:checks") if by.may(rights.COUNT_STOCK) else "",
            "count": None,
        },
        {"label": _("Moves between points"), "url": address("stock:moves"), "count": None},
        # Acquisition, periodicals and the labels stand above the stock: they are known by their names only.
        {
            "label": _("Acquisition: proposals, lists, orders"),
            "url": address("acquisition:proposals") if "acquisition.see" in by.rights else "",
            "count": None,
        },
        {
            "label": _("Periodicals: post, sheets, subscriptions"),
            "url": address("periodicals:periodicals") if "periodicals.see" in by.rights else "",
            "count": None,
        },
        {
            "label": _("Labels to be printed"),
            "url": address("labels:queue") if "labels.print_labels" in by.rights else "",
            "count": None,
        },
        {"label": _("Commissions"), "url": address("stock:commissions"), "count": None},
        *_prohibited(by, centre_id),
    ]
    return [room for room in rooms if room["url"]]


def _prohibited(by: Actor, centre_id: UUID) -> list[dict[str, Any]]:
    if not by.may(rights.SEE_PROHIBITED):
        return []
    room = {"label": _("Prohibited publications"), "url": address("stock:prohibited")}
    return [{**room, "count": prohibited.open_count(centre_id)}]


def _books(request: ActingRequest, centre: Any, year: int) -> list[dict[str, Any]]:
    found = [
        {"label": _("Summary book"), "url": reverse("stock:summary", args=[year]), "note": str(year)},
        *(
            {
                "label": book.name,
                "url": reverse("stock:inventory", args=[inventory.address_of(book)]),
                "note": book.code,
            }
            for book in inventory.stock_books(centre)
        ),
        {"label": _("Book of replacements"), "url": address("stock:replacements"), "note": str(year)},
        {"label": _("Four figures and the opening balance"), "url": reverse("stock:balance"), "note": ""},
    ]
    if request.actor.may(rights.IMPORT_OLD_LINES):
        found.append({"label": _("Old inventory lines"), "url": reverse("stock:old_lines"), "note": ""})
    if request.actor.may(rights.CORRECT_BOOKS):
        found.append({"label": _("Add an inventory book"), "url": reverse("stock:add_book"), "note": ""})
    return found
