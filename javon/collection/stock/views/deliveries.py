"""Pages of what comes: the register, the paper's form, its lines, acceptance, the list for the shelf. Dossier 2.8."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue import rights as catalogue_rights
from javon.collection.catalogue.knowledge import is_religious
from javon.collection.stock import rights, wording
from javon.collection.stock.actions import deliveries as actions
from javon.collection.stock.forms.deliveries import DeliveryForm, LineForm
from javon.collection.stock.models import Delivery, DeliveryLine
from javon.collection.stock.queries import deliveries as queries
from javon.collection.stock.views import deliveries_shown as shown
from javon.collection.stock.views import prohibited_shown
from javon.collection.stock.views.shared import (
    again,
    centre_or_404,
    whole,
    words_of,
)
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import pager, request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused

PER_PAGE = 40
STATES = frozenset({"draft", "accepted"})


def delivery_or_404(number: int) -> Delivery:
    """The delivery with this short number."""
    found = queries.by_number(centre_or_404().pk, number)
    if found is None:
        raise Http404
    return found


def _on(delivery: Delivery, words: str, request: ActingRequest, more: str = "") -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(shown.address(delivery) + more, status=303)


# --- the register and the head


@require_right(rights.SEE_STOCK)
def deliveries(request: ActingRequest) -> HttpResponse:
    """What came, the newest first."""
    asked, words = request.GET.get("state", ""), words_of(request)
    state = asked if asked in STATES else ""
    rows = queries.register(centre_or_404().pk, state=state, words=words)
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "stock/deliveries.html",
        tabs=shown.tabs(state),
        columns=shown.columns(),
        rows=[shown.row(one) for one in found],
        filters={
            "query": words,
            "label": _("From whom or number of the paper"),
            "clear_url": "?" if words else "",
        },
        total=found.paginator.count,
        pager=pager(request, found),
        may_enter=request.actor.may(rights.ENTER_DELIVERIES),
    )


@require_right(rights.ENTER_DELIVERIES)
def new(request: ActingRequest) -> HttpResponse:
    """The paper's form, empty."""
    centre, today = centre_or_404(), clock.today()
    if request.method != "POST":
        return _head_page(request, DeliveryForm(centre=centre, today=today))
    form = DeliveryForm(request.POST, centre=centre, today=today)
    if not form.is_valid():
        return _head_page(request, form, status=422)
    try:
        made = actions.enter_delivery(
            by=request.actor, centre=centre, head=form.head, request_id=form.cleaned_data["request_id"]
        )
    except Refused as refused:
        return _head_page(request, again(form), refused=refused, status=409)
    return _on(made, _("The paper is entered. Now put the books on it."), request, "#add")


@require_right(rights.ENTER_DELIVERIES)
def change(request: ActingRequest, number: int) -> HttpResponse:
    """The same form for a draft."""
    delivery, today = delivery_or_404(number), clock.today()
    if request.method != "POST":
        return _head_page(request, DeliveryForm.of(delivery, today=today), delivery)
    form = DeliveryForm(request.POST, centre=delivery.centre, today=today)
    if not form.is_valid():
        return _head_page(request, form, delivery, status=422)
    try:
        actions.save_delivery(
            by=request.actor,
            delivery=delivery,
            expected_edits=form.cleaned_data["expected_edits"] or 0,
            head=form.head,
            request_id=form.cleaned_data["request_id"],
        )
    except Refused as refused:
        return _head_page(request, again(form), delivery, refused=refused, status=409)
    return _on(delivery, _("The paper is corrected."), request)


def _head_page(
    request: ActingRequest,
    form: DeliveryForm,
    delivery: Delivery | None = None,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "stock/delivery_form.html",
        status,
        form=form,
        delivery=delivery,
        back=shown.address(delivery) if delivery else reverse("stock:deliveries"),
        sources=queries.sources(centre_or_404().pk),
        stops=wording.sentences(refused.verdict.stops) if refused else [],
    )


# --- one delivery and its lines


@require_right(rights.SEE_STOCK)
def delivery(request: ActingRequest, number: int) -> HttpResponse:
    """One delivery: its paper, its lines, what is still missing, and the book that is sought for the next line."""
    found = delivery_or_404(number)
    line = _line_asked_for(request, found)
    if line is not None:
        return delivery_page(request, found, form=_form_of(line), title=line.title)
    sought = queries.seek(found.centre_id, words_of(request, "find"))
    picked = whole(request.GET.get("title", ""))
    title = catalogue.title_by_number(picked, found.centre_id) if picked else sought.exact
    form = LineForm.for_title(title, found.centre) if title else None
    return delivery_page(request, found, form=form, title=title, sought=sought)


def _line_asked_for(request: ActingRequest, delivery: Delivery) -> DeliveryLine | None:
    place = whole(request.GET.get("line", ""))
    return next((one for one in queries.lines(delivery) if one.position == place), None)


def _form_of(line: DeliveryLine) -> LineForm:
    names = ("copies", "unit_price", "shelf_mark", "shelf", "is_individual", "loanable")
    initial: dict[str, Any] = {name: getattr(line, name) for name in names}
    initial |= {"title_number": line.title.number, "line": line.pk, "service_point": line.service_point_id}
    return LineForm(centre=line.delivery.centre, initial=initial)


