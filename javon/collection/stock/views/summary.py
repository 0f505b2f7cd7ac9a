"""The summary book on the screen: parts 1, 2 and 3 of a year, page by page, and its corrections."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.collection.stock import actions, rights, summary_book
from javon.collection.stock.forms.books import CorrectSummaryForm
from javon.collection.stock.models import Correction, Delivery
from javon.collection.stock.queries import summary
from javon.collection.stock.summary_book import Row
from javon.collection.stock.views.asked import Asked, address, ask, typed_in, whole_number
from javon.collection.stock.views.shared import centre_or_404
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page

ROWS_PER_PAGE = 40
EARLIEST, LATEST = 1900, 2200


def _tabs(year: int, part: int) -> list[dict[str, Any]]:
    here = reverse("stock:summary", args=[year])
    labels = (_("Part 1: receipts"), _("Part 2: disposals"), _("Part 3: totals"))
    return [
        {"label": label, "url": f"{here}?part={number}", "is_current": number == part}
        for number, label in enumerate(labels, start=1)
    ]


def _years(year: int) -> dict[str, Any]:
    return {
        "title": str(year),
        "previous_url": reverse("stock:summary", args=[year - 1]),
        "next_url": reverse("stock:summary", args=[year + 1]) if year < clock.today().year else "",
    }


@require_right(rights.SEE_STOCK)
def summary_year(request: ActingRequest, year: int) -> HttpResponse:
    """A year of the summary book; `part` is 1, 2 or 3."""
    if not EARLIEST <= year <= LATEST:
        raise Http404
    centre = centre_or_404()
    part = whole_number(request.GET.get("part"), 1) or 1
    given: dict[str, Any] = {
        "year": year,
        "part": part,
        "tabs": _tabs(year, part),
        "years": _years(year),
        "may_correct": request.actor.may(rights.CORRECT_BOOKS),
    }
    if part == 3:
        third = summary.third(centre.pk, year)
        tables = summary_book.third_tables(third, year)
        return page(request, "stock/summary_third.html", tables=tables, **given)
    side = "out" if part == 2 else "in"
    rows = summary_book.rows_of(summary.part(centre.pk, year, side), side, year)
    pages = max(1, -(-len(rows) // ROWS_PER_PAGE))
    number = min(max(whole_number(request.GET.get("page"), 5) or 1, 1), pages)
    shown = rows[(number - 1) * ROWS_PER_PAGE : number * ROWS_PER_PAGE]
    pager = {
        "number": number,
        "pages": pages,
        "previous_url": f"?part={part}&page={number - 1}" if number > 1 else "",
        "next_url": f"?part={part}&page={number + 1}" if number < pages else "",
    }
    return page(
        request,
        "stock/summary.html",
        heads=summary_book.heads(side),
        rows=[(row, _address(row)) for row in shown],
        pager=pager,
        **given,
    )


def _address(row: Row) -> str:
    """The page of the paper behind a line, where there is one."""
    if row.paper is None or isinstance(row.paper, Correction):
        return ""
    return address(
        "stock:delivery" if isinstance(row.paper, Delivery) else "stock:write_off", row.paper.number
    )


@require_right(rights.CORRECT_BOOKS)
def correct_summary(request: ActingRequest, year: int) -> HttpResponse:
    """A correction of sums behind which no copy stands."""
    centre = centre_or_404()
    form = CorrectSummaryForm(typed_in(request))
    asked = Asked(
        heading=_("Correct the summary book"),
        submit=_("Write the correction"),
        back=reverse("stock:summary", args=[year]),
        done=_("The correction stands in the open month."),
        lead=_(
            "What stands in the book stays. The correction is a new line of the open month with its note."
        ),
    )

    def deed(request_id: Any) -> None:
        actions.correct_summary(
            by=request.actor,
            centre=centre,
            part=form.cleaned_data["part"],
            rows=form.rows(),
            reason=form.cleaned_data["reason"],
            request_id=request_id,
        )

    return ask(request, asked, form, deed)
