"""The counting screen: one field that takes every code, how far it is, what did not fit and what is done about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.stock import rights, wording
from javon.collection.stock import stocktaking_shown as shown
from javon.collection.stock.actions import counting as actions
from javon.collection.stock.forms.stocktaking import CodesForm
from javon.collection.stock.models import Copy, CountedShelf, Scan, Stocktaking
from javon.collection.stock.queries import stocktaking as queries
from javon.collection.stock.views.stocktaking import session_or_404
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import fragment, page
from javon.core.verdict import Refused


@require_right(rights.COUNT_STOCK)
def check(request: ActingRequest, number: int) -> HttpResponse:
    """A session: the counting screen while it is counted, its report afterwards."""
    session = session_or_404(number)
    shelf = _shelf(session, request.GET.get("shelf", ""))
    counts = queries.counts(session)
    first = next((one for one in shown.TABS if counts[one]), "wrong_place")
    outcome = request.GET.get("class", "")
    outcome = outcome if outcome in shown.TABS or outcome == "in_place" else first
    lines, rows = shown.lines(session, outcome, request.GET.get("page"))
    return fragment(
        request,
        "stock/stocktaking/_count.html",
        otherwise="stock/stocktaking/check.html",
        **_state(session, counts, outcome),
        **_frame(request, session, shelf),
        outcome=outcome,
        outcome_label=shown.OUTCOMES[outcome].label,
        lines=lines,
        pager=pager(request, rows) if rows.paginator.num_pages > 1 else None,
    )


def _state(session: Stocktaking, counts: queries.Counts, outcome: str = "") -> dict[str, Any]:
    """What changes with every scan."""
    return {
        "session": session,
        "counts": counts,
        "progress": shown.progress(session, counts),
        "last": [shown.scan_line(one) for one in queries.last_scans(session)],
        "tabs": shown.tabs(session, counts, outcome),
    }


def _frame(request: ActingRequest, session: Stocktaking, shelf: CountedShelf | None) -> dict[str, Any]:
    """What stands still around it."""
    shelves = shown.in_order(queries.shelves(session))
    points = list({one.point_id: one.point for one in shelves}.values())
    return {
        "scope": shown.title_of(session, points),
        "shelf": shelf,
        "shelves": [(one, shown.shelf_name(one), shown.point_name(one)) for one in shelves],
        "many_points": len(points) > 1,
        "may_lead": request.actor.may(rights.LEAD_STOCKTAKING),
        "request_id": uuid7(),
        "figures": shown.key_figures(session, queries.counts(session))
        if session.state != Stocktaking.State.COUNTING
        else [],
    }


def _shelf(session: Stocktaking, text: str) -> CountedShelf | None:
    """The shelf that is being counted; None where nobody said."""
    if not (text.isascii() and text.isdigit() and len(text) < 15):
        return None
    return session.shelves.select_related("point").filter(pk=int(text)).first()


@require_POST
@require_right(rights.COUNT_STOCK)
def scan(request: ActingRequest, number: int) -> HttpResponse:
    """One code. The answer says what it was, in words, with a sign, a colour and a tone."""
    session = session_or_404(number)
    shelf = _shelf(session, request.POST.get("shelf", ""))
    device = "camera" if request.POST.get("device") == "camera" else "scanner"
    code = request.POST.get("code", "")[:200].replace("\x00", "")
    try:
        actions.scan(
            by=request.actor, stocktaking=session, code=code, shelf=shelf, device=device,
            request_id=request_id_of(request),
        )  # fmt: skip
    except Refused as refused:
        return _refused_scan(request, session, shelf, code, refused)
    counts = queries.counts(session)
    back = reverse("stock:check", args=[number]) + (f"?shelf={shelf.pk}" if shelf else "")
    return fragment(
        request, "stock/stocktaking/_count.html", otherwise=back, is_fresh=True, **_state(session, counts)
    )


def _refused_scan(
    request: ActingRequest, session: Stocktaking, shelf: CountedShelf | None, code: str, refused: Refused
) -> HttpResponse:
    """Nothing was counted; the code stands in the field to be looked at."""
    return fragment(
        request,
        "stock/stocktaking/_count.html",
        409 if "not_counting" in refused.verdict.codes else 422,
        otherwise="stock/stocktaking/check.html",
        stops=wording.sentences(refused.verdict.stops),
        code=code,
        **_state(session, queries.counts(session)),
        **_frame(request, session, shelf),
    )


def _back(request: ActingRequest, session: Stocktaking, **asked: Any) -> HttpResponse:
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    address = reverse("stock:check", args=[session.number])
    return HttpResponseRedirect(f"{address}?{query}" if query else address, status=303)


@require_POST
@require_right(rights.COUNT_STOCK)
def finish_shelf(request: ActingRequest, number: int) -> HttpResponse:
    """The shelf in the field above is gone through, or taken up again."""
    session = session_or_404(number)
    shelf = _shelf(session, request.POST.get("shelf", ""))
    if shelf is None:
        messages.error(request, _("Choose the shelf that is finished."))
        return _back(request, session)
    try:
        done = actions.finish_shelf(by=request.actor, shelf=shelf, is_finished=shelf.finished_at is None)
    except Refused as refused:
        messages.error(request, " ".join(wording.sentences(refused.verdict.stops)))
        return _back(request, session)
    words = _("Finished: %(shelf)s.") if done.finished_at else _("Taken up again: %(shelf)s.")
    messages.success(request, words % {"shelf": shown.shelf_name(shelf)})
    return _back(request, session, shelf="" if done.finished_at else shelf.pk, **{"class": "missing"})


@require_right(rights.COUNT_STOCK)
def codes(request: ActingRequest, number: int) -> HttpResponse:
    """Codes of a handheld scanner, pasted or as a file."""
    session = session_or_404(number)
    shelves = [(one, shown.shelf_name(one)) for one in shown.in_order(queries.shelves(session))]
    frame: dict[str, Any] = {"session": session, "shelves": shelves}
    if request.method != "POST":
        form = CodesForm(initial={"request_id": uuid7()})
        return page(request, "stock/stocktaking/codes.html", form=form, **frame)
    form = CodesForm(request.POST, request.FILES)
    shelf = _shelf(session, request.POST.get("shelf", ""))
    if not form.is_valid():
        return page(request, "stock/stocktaking/codes.html", 422, form=form, shelf=shelf, **frame)
    try:
        told = actions.scan_list(
            by=request.actor, stocktaking=session, text=form.text, shelf=shelf,
            request_id=form.cleaned_data["request_id"],
        )  # fmt: skip
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        form = _again(request)
        return page(
            request, "stock/stocktaking/codes.html", 422, form=form, shelf=shelf, stops=stops, **frame
        )
    return page(request, "stock/stocktaking/codes_done.html", told=shown.told(told), **frame)


def _again(request: ActingRequest) -> CodesForm:
    """The same codes; the refused request is spent."""
    data = request.POST.copy()
    data["request_id"] = str(uuid7())
    return CodesForm(data)


@require_POST
@require_right(rights.COUNT_STOCK)
def settle(request: ActingRequest, number: int) -> HttpResponse:
    """What is done about a line that did not fit: put here, found after all, a slip, a remark."""
    session = session_or_404(number)
    outcome = request.POST.get("class", "")
    outcome = outcome if outcome in shown.TABS else "wrong_place"
    try:
        _settled(request, session)
    except Refused as refused:
        messages.error(request, " ".join(wording.sentences(refused.verdict.stops)))
    return _back(request, session, shelf=request.POST.get("shelf", "")[:12], **{"class": outcome})


def _settled(request: ActingRequest, session: Stocktaking) -> None:
    deed, by, request_id = request.POST.get("deed"), request.actor, request_id_of(request)
    if deed == "found":
        copy = get_object_or_404(Copy, pk=_key(request.POST.get("copy", "")), centre_id=session.centre_id)
        actions.find_by_hand(by=by, stocktaking=session, copy=copy, request_id=request_id)
        return
    which = request.POST.get("scan", "")
    if not (which.isascii() and which.isdigit() and len(which) < 15):
        raise BadRequest
    row = get_object_or_404(Scan.objects.select_related("shelf"), pk=int(which), stocktaking=session)
    if deed == "put_here":
        actions.put_here(by=by, scan=row, request_id=request_id)
    elif deed in ("slip", "remark"):
        actions.remark(
            by=by,
            scan=row,
            text=request.POST.get("text", "")[:300],
            is_slip=deed == "slip",
            request_id=request_id,
        )
    else:
        raise BadRequest


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadRequest from None
