"""One write-off: scanning, its lines, the step that comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from javon.collection.stock import lists_paper, rights, wording
from javon.collection.stock.actions import write_offs as actions
from javon.collection.stock.forms.write_offs import CancelForm, LayForm, MinutesForm, OutForm, ScanForm
from javon.collection.stock.models import Disposal
from javon.collection.stock.queries import commissions
from javon.collection.stock.queries import write_offs as queries
from javon.collection.stock.views import write_off_screen
from javon.collection.stock.views.rooms import PER_PAGE, number_of_page, printed
from javon.collection.stock.views.shared import (
    again,
    centre_or_404,
)
from javon.core import clock
from javon.core.access import Right
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors
from javon.core.ui.asked import pager
from javon.core.ui.render import page
from javon.core.verdict import Refused


@dataclass(frozen=True, slots=True)
class Verb:
    """One step: its words, its form (None: one press), the action, in which states it is offered and under which right."""

    label: Promise
    icon: str
    done: Promise
    act: Callable[..., Any]
    states: tuple[str, ...]
    form: Callable[[Disposal, Any], forms.Form] | None = None
    kind: str = "primary"
    right: Right = rights.WRITE_OFF


def _lay(disposal: Disposal, typed: Any) -> forms.Form:
    serving = commissions.serving(disposal.centre_id, queries.PURPOSE, clock.today())
    return LayForm(typed, serving=serving, initial={"commission": disposal.commission_id})


def _minutes(disposal: Disposal, typed: Any) -> forms.Form:
    kept = {
        "number": disposal.minutes_number,
        "on": disposal.minutes_on or clock.today(),
        "conclusion": disposal.conclusion,
        "consent": disposal.consent,
        "destiny": disposal.destiny,
    }
    return MinutesForm(typed, initial=kept)


VERBS = {
    "commission": Verb(
        gettext_lazy("Lay before the commission"), "users",
        gettext_lazy("The list lies before the commission."),
        actions.lay_before_commission, ("list",), _lay,
    ),
    "minutes": Verb(
        gettext_lazy("Write the minutes"), "file-pen", gettext_lazy("The minutes are written down."),
        actions.write_minutes, ("commission",), _minutes,
    ),
    "act": Verb(
        gettext_lazy("Draft the act"), "file-plus",
        gettext_lazy("The act is drafted. Read it and send it to the director."),
        actions.draft_act, ("minutes",),
    ),
    "out": Verb(
        gettext_lazy("The copies have left"), "package",
        gettext_lazy("It is written down that the copies have left."), actions.take_out, ("booked",),
        lambda disposal, typed: OutForm(
            typed, initial={"destiny": disposal.destiny, "out_on": clock.today()}
        ),
        right=rights.BOOK_WRITE_OFFS,
    ),
    "reopen": Verb(
        gettext_lazy("Open the list again"), "undo-2", gettext_lazy("The list is open."),
        actions.reopen_list, ("commission", "minutes"), kind="",
    ),
    "cancel": Verb(
        gettext_lazy("Give up the write-off"), "x",
        gettext_lazy("The write-off is given up, its copies are free."),
        actions.cancel_write_off, Disposal.OPEN, lambda disposal, typed: CancelForm(typed), "quiet",
    ),
}  # fmt: skip


def _found(number: int) -> Disposal:
    disposal = queries.write_off(centre_or_404().pk, number) if number < 2**31 else None
    if disposal is None:
        raise Http404
    return disposal


def _offered(request: ActingRequest, disposal: Disposal) -> dict[str, Verb]:
    return {
        name: verb
        for name, verb in VERBS.items()
        if disposal.state in verb.states and request.actor.may(verb.right)
    }


@require_right(rights.SEE_STOCK)
def write_off(request: ActingRequest, number: int) -> HttpResponse:
    """Its page; ``?do=<verb>`` opens the form of a step."""
    disposal = _found(number)
    verb = request.GET.get("do", "")
    made = VERBS[verb].form if verb in _offered(request, disposal) else None
    form = made(disposal, None) if made is not None else None
    return _page(request, disposal, verb=verb if form is not None else "", form=form)


def _page(request: ActingRequest, disposal: Disposal, status: int = 200, **more: Any) -> HttpResponse:
    lines = Paginator(queries.lines_of(disposal).order_by("-position"), PER_PAGE)
    shown = lines.get_page(number_of_page(request))
    verb, offered = more.get("verb", ""), _offered(request, disposal)
    may_scan = disposal.state == Disposal.State.LIST and request.actor.may(rights.WRITE_OFF)
    return page(
        request,
        "stock/write_off.html",
        status,
        disposal=disposal,
        steps=write_off_screen.steps(disposal),
        facts=write_off_screen.facts(disposal),
        remark=queries.remark_on(disposal),
        lines=write_off_screen.lines(shown, lines.count - (shown.number - 1) * PER_PAGE),
        pager=pager(request, shown) if lines.num_pages > 1 else None,
        may_scan=may_scan,
        scan_form=more.get("scan_form") or ScanForm(),
        verb=VERBS.get(verb),
        verb_name=verb,
        form=more.get("form"),
        actions=write_off_screen.buttons(disposal, offered, verb),
        stops=more.get("stops", ()),
        stops_title=more.get("stops_title", ""),
    )


def _back(disposal: Disposal) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("stock:write_off", args=[disposal.number]), status=303)


@require_right(rights.WRITE_OFF)
@require_POST
def scan(request: ActingRequest, number: int) -> HttpResponse:
    """Copies onto the list; what was not taken comes back in the field with its reasons."""
    disposal, form = _found(number), ScanForm(request.POST)
    if not form.is_valid():
        return _page(request, disposal, 422, scan_form=form)
    try:
        listed = actions.list_copies(by=request.actor, disposal=disposal, **form.cleaned_data)
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _page(request, disposal, 409, scan_form=again(form), stops=stops)
    if not listed.refused:
        messages.success(request, _("Copies added: %(count)d") % {"count": listed.added})
        return _back(disposal)
    left = again(form)
    left.data["codes"] = "\n".join(text for text, _stops in listed.refused)
    title = _("Copies added: %(added)d, not added: %(refused)d") % {
        "added": listed.added,
        "refused": len(listed.refused),
    }
    return _page(
        request, disposal, 409, scan_form=left, stops=wording.sentences(listed.stops), stops_title=title
    )


@require_right(rights.WRITE_OFF)
@require_POST
def strike(request: ActingRequest, number: int) -> HttpResponse:
    """One copy off the list."""
    disposal = _found(number)
    try:
        key = UUID(request.POST.get("line", ""))
    except ValueError:
        raise Http404 from None
    line = get_object_or_404(disposal.lines, pk=key)
    return _carried_out(request, disposal, lambda: actions.strike_line(by=request.actor, line=line), "")


def _carried_out(
    request: ActingRequest, disposal: Disposal, deed: Callable[[], Any], done: str, **typed: Any
) -> HttpResponse:
    try:
        deed()
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        fresh = _found(disposal.number)
        return _page(request, fresh, 409, stops=wording.sentences(refused.verdict.stops), **typed)
    if done:
        messages.success(request, done)
    fresh = _found(disposal.number)
    if fresh.state == Disposal.State.ACT and fresh.act is not None:
        return HttpResponseRedirect(reverse("documents:document", args=[fresh.act.short_id]), status=303)
    return _back(disposal)


@require_right(rights.SEE_STOCK)
@require_POST
def do(request: ActingRequest, number: int, verb: str) -> HttpResponse:
    """One step on the way."""
    disposal, step = _found(number), VERBS.get(verb)
    if step is None:
        raise Http404
    if not request.actor.may(step.right):
        return errors.forbidden(request, right=str(step.right.label))
    form = step.form(disposal, request.POST) if step.form is not None else None
    if form is not None and not form.is_valid():
        return _page(request, disposal, 422, verb=verb, form=form)
    typed = dict(form.cleaned_data) if form is not None else {}
    kept = {"verb": verb, "form": again(form)} if form is not None else {}
    return _carried_out(
        request,
        disposal,
        lambda: step.act(by=request.actor, disposal=disposal, **typed),
        str(step.done),
        **kept,
    )


@require_right(rights.SEE_STOCK)
def printed_list(request: ActingRequest, number: int) -> HttpResponse:
    """The list for the commission, with lines to sign."""
    disposal = _found(number)
    return printed(lists_paper.of_write_off(disposal), f"hisobdan-chiqarish-{disposal.number}")
