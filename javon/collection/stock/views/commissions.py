"""Commissions of the stock: the list of them, a new one, the end of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.centre.documents.queries.reading import shown
from javon.collection.stock import rights
from javon.collection.stock.actions import commissions as actions
from javon.collection.stock.forms.commissions import CommissionForm, EndForm
from javon.collection.stock.models import Commission
from javon.collection.stock.queries import commissions as queries
from javon.collection.stock.views.asked import Asked, ask
from javon.collection.stock.views.rooms import rooms
from javon.collection.stock.views.shared import centre_or_404
from javon.collection.stock.write_off_act import order_of
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page


@require_right(rights.SEE_STOCK)
def commissions(request: ActingRequest) -> HttpResponse:
    """Every commission with its people, order and time."""
    today, may_set = clock.today(), request.actor.may(rights.SET_COMMISSIONS)
    shown_ones = [_card(one, today, may_set) for one in queries.commissions(centre_or_404().pk)]
    return page(
        request,
        "stock/commissions.html",
        commissions=shown_ones,
        may_set=may_set,
        rooms=rooms(request.actor, "commissions"),
    )


def _card(one: Commission, today: Any, may_set: bool) -> dict[str, Any]:
    is_over = one.valid_to is not None and one.valid_to < today
    purposes = dict(Commission.Purpose.choices)
    members = list(one.members.all())
    return {
        "commission": one,
        "name": shown(one.name),
        "purposes": ", ".join(str(purposes[name]) for name in one.purposes if name in purposes),
        "order": shown(order_of(one)),
        "chair": next((shown(str(row.person)) for row in members if row.role == "chair"), ""),
        "members": ", ".join(shown(str(row.person)) for row in members if row.role != "chair"),
        "is_over": is_over,
        "end_url": reverse("stock:end_commission", args=[one.pk])
        if (may_set and one.valid_to is None) or (may_set and not is_over)
        else "",
    }


@require_right(rights.SET_COMMISSIONS)
def new(request: ActingRequest) -> HttpResponse:
    """Enter a commission."""
    centre, today = centre_or_404(), clock.today()
    form = CommissionForm(
        request.POST or None,
        people=queries.people_at_work(centre.pk, today),
        orders=queries.orders(centre.pk),
        today=today,
    )
    asked = Asked(
        heading=_("New commission"),
        submit=pgettext("commission", "Enter"),
        back=reverse("stock:commissions"),
        done=_("The commission is entered."),
    )
    return ask(
        request,
        asked,
        form,
        lambda _id: actions.set_commission(by=request.actor, centre=centre, **form.given),
    )


@require_right(rights.SET_COMMISSIONS)
def end(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Let a commission serve no longer than a day."""
    commission = get_object_or_404(Commission, pk=pk, centre_id=centre_or_404().pk)
    form = EndForm(request.POST or None, initial={"last_day": clock.today()})
    asked = Asked(
        heading=_("End of the commission: %(name)s") % {"name": shown(commission.name)},
        submit=_("It has ended"),
        back=reverse("stock:commissions"),
        done=_("The commission has ended."),
    )
    return ask(
        request,
        asked,
        form,
        lambda _id: actions.end_commission(by=request.actor, commission=commission, **form.cleaned_data),
    )
