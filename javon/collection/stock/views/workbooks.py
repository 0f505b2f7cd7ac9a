"""The lists of the stock as workbooks, beside the paper ones: of a delivery, a write-off, a move, a stocktaking."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from javon.collection.stock import delivery_act, lists_book, lists_paper, rights, stocktaking_shown
from javon.collection.stock.queries import deliveries, moves, write_offs
from javon.collection.stock.queries import stocktaking as sessions
from javon.collection.stock.views.shared import centre_or_404
from javon.collection.stock.views.stocktaking import PRINTED
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.papers import Column, Table

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _answer(title: str, table: Table, name: str) -> HttpResponse:
    answer = HttpResponse(lists_book.workbook(title, table), content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


@require_right(rights.SEE_STOCK)
def of_delivery(request: ActingRequest, number: int) -> HttpResponse:
    """The books of a delivery."""
    found = deliveries.by_number(centre_or_404().pk, number)
    if found is None:
        raise Http404
    title = _("Delivery no. %(number)s") % {"number": found.number}
    return _answer(
        f"{title}, {found.source}", delivery_act.table(deliveries.lines(found)), f"kelib-tushish-{number}"
    )


@require_right(rights.SEE_STOCK)
def of_write_off(request: ActingRequest, number: int) -> HttpResponse:
    """The copies of a write-off."""
    found = write_offs.write_off(centre_or_404().pk, number)
    if found is None:
        raise Http404
    table = lists_paper.table([(line.copy, line.price) for line in write_offs.lines_of(found)])
    title = f"{_('Write-off no. %(number)s') % {'number': number}}: {found.get_reason_display()}"
    return _answer(title, table, f"hisobdan-chiqarish-{number}")


@require_right(rights.SEE_STOCK)
def of_move(request: ActingRequest, number: int) -> HttpResponse:
    """The copies of a move."""
    found = moves.move_by_number(centre_or_404().pk, number)
    if found is None:
        raise Http404
    table = lists_paper.table([(line.copy, line.copy.price or 0) for line in moves.lines_of(found)])
    return _answer(f"{found.from_point.name} → {found.to_point.name}", table, f"kochirish-{number}")


@require_right(rights.COUNT_STOCK)
def of_stocktaking(request: ActingRequest, number: int, outcome: str) -> HttpResponse:
    """What a stocktaking found of one class: what is missing, what stood on another shelf, and so on."""
    session = sessions.session(centre_or_404(), number)
    if session is None or outcome not in PRINTED:
        raise Http404
    heads = (
        Column("№", "right"),
        Column(_("Inventory no.")),
        Column(_("Title")),
        Column(_("Where")),
    )
    rows = tuple(
        (str(place), line["number"] or line["code"], str(line["title"]), str(line["detail"]))
        for place, line in enumerate(stocktaking_shown.all_lines(session, outcome), start=1)
    )
    label = str(stocktaking_shown.OUTCOMES[outcome].label)
    return _answer(
        f"{_('Stocktaking')} № {number}: {label}", Table(heads, rows), f"tekshirish-{number}-{outcome}"
    )
