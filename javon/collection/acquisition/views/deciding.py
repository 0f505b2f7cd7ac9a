"""The director's decision on a purchase list: approved with the PIN, or returned with a remark. Nizom 2.11."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.collection.acquisition import rights, wording
from javon.collection.acquisition.actions import lists as actions
from javon.collection.acquisition.forms.proposals import ReasonForm
from javon.collection.acquisition.models import PurchaseList
from javon.collection.acquisition.queries import lists as queries
from javon.collection.acquisition.views.lists import list_or_404, list_page, on_list
from javon.collection.acquisition.views.shared import (
    whole,
)
from javon.core.accounts import pins
from javon.core.accounts.queries import pin_asked
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused


@require_right(rights.APPROVE_LISTS)
def approve(request: ActingRequest, short_number: int) -> HttpResponse:
    """What is approved once more, and the PIN."""
    found = list_or_404(short_number)
    if request.method != "POST":
        return _approve_page(request, found)
    try:
        proof = pins.confirm(request, request.POST.get("pin", ""))
    except Refused as refused:
        return _approve_page(request, found, 409, wrong=wording.sentences(refused.verdict.stops))
    edits = whole(request.POST.get("expected_edits", ""))
    try:
        actions.approve_list(
            by=request.actor,
            purchase_list=found,
            expected_edits=-1 if edits is None else edits,
            proof=proof,
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return _approve_page(
            request, list_or_404(short_number), 409, stops=wording.sentences(refused.verdict.stops)
        )
    return on_list(request, found, _("The list is approved. Orders can be made from it."))


def _approve_page(
    request: ActingRequest,
    found: PurchaseList,
    status: int = 200,
    *,
    wrong: list[str] | None = None,
    stops: list[str] | None = None,
) -> HttpResponse:
    lines = queries.lines_of(found)
    return page(
        request,
        "acquisition/approve.html",
        status,
        purchase_list=found,
        lines=lines,
        money=queries.money_of(found, lines),
        asked=pin_asked(request.user, pins.address_of(request)),
        kept=[
            {"name": "expected_edits", "value": str(found.edits)},
            {"name": "request_id", "value": str(uuid7())},
        ],
        wrong=wrong or [],
        stops=stops or [],
    )


@require_right(rights.APPROVE_LISTS)
@require_POST
def give_back(request: ActingRequest, short_number: int) -> HttpResponse:
    """Back to be put right."""
    found, form = list_or_404(short_number), ReasonForm(request.POST)
    remark = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.return_list(
            by=request.actor, purchase_list=found, remark=remark, request_id=request_id_of(request)
        )
    except Refused as refused:
        return list_page(request, list_or_404(short_number), 409, refused=refused)
    return on_list(request, found, _("The list is returned with your remark."))
