"""Pages of the staffing table: the one in force, its versions, a proposal and what becomes of it. Nizom 3.7, 4.1, 4.2."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation import queries, rights
from javon.centre.organisation.actions import staffing as actions
from javon.centre.organisation.forms import staffing as forms
from javon.centre.organisation.forms.asked import Asked
from javon.centre.organisation.models import Centre, StaffingTable
from javon.centre.organisation.queries import occupancy, staffing, structure
from javon.centre.organisation.views import shown
from javon.centre.organisation.views.asking import Sheet, ask, centre_or_404, typed
from javon.centre.organisation.views.structure import day_asked
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page


def _table(number: int) -> StaffingTable:
    table = staffing.table_by_number(centre_or_404().pk, number)
    if table is None:
        raise Http404
    return table


def _address(table: StaffingTable) -> str:
    return reverse("organisation:staffing_version", args=[table.number])


def _may(request: ActingRequest, table: StaffingTable | None) -> dict[str, bool]:
    """Which buttons the page shows."""
    is_proposed = table is not None and table.state == StaffingTable.State.PROPOSED
    return {
        "may_propose": request.actor.may(rights.PROPOSE_STAFFING),
        "may_withdraw": is_proposed and request.actor.may(rights.PROPOSE_STAFFING),
        "may_put_in_force": is_proposed and request.actor.may(rights.MANAGE_STRUCTURE),
    }


def _page(
    request: ActingRequest, centre: Centre | None, table: StaffingTable | None, **more: Any
) -> HttpResponse:
    day = day_asked(request)
    parts, sums = occupancy.table_parts(table, day) if table is not None else ([], None)
    versions = list(staffing.versions(centre.pk)[:40]) if centre is not None else []
    return page(
        request,
        "organisation/staffing.html",
        table=table,
        parts=parts,
        sums=sums,
        day=day,
        versions=versions,
        **_may(request, table),
        **more,
    )


@require_right(rights.SEE_STAFF)
def in_force(request: ActingRequest) -> HttpResponse:
    """The table in force on a day, as the official one is laid out."""
    centre = queries.the_centre()
    table = occupancy.table_on(centre, day_asked(request)) if centre is not None else None
    return _page(request, centre, table, is_current=True)


@require_right(rights.SEE_STAFF)
def version(request: ActingRequest, number: int) -> HttpResponse:
    """One version, and what it changes against another (``?against=``; the one in force, or the one before it)."""
    table = _table(number)
    against = request.GET.get("against", "")
    other = (
        staffing.table_by_number(table.centre_id, int(against))
        if against.isdecimal() and len(against) < 6
        else None
    )
    if other is None:
        other = (
            staffing.table_in_force(table.centre_id)
            if table.state == StaffingTable.State.PROPOSED
            else staffing.versions(table.centre_id).filter(number__lt=number).first()
        )
    changes = occupancy.differences(other, table) if other is not None else []
    return _page(request, table.centre, table, is_current=False, against=other, changes=changes)


@require_right(rights.SEE_STAFF)
def print_version(request: ActingRequest, number: int) -> HttpResponse:
    """The table on paper, as the official one is laid out."""
    table = _table(number)
    day = day_asked(request)
    parts, sums = occupancy.table_parts(table, day)
    paper = shown.staffing_paper(table, occupancy.seats(table.centre, day))
    lines = {"parts": parts, "sums": sums}
    return page(request, "organisation/staffing_paper.html", table=table, paper=paper, lines=lines)


@require_right(rights.SEE_STAFF)
def versions(request: ActingRequest) -> HttpResponse:
    """Every version there was."""
    centre = queries.the_centre()
    found = list(staffing.versions(centre.pk)) if centre is not None else []
    may_propose = request.actor.may(rights.PROPOSE_STAFFING)
    return page(request, "organisation/staffing_versions.html", versions=found, may_propose=may_propose)


@require_right(rights.PROPOSE_STAFFING)
def propose(request: ActingRequest) -> HttpResponse:
    """A copy of the table in force, to be changed and proposed."""
    centre = centre_or_404()
    posts = [one for one in structure.open_posts(centre, clock.today()) if one.kind != one.Kind.OBSERVER]
    lines = staffing.lines_of(staffing.table_in_force(centre.pk))
    form = forms.ProposalForm(typed(request), posts=posts, lines=lines)
    sheet = Sheet(
        _("Propose a staffing table"), _("Propose"), reverse("organisation:staffing"), _("The proposal is entered."),
        _("Nothing changes until another person puts it in force by an approved paper (Nizom 3.7)."),
        "organisation/propose.html",
    )  # fmt: skip
    return ask(
        request, sheet, form,
        lambda **given: actions.propose_table(by=request.actor, centre_id=centre.pk, **given), _address,
    )  # fmt: skip


@require_right(rights.PROPOSE_STAFFING)
def withdraw(request: ActingRequest, number: int) -> HttpResponse:
    table = _table(number)
    sheet = Sheet(_("Withdraw the proposal"), _("Withdraw"), _address(table), _("The proposal is withdrawn."))
    form = Asked(typed(request))
    return ask(
        request, sheet, form, lambda **given: actions.withdraw_table(by=request.actor, table=table, **given)
    )


@require_right(rights.MANAGE_STRUCTURE)
def put_in_force(request: ActingRequest, number: int) -> HttpResponse:
    """Only where the approving paper exists outside the system; otherwise the document itself does it."""
    table = _table(number)
    form = forms.PutInForceForm(typed(request), initial={"from_day": clock.today()})
    sheet = Sheet(
        _("Put the staffing table in force"), _("Put in force"), _address(table), _("The staffing table is in force."),
        _("Who proposed the table cannot put it in force (Nizom 3.7)."),
    )  # fmt: skip
    return ask(
        request, sheet, form, lambda **given: actions.put_in_force(by=request.actor, table=table, **given)
    )
