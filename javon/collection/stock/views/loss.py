"""One row of the book of replacements: how it is made good, found again, put on the list of a write-off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue.models import Title
from javon.collection.stock import rights, wording
from javon.collection.stock.actions import losses as actions
from javon.collection.stock.forms.losses import FoundForm, MoneyForm, NothingForm, ReplacementForm
from javon.collection.stock.models import Delivery, Loss
from javon.collection.stock.queries import deliveries
from javon.collection.stock.queries import losses as queries
from javon.collection.stock.views import losses_shown as shown
from javon.collection.stock.views.losses import loss_or_404
from javon.collection.stock.views.shared import (
    again,
    whole,
    words_of,
)
from javon.core import clock
from javon.core.access import Right
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused


@dataclass(frozen=True, slots=True)
class Verb:
    """One step: its words, its form (None: one press), the action, in which state it is offered and under which right."""

    label: Promise
    icon: str
    done: Promise
    act: Callable[..., Any]
    state: str
    right: Right
    form: Callable[[Loss, Any], forms.Form] | None = None
    kind: str = ""


def _list(*, by: Any, loss: Loss, request_id: Any = None) -> Any:
    return actions.list_losses(by=by, centre=loss.centre, loss=loss, request_id=request_id)


VERBS = {
    "money": Verb(
        gettext_lazy("Money was paid"), "scroll-text", gettext_lazy("The receipt is written down."),
        actions.take_money, "open", rights.SETTLE_LOSSES,
        lambda loss, typed: MoneyForm(typed, initial={"receipt_on": clock.today()}),
    ),
    "found": Verb(
        gettext_lazy("Found again"), "undo-2", gettext_lazy("The copy is back where it belongs."),
        actions.find_again, "open", rights.DECLARE_LOSSES, FoundForm.of,
    ),
    "nothing": Verb(
        gettext_lazy("Cannot be made good"), "x", gettext_lazy("It is written down why nothing is taken."),
        actions.take_nothing, "open", rights.SETTLE_LOSSES,
        lambda loss, typed: NothingForm(typed), "quiet",
    ),
    "list": Verb(
        gettext_lazy("Put on the list of a write-off"), "list-checks",
        gettext_lazy("The copy stands on the list of a write-off."),
        _list, "settled", rights.WRITE_OFF, kind="primary",
    ),
    "reopen": Verb(
        gettext_lazy("This was wrong: open it again"), "undo-2",
        gettext_lazy("The row waits to be made good again."),
        actions.reopen_loss, "settled", rights.SETTLE_LOSSES, kind="quiet",
    ),
}  # fmt: skip


def _offered(request: ActingRequest, loss: Loss) -> dict[str, Verb]:
    """What may be done in this state; while a replacement waits or the copy is listed, that goes on first."""
    listed = loss.state == Loss.State.SETTLED and queries.open_write_off(loss) is not None
    if listed or _waits(loss):
        return {}
    return {
        name: verb
        for name, verb in VERBS.items()
        if verb.state == loss.state
        and request.actor.may(verb.right)
        and not (name == "reopen" and loss.way == Loss.Way.REPLACEMENT)
    }


def _waits(loss: Loss) -> bool:
    return loss.offer is not None and loss.offer.delivery.state == Delivery.State.DRAFT


def _may_replace(request: ActingRequest, loss: Loss) -> bool:
    holds = request.actor.may(rights.SETTLE_LOSSES) and request.actor.may(rights.ENTER_DELIVERIES)
    return holds and loss.state == Loss.State.OPEN and not _waits(loss)


@require_right(rights.SEE_STOCK)
def loss(request: ActingRequest, year: int, number: int) -> HttpResponse:
    """Its page; ``?do=<verb>`` opens the form of a step."""
    found = loss_or_404(year, number)
    verb = request.GET.get("do", "")
    made = VERBS[verb].form if verb in _offered(request, found) else None
    form = made(found, None) if made is not None else None
    return _page(request, found, verb=verb if form is not None else "", form=form)


def _page(request: ActingRequest, loss: Loss, status: int = 200, **more: Any) -> HttpResponse:
    verb, listed = more.get("verb", ""), queries.open_write_off(loss)
    return page(
        request,
        "stock/loss.html",
        status,
        loss=loss,
        steps=shown.steps(loss),
        lost=shown.facts_of_loss(loss),
        ended=shown.facts_of_end(loss, listed),
        waiting=loss.offer.delivery if _waits(loss) and loss.offer is not None else None,
        listed=listed,
        verb=VERBS.get(verb),
        verb_name=verb,
        form=more.get("form"),
        actions=shown.buttons(loss, _offered(request, loss), verb, _may_replace(request, loss)),
        stops=more.get("stops", ()),
    )


@require_right(rights.SEE_STOCK)
@require_POST
def do(request: ActingRequest, year: int, number: int, verb: str) -> HttpResponse:
    """One step on the way."""
    found, step = loss_or_404(year, number), VERBS.get(verb)
    if step is None:
        raise Http404
    if not request.actor.may(step.right):
        return errors.forbidden(request, right=str(step.right.label))
    form = step.form(found, request.POST) if step.form is not None else None
    if form is not None and not form.is_valid():
        return _page(request, found, 422, verb=verb, form=form)
    typed = dict(form.cleaned_data) if form is not None else {"request_id": request_id_of(request)}
    try:
        step.act(by=request.actor, loss=found, **typed)
    except Refused as refused:
        kept = {"verb": verb, "form": again(form)} if form is not None else {}
        stops = wording.sentences(refused.verdict.stops)
        return _page(request, loss_or_404(year, number), 409, stops=stops, **kept)
    messages.success(request, str(step.done))
    return HttpResponseRedirect(shown.address(found), status=303)


@require_right(rights.SETTLE_LOSSES)
def replace(request: ActingRequest, year: int, number: int) -> HttpResponse:
    """Which book was brought and what it is worth; it goes on to the delivery that accepts it."""
    found = loss_or_404(year, number)
    if not _may_replace(request, found):
        return HttpResponseRedirect(shown.address(found), status=303)
    if request.method == "POST":
        return _replaced(request, found)
    title = _asked_title(request.GET.get("title", ""), found)
    sought = deliveries.seek(found.centre_id, words_of(request, "find"))
    title = title or sought.exact
    form = _replacement_form(found, title) if title is not None else None
    return _replace_page(request, found, form=form, title=title, sought=sought)


def _asked_title(typed: str, loss: Loss) -> Title | None:
    """The same book first; a donor's record is nobody's book here."""
    picked = whole(typed)
    return catalogue.title_by_number(picked, loss.centre_id) if picked else None


def _replacement_form(loss: Loss, title: Title, typed: Any = None) -> ReplacementForm:
    same = title.pk == loss.copy.title_id
    kept = {
        "title_number": title.number,
        "value": loss.copy.price if same else None,
        "service_point": loss.copy.service_point_id,
        "shelf_mark": loss.copy.shelf_mark if same else deliveries.mark_of(title),
    }
    return ReplacementForm(typed, initial=kept, centre=loss.centre, is_same_title=same)


def _replaced(request: ActingRequest, found: Loss) -> HttpResponse:
    title = _asked_title(request.POST.get("title_number", ""), found)
    if title is None:
        stops = wording.sentences(Refused.because("no_such_title").verdict.stops)
        return _replace_page(request, found, 422, stops=stops)
    form = _replacement_form(found, title, request.POST)
    if not form.is_valid():
        return _replace_page(request, found, 422, form=form, title=title)
    try:
        made = actions.offer_replacement(by=request.actor, loss=found, title=title, **form.given)
    except Refused as refused:
        stops = wording.sentences(refused.verdict.stops)
        return _replace_page(request, found, 409, form=again(form), title=title, stops=stops)
    messages.success(
        request, _("The copy stands on a delivery of its own. Look at it and accept it into the books.")
    )
    return HttpResponseRedirect(reverse("stock:delivery", args=[made.number]), status=303)


def _replace_page(request: ActingRequest, loss: Loss, status: int = 200, **more: Any) -> HttpResponse:
    given = {"loss": loss, "lost": shown.facts_of_loss(loss)[:3], **more}
    return page(request, "stock/loss_replace.html", status, **given)