def delivery_page(
    request: ActingRequest, found: Delivery, status: int = 200, *, refused: Refused | None = None, **more: Any
) -> HttpResponse:
    """The page of a delivery, with what a refused deed has to say and what was typed for it."""
    by, lines = request.actor, queries.lines(found)
    totals = queries.totals(found, lines)
    is_draft = found.state == Delivery.State.DRAFT
    titles = [line.title for line in lines] if is_draft else []
    given: dict[str, Any] = {
        "delivery": found,
        "badge": shown.badge(found),
        "pairs": shown.pairs(found),
        "lines": lines,
        "totals": totals,
        "difference": shown.difference(totals),
        "is_draft": is_draft,
        "may_enter": is_draft and by.may(rights.ENTER_DELIVERIES),
        "may_accept": is_draft and by.may(rights.ACCEPT_DELIVERIES),
        "may_make_records": by.may(catalogue_rights.CORRECT_RECORD),
        "waiting": queries.in_processing(found) if not is_draft else 0,
        "may_shelve": by.may(rights.ACCEPT_DELIVERIES),
        "act": shown.act(found, by),
        "suspicions": prohibited_shown.on_titles(titles, found.centre_id, by) if titles else [],
        "without_conclusion": [
            one for one in titles if is_religious(one.udc, one.bbk) and not one.conclusion
        ],
        "lately": queries.lately_entered(found.centre_id) if is_draft else [],
        "request_id": uuid7(),
        "stops": wording.sentences(refused.verdict.stops) if refused else [],
    }
    return page(request, "stock/delivery.html", status, **{**given, **more})


@require_right(rights.ENTER_DELIVERIES)
@require_POST
def put_line(request: ActingRequest, number: int) -> HttpResponse:
    """A book put on the delivery, or its line changed."""
    found = delivery_or_404(number)
    form = LineForm(request.POST, centre=found.centre)
    title = catalogue.title_by_number(whole(request.POST.get("title_number", "")) or 0, found.centre_id)
    if title is None:
        return delivery_page(request, found, 422, refused=Refused.because("line_without_title", line=0))
    if not form.is_valid():
        return delivery_page(request, found, 422, form=form, title=title)
    line = found.lines.filter(pk=form.cleaned_data["line"]).first() if form.cleaned_data["line"] else None
    try:
        actions.put_line(
            by=request.actor,
            delivery=found,
            title=title,
            line=line,
            request_id=form.cleaned_data["request_id"],
            **form.given,
        )
    except Refused as refused:
        return delivery_page(request, found, 409, form=again(form), title=title, refused=refused)
    return _on(found, _("The line is written: %(title)s") % {"title": title.title}, request, "#add")


@require_right(rights.ENTER_DELIVERIES)
@require_POST
def drop_line(request: ActingRequest, number: int, position: int) -> HttpResponse:
    """A line taken off a draft."""
    found = delivery_or_404(number)
    line = found.lines.filter(position=position).first()
    if line is None:
        return _on(found, _("The line was taken off already."), request)
    try:
        actions.drop_line(by=request.actor, line=line, request_id=request_id_of(request))
    except Refused as refused:
        return delivery_page(request, found, 409, refused=refused)
    return _on(found, _("The line is taken off."), request)


# --- what becomes of it


@require_right(rights.ACCEPT_DELIVERIES)
@require_POST
def accept(request: ActingRequest, number: int) -> HttpResponse:
    """Into the books."""
    found = delivery_or_404(number)
    edits = whole(request.POST.get("expected_edits", ""))
    try:
        found = actions.accept_delivery(
            by=request.actor,
            delivery=found,
            expected_edits=-1 if edits is None else edits,
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return delivery_page(request, delivery_or_404(number), 409, refused=refused)
    words = _("Accepted: line %(line)s of part 1.") % {"line": found.book_number}
    return _on(found, words, request)


@require_right(rights.ENTER_DELIVERIES)
@require_POST
def cancel(request: ActingRequest, number: int) -> HttpResponse:
    """A draft thrown away."""
    found = delivery_or_404(number)
    try:
        actions.cancel_delivery(
            by=request.actor,
            delivery=found,
            reason=request.POST.get("reason", "")[:300],
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return delivery_page(request, found, 409, refused=refused)
    return _on(found, _("The delivery is cancelled."), request)


@require_right(rights.ACCEPT_DELIVERIES)
@require_POST
def shelve(request: ActingRequest, number: int) -> HttpResponse:
    """Stamped and labelled copies go to their shelves."""
    found = delivery_or_404(number)
    count = actions.shelve_delivery(by=request.actor, delivery=found, request_id=request_id_of(request))
    return _on(found, _("Copies put on the shelves: %(count)s") % {"count": count}, request)


@require_right(rights.ACCEPT_DELIVERIES)
@require_POST
def draft_act(request: ActingRequest, number: int) -> HttpResponse:
    """The act of acceptance, drafted: its own page goes on from here."""
    found = delivery_or_404(number)
    try:
        act = actions.draft_acceptance_act(
            by=request.actor, delivery=found, request_id=request_id_of(request)
        )
    except Refused as refused:
        return delivery_page(request, found, 409, refused=refused)
    messages.success(request, _("The act is drafted. Read it and send it for approval."))
    return HttpResponseRedirect(reverse("documents:document", args=[act.short_id]), status=303)


@require_right(rights.SEE_STOCK)
def printed(request: ActingRequest, number: int) -> HttpResponse:
    """The list of a delivery on paper: an acceptance act where there is no invoice, with lines to sign."""
    found = delivery_or_404(number)
    lines = queries.lines(found)
    return page(
        request,
        "stock/delivery_print.html",
        delivery=found,
        lines=lines,
        totals=queries.totals(found, lines),
        members=list(found.commission.members.select_related("person")) if found.commission else [],
        is_act=found.kind in Delivery.WITHOUT_INVOICE,
    )
