"""The book of replacements, a page per year, and the declaration of a loss by scanning the copy's number."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.stock import rights, wording
from javon.collection.stock.actions import losses as actions
from javon.collection.stock.forms.losses import DeclareForm
from javon.collection.stock.models import Loss
from javon.collection.stock.queries import losses as queries
from javon.collection.stock.queries import scanned
from javon.collection.stock.rules import losses as rules
from javon.collection.stock.views import losses_shown as shown
from javon.collection.stock.views.rooms import PER_PAGE, number_of_page, rooms
from javon.collection.stock.views.shared import (
    again,
    centre_or_404,
    words_of,
)
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused

EARLIEST, LATEST = 1900, 2200


@require_right(rights.SEE_STOCK)
def this_year(request: ActingRequest) -> HttpResponse:
    """The book that is being written."""
    return _book_page(request, clock.today().year)


@require_right(rights.SEE_STOCK)
def year_book(request: ActingRequest, year: int) -> HttpResponse:
    """The book of a year."""
    if not EARLIEST <= year <= LATEST:
        raise Http404
    return _book_page(request, year)


def _book_page(request: ActingRequest, year: int, status: int = 200, **more: Any) -> HttpResponse:
    centre = centre_or_404()
    asked, words = request.GET.get("state", ""), words_of(request, most=60)
    state = asked if asked in queries.FILTERS else ""
    found = Paginator(queries.rows(centre.pk, year, state, words).reverse(), PER_PAGE)
    part = found.get_page(number_of_page(request))
    totals = queries.totals(centre.pk, year)
    waiting = request.actor.may(rights.WRITE_OFF) and queries.waiting_for_act(centre.pk).exists()
    return page(
        request,
        "stock/losses.html",
        status,
        year=year,
        years=shown.years(year, queries.years(centre.pk)),
        stats=shown.stats(totals),
        columns=shown.columns(),
        rows=[shown.row(one) for one in part],
        chips=shown.chips(year, state, totals),
        filters={
            "query": words,
            "label": _("Name, card, inventory number or title"),
            "clear_url": reverse("stock:replacements_of", args=[year]) if words else "",
        },
        total=found.count,
        pager=pager(request, part),
        may_declare=request.actor.may(rights.DECLARE_LOSSES),
        may_list=waiting,
        rooms=rooms(request.actor, "replacements"),
        **more,
    )


@require_right(rights.DECLARE_LOSSES)
def declare(request: ActingRequest) -> HttpResponse:
    """First the copy is scanned (GET), then it is written down who lost it (POST)."""
    centre, code = centre_or_404(), words_of(request, "code", 60)
    if request.method == "POST":
        return _declared(request)
    answers = scanned.answers(centre.pk, [code])
    if not answers:
        return page(request, "stock/loss_declare.html", code="")
    verdict = rules.may_be_lost(queries.declaration(answers[0]))
    if not verdict:
        stops = wording.sentences(verdict.stops)
        return page(request, "stock/loss_declare.html", 409, code=code, stops=stops)
    form = DeclareForm(initial={"code": code}, asks_price=answers[0].copies[0].price is None)
    return page(request, "stock/loss_declare.html", form=form, code=code, **shown.copy_asked(answers[0]))


def _declared(request: ActingRequest) -> HttpResponse:
    centre, code = centre_or_404(), request.POST.get("code", "")[:60].replace("\x00", "")
    answers = scanned.answers(centre.pk, [code])
    copies = answers[0].copies if answers else ()
    form = DeclareForm(request.POST, asks_price=len(copies) == 1 and copies[0].price is None)
    given: dict[str, Any] = {"code": code} | (shown.copy_asked(answers[0]) if len(copies) == 1 else {})
    if not form.is_valid():
        return page(request, "stock/loss_declare.html", 422, form=form, **given)
    try:
        loss = actions.declare_loss(by=request.actor, centre=centre, **form.cleaned_data)
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return page(request, "stock/loss_declare.html", 409, form=again(form), stops=stops, **given)
    messages.success(request, _("Row %(row)s is written, the copy stands at «lost».") % {"row": loss})
    return HttpResponseRedirect(shown.address(loss), status=303)


@require_right(rights.WRITE_OFF)
@require_POST
def list_all(request: ActingRequest) -> HttpResponse:
    """Every settled loss onto the list of its reason."""
    try:
        lists = actions.list_losses(
            by=request.actor, centre=centre_or_404(), request_id=request_id_of(request)
        )
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _book_page(request, clock.today().year, 409, stops=stops)
    numbers = ", ".join(f"№ {one.number}" for one in lists)
    messages.success(
        request, _("The copies stand on the lists of write-off: %(numbers)s") % {"numbers": numbers}
    )
    return HttpResponseRedirect(reverse("stock:write_off", args=[lists[0].number]), status=303)


def loss_or_404(year: int, number: int) -> Loss:
    """The row of that year's book."""
    fits = year < 2**15 and number < 2**31
    found = queries.row(centre_or_404().pk, year, number) if fits else None
    if found is None:
        raise Http404
    return found
