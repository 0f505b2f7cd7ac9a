"""What waits for one's decision; sending, agreeing, returning, approving by PIN, ending the force of a paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from javon.centre.documents import actions, rights, wording
from javon.centre.documents.forms.approval import EndForm
from javon.centre.documents.models import Document, Version
from javon.centre.documents.queries import approval, reading
from javon.centre.documents.views import opening
from javon.centre.documents.views.screen import Screen
from javon.centre.organisation import queries as organisation
from javon.core import clock
from javon.core.accounts import pins
from javon.core.accounts.queries import pin_asked
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.core.verdict import Refused


@require_right(rights.READ)
def approvals(request: ActingRequest) -> HttpResponse:
    """Everything that waits for my agreement or approval, the oldest first."""
    person = organisation.person_of(request.actor)
    steps = approval.to_decide(person, clock.today()) if person else []
    return page(request, "documents/approvals.html", steps=steps)


@require_right(rights.SUBMIT)
@require_POST
def submit(request: ActingRequest, short_id: int) -> HttpResponse:
    """Send the draft on its route."""
    document = opening.own_or_404(request, short_id)
    version = reading.newest_version(document)
    return opening.carried_out(
        request,
        document,
        lambda: actions.submit(
            by=request.actor,
            version=version,
            expected_edits=opening.number_in(request, "edits"),
            request_id=request_id_of(request),
        ),
        _("The paper is on its way."),
    )


@require_right(rights.DRAFT)
@require_POST
def withdraw(request: ActingRequest, short_id: int) -> HttpResponse:
    """Take it back."""
    document = opening.own_or_404(request, short_id)
    version = reading.newest_version(document)
    return opening.carried_out(
        request,
        document,
        lambda: actions.withdraw(by=request.actor, version=version),
        _("The paper is withdrawn."),
    )


@require_right(rights.AGREE)
@require_POST
def agree(request: ActingRequest, short_id: int) -> HttpResponse:
    """Agree at one's station."""
    document = opening.own_or_404(request, short_id)
    version = reading.newest_version(document)
    return opening.carried_out(
        request,
        document,
        lambda: actions.agree(
            by=request.actor,
            version=version,
            expected_number=opening.number_in(request),
            request_id=request_id_of(request),
        ),
        _("You have agreed. The paper goes on."),
    )


@require_right(rights.READ)
@require_POST
def send_back(request: ActingRequest, short_id: int) -> HttpResponse:
    """Return with a remark; a refused one comes back with the remark as typed."""
    document = opening.own_or_404(request, short_id)
    version = reading.newest_version(document)
    remark = request.POST.get("remark", "").replace("\x00", "")
    return opening.carried_out(
        request,
        document,
        lambda: actions.return_with_remark(
            by=request.actor,
            version=version,
            expected_number=opening.number_in(request),
            remark=remark,
            request_id=request_id_of(request),
        ),
        _("The paper is returned; its author sees your remark."),
        remark=remark,
    )


@require_right(rights.APPROVE)
def approve(request: ActingRequest, short_id: int) -> HttpResponse:
    """The text once more, and «Tasdiqlayman» with the PIN."""
    document = opening.own_or_404(request, short_id)
    version = reading.newest_version(document)
    if request.method != "POST":
        return _approve_page(request, document, version)
    try:
        proof = pins.confirm(request, request.POST.get("pin", ""))
    except Refused as refused:
        return _approve_page(request, document, version, 409, wrong=wording.sentences(refused.verdict.stops))
    try:
        actions.approve(
            by=request.actor,
            version=version,
            expected_number=opening.number_in(request),
            expected_hash=request.POST.get("hash", ""),
            proof=proof,
            request_id=request_id_of(request),
        )
    except Refused as refused:
        return _approve_page(request, document, version, 409, stops=wording.sentences(refused.verdict.stops))
    messages.success(
        request, _("Approved. The number and the date are given, the text does not change any more.")
    )
    return opening.to_document(document)


def _approve_page(
    request: ActingRequest,
    document: Document,
    version: Version,
    status: int = 200,
    *,
    wrong: list[str] | None = None,
    stops: list[str] | None = None,
) -> HttpResponse:
    screen = Screen(document, version, request.actor)
    return page(
        request,
        "documents/approve.html",
        status,
        screen=screen,
        wrong=wrong or [],
        stops=stops or [],
        asked=pin_asked(request.user, pins.address_of(request)),
        kept=approval_fields(screen),
    )


def approval_fields(screen: Screen) -> list[dict[str, str]]:
    """What an approval carries besides the PIN: which text was on the screen."""
    return [
        {"name": "number", "value": str(screen.version.number)},
        {"name": "hash", "value": screen.content_hash},
        {"name": "request_id", "value": str(uuid7())},
    ]


@require_right(rights.APPROVE)
def end(request: ActingRequest, short_id: int) -> HttpResponse:
    """End the force of a paper without another in its place."""
    document = opening.own_or_404(request, short_id)
    form = EndForm(request.POST or None, initial={"last_day": clock.today(), "request_id": uuid7()})
    if request.method != "POST":
        return _end_page(request, document, form)
    if not form.is_valid():
        return _end_page(request, document, form, 422)
    try:
        proof = pins.confirm(request, request.POST.get("pin", ""))
        actions.end_force(by=request.actor, document=document, proof=proof, **form.cleaned_data)
    except Refused as refused:
        return _end_page(request, document, form, 409, wording.sentences(refused.verdict.stops))
    messages.success(request, _("The paper is no longer in force."))
    return opening.to_document(document)


def _end_page(
    request: ActingRequest,
    document: Document,
    form: EndForm,
    status: int = 200,
    stops: list[str] | None = None,
) -> HttpResponse:
    asked = pin_asked(request.user, pins.address_of(request))
    supports = document.supports.select_related("document")
    return page(
        request, "documents/end.html", status, document=document, form=form, asked=asked, stops=stops or [],
        supports=supports, request_id=uuid7(),
    )  # fmt: skip
