"""The registration sheet, the subscription order and the letter about missing issues on paper; workbooks of the first two."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from javon.collection.periodicals import papers, rights
from javon.collection.periodicals.queries import orders
from javon.collection.periodicals.queries import sheets as sheet_queries
from javon.collection.periodicals.views import sheets, subscriptions
from javon.collection.periodicals.views.shared import centre_or_404, handed
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.papers import PaperFailed


@require_right(rights.SEE_PERIODICALS)
def sheet(request: ActingRequest, short_number: int, year: int, form: str) -> HttpResponse:
    """A title's year, A4 across."""
    found, year = sheets.periodical_or_404(short_number), sheets.year_or_404(year)
    drawn = sheet_queries.sheet(found, year, clock.today())
    makers = {"pdf": lambda: papers.sheet_paper(drawn), "xlsx": lambda: papers.sheet_workbook(drawn)}
    return _answer(
        request, makers.get(form), f"varaqa-{found.number}-{year}", form, sheets.address(found, year)
    )


@require_right(rights.SEE_PERIODICALS)
def subscription(request: ActingRequest, short_number: int, form: str) -> HttpResponse:
    """The order as the Post gets it."""
    found = subscriptions.subscription_or_404(short_number)
    lines = orders.lines_of(found)
    makers = {
        "pdf": lambda: papers.subscription_paper(found, lines),
        "xlsx": lambda: papers.subscription_workbook(found, lines),
    }
    return _answer(request, makers.get(form), f"obuna-{found.number}", form, subscriptions.address(found))


@require_right(rights.SEE_PERIODICALS)
def claim(request: ActingRequest, claim_number: int) -> HttpResponse:
    """The letter about what has not come."""
    found = orders.claim(centre_or_404().pk, claim_number)
    if found is None:
        raise Http404
    return _answer(
        request,
        lambda: papers.claim_letter(found, orders.claimed_of(found)),
        f"kelmagan-sonlar-{found.number}",
        "pdf",
        "/periodicals/claims/",
    )


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
