"""A purchase list and an order on paper, and as workbooks."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from javon.collection.acquisition import papers, rights
from javon.collection.acquisition.queries import lists as lists_queries
from javon.collection.acquisition.queries import orders as orders_queries
from javon.collection.acquisition.views import lists, orders
from javon.collection.acquisition.views.shared import handed
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.papers import PaperFailed


@require_right(rights.SEE_PURCHASES)
def purchase_list(request: ActingRequest, short_number: int, form: str) -> HttpResponse:
    """The list as the director and accounting read it."""
    found = lists.list_or_404(short_number)
    table = papers.table_of_list(lists_queries.lines_of(found))
    makers = {
        "pdf": lambda: papers.list_paper(found, table),
        "xlsx": lambda: papers.workbook(papers.name_of_list(found), table),
    }
    return _answer(request, makers.get(form), f"xarid-royxati-{found.number}", form, lists.address(found))


@require_right(rights.SEE_PURCHASES)
def order(request: ActingRequest, order_number: int, form: str) -> HttpResponse:
    """The order as the supplier gets it."""
    found = orders.order_or_404(order_number)
    table = papers.table_of_order([one.line for one in orders_queries.standing(found)])
    makers = {
        "pdf": lambda: papers.order_paper(found, table),
        "xlsx": lambda: papers.workbook(papers.name_of_order(found), table),
    }
    return _answer(request, makers.get(form), f"buyurtma-{found.number}", form, orders.address(found))


def _answer(
    request: ActingRequest, make: Callable[[], bytes] | None, name: str, form: str, back: str
) -> HttpResponse:
    if make is None:
        raise Http404
    try:
        return handed(make(), name, form)
    except PaperFailed:
        messages.error(request, _("The paper was not ready in time. Try again in a minute."))
        return HttpResponseRedirect(back, status=303)
