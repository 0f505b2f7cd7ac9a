"""Moves between service points: the list of them, one with its copies, sending and receiving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.stock import lists_paper, rights, wording
from javon.collection.stock.actions import moves as actions
from javon.collection.stock.forms.moves import MoveForm
from javon.collection.stock.forms.write_offs import CancelForm, CodesForm
from javon.collection.stock.models import Transfer
from javon.collection.stock.queries import moves as queries
from javon.collection.stock.views import moves_screen as screen
from javon.collection.stock.views.asked import Asked, ask
from javon.collection.stock.views.rooms import PER_PAGE, number_of_page, printed, rooms
from javon.collection.stock.views.shared import (
    again,
    centre_or_404,
)
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused


@require_right(rights.SEE_STOCK)
def moves(request: ActingRequest) -> HttpResponse:
    """The newest first."""
    state = request.GET.get("state", "")
    rows = queries.moves(centre_or_404().pk, state if state in Transfer.State.values else "")
    found = Paginator(rows, PER_PAGE).get_page(number_of_page(request))
    return page(
        request,
        "stock/moves.html",
        columns=screen.columns(),
        rows=[screen.row(one) for one in found],
        chips=screen.chips(state),
        pager=pager(request, found),
        may_move=request.actor.may(rights.MOVE_COPIES),
        rooms=rooms(request.actor, "moves"),
    )


@require_right(rights.MOVE_COPIES)
def new(request: ActingRequest) -> HttpResponse:
    """Begin a list."""
    centre = centre_or_404()
    form = MoveForm(request.POST or None, points=list(queries.points(centre.pk, clock.today())))
    asked = Asked(
        heading=_("New move between points"),
        submit=_("Begin the list"),
        back=reverse("stock:moves"),
        done=_("The list is begun. Scan the copies."),
        icon="scan-barcode",
    )
    return ask(
        request,
        asked,
        form,
        lambda _id: actions.begin_move(by=request.actor, centre=centre, **form.given),
        onward=lambda made: reverse("stock:move", args=[made.number]),
    )


def _found(number: int) -> Transfer:
    transfer = queries.move_by_number(centre_or_404().pk, number) if number < 2**31 else None
    if transfer is None:
        raise Http404
    return transfer


@require_right(rights.SEE_STOCK)
def move(request: ActingRequest, number: int) -> HttpResponse:
    """One move."""
    form = CancelForm() if request.GET.get("do") == "cancel" else None
    return _page(request, _found(number), form=form)


def _page(request: ActingRequest, transfer: Transfer, status: int = 200, **more: Any) -> HttpResponse:
    lines = Paginator(queries.lines_of(transfer).order_by("-position"), PER_PAGE)
    found = lines.get_page(number_of_page(request))
    may_move = request.actor.may(rights.MOVE_COPIES)
    is_over = transfer.state not in Transfer.OPEN
    return page(
        request,
        "stock/move.html",
        status,
        transfer=transfer,
        facts=screen.facts(transfer, lines.count),
        lines=screen.lines(found, lines.count - (found.number - 1) * PER_PAGE),
        pager=pager(request, found) if lines.num_pages > 1 else None,
        may_scan=may_move and transfer.state == Transfer.State.LIST,
        scan_form=more.get("scan_form") or CodesForm(),
        form=more.get("form") if may_move and not is_over else None,
        actions=screen.buttons(transfer, may_move, lines.count),
        stops=more.get("stops", ()),
        stops_title=more.get("stops_title", ""),
    )


def _back(transfer: Transfer) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("stock:move", args=[transfer.number]), status=303)


@require_right(rights.MOVE_COPIES)
@require_POST
def scan(request: ActingRequest, number: int) -> HttpResponse:
    """Copies onto the list; what was not taken comes back in the field with its reasons."""
    transfer, form = _found(number), CodesForm(request.POST)
    if not form.is_valid():
        return _page(request, transfer, 422, scan_form=form)
    try:
        listed = actions.list_for_move(by=request.actor, transfer=transfer, **form.cleaned_data)
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _page(request, transfer, 409, scan_form=again(form), stops=stops)
    if not listed.refused:
        messages.success(request, _("Copies added: %(count)d") % {"count": listed.added})
        return _back(transfer)
    left, counts = again(form), {"added": listed.added, "refused": len(listed.refused)}
    left.data["codes"] = "\n".join(text for text, _stops in listed.refused)
    title = _("Copies added: %(added)d, not added: %(refused)d") % counts
    stops = wording.sentences(listed.stops)
    return _page(request, transfer, 409, scan_form=left, stops=stops, stops_title=title)


@require_right(rights.MOVE_COPIES)
@require_POST
def strike(request: ActingRequest, number: int) -> HttpResponse:
    """One copy off the list."""
    transfer = _found(number)
    try:
        key = UUID(request.POST.get("line", ""))
    except ValueError:
        raise Http404 from None
    line = get_object_or_404(transfer.lines, pk=key)
    return _carried_out(request, transfer, lambda: actions.strike_from_move(by=request.actor, line=line), "")


@require_right(rights.MOVE_COPIES)
@require_POST
def do(request: ActingRequest, number: int, verb: str) -> HttpResponse:
    """Send, hand over at once, receive, give up."""
    transfer = _found(number)
    given: dict[str, Any] = {"by": request.actor, "transfer": transfer, "request_id": request_id_of(request)}
    if verb == "cancel":
        form = CancelForm(request.POST)
        if not form.is_valid():
            return _page(request, transfer, 422, form=form)
        give_up = lambda: actions.cancel_move(  # noqa: E731
            by=request.actor, transfer=transfer, **form.cleaned_data
        )
        return _carried_out(request, transfer, give_up, _("The move is given up."), form=again(form))
    deeds: dict[str, tuple[Callable[[], Any], str]] = {
        "send": (lambda: actions.send_copies(**given), _("The copies are on their way.")),
        "hand-over": (
            lambda: actions.send_copies(at_once=True, **given),
            _("The copies are handed over and stand at the new point."),
        ),
        "receive": (lambda: actions.receive_copies(**given), _("The copies are received.")),
    }
    if verb not in deeds:
        raise Http404
    return _carried_out(request, transfer, *deeds[verb])


def _carried_out(
    request: ActingRequest, transfer: Transfer, deed: Callable[[], Any], done: str, **typed: Any
) -> HttpResponse:
    try:
        deed()
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _page(request, _found(transfer.number), 409, stops=stops, **typed)
    if done:
        messages.success(request, done)
    return _back(transfer)


@require_right(rights.SEE_STOCK)
def printed_list(request: ActingRequest, number: int) -> HttpResponse:
    """The list that both sides sign."""
    transfer = _found(number)
    return printed(lists_paper.of_move(transfer), f"koʻchirish-{transfer.number}".replace("ʻ", ""))
