"""Undo what the desk did, all of it: the loan, the place of the copy, the due date, and what followed. Issue D."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.collection.stock import whereabouts
from javon.collection.stock.models import Copy
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.reactions import announce
from javon.service.lending import rights
from javon.service.lending.actions import hold_shelf
from javon.service.lending.happened import DeedUndone
from javon.service.lending.models import Deed, Loan, Renewal
from javon.service.lending.rules.undoing import UndoingFacts, may_undo

KEPT: Final = timedelta(days=1)  # of a deed, for whoever looks back at the sitting


@action
def undo(*, by: Actor, centre: Centre, undone: UUID, request_id: UUID | None = None) -> int:
    """Undo the deeds of the request `undone`, the latest first; returns how many.

    Within ten minutes, by whoever did it or by the head, while nothing has come after. Raises Refused with every
    objection of ``rules.undoing.may_undo``.
    """
    require(by, rights.LEND)
    return _undoing(by, centre, {undone})


@action
def undo_together(*, by: Actor, centre: Centre, undone: list[UUID], request_id: UUID | None = None) -> int:
    """Undo several requests as one, a class that was given the wrong books: all of them, or none.

    Returns how many deeds; raises Refused as :func:`undo` does.
    """
    require(by, rights.LEND)
    return _undoing(by, centre, set(undone))


def _undoing(by: Actor, centre: Centre, undone: Collection[UUID]) -> int:
    rows = Deed.objects.filter(centre=centre, request_id__in=undone).select_related("loan")
    deeds = list(rows.select_for_update(of=("self",)).order_by("-at", "-pk"))
    now = clock.now()
    copies = {copy.pk: copy for copy in _locked_copies(deeds)}
    facts = UndoingFacts(
        was_found=bool(deeds),
        is_undone=any(deed.undone_at is not None for deed in deeds),
        age=max((now - deed.at for deed in deeds), default=now - now),
        is_own=by.is_machine or all(deed.by_user_id == by.user_id for deed in deeds),
        has_right_over_others=by.may(rights.UNDO_OF_OTHERS),
        came_after=any(_came_after(deed, copies[deed.loan.copy_id], undone) for deed in _last_of_each(deeds)),
    )
    may_undo(facts).enforce()
    for deed in deeds:
        _undo_one(by, deed, copies[deed.loan.copy_id])
        deed.undone_at, deed.undone_by_id = now, by.user_id
        deed.save(update_fields=["undone_at", "undone_by_id"])
        audit.record(by, "undone", deed.loan)
        announce(
            DeedUndone(
                deed.kind,
                deed.loan_id,
                deed.loan.reader_id,
                deed.loan.copy_id,
                _day_of(deed),
                deed.loan.service_point_id,
            )
        )
    return len(deeds)


@action
def forget_old_deeds(*, by: Actor, centre: Centre, at_most: int = 500) -> int:
    """Deeds older than a day serve nobody: ten minutes are all the time there is to undo one. Some at a turn; how many."""
    require(by, rights.LEND)
    old = Deed.objects.filter(centre=centre, at__lt=clock.now() - KEPT).order_by("at")
    keys = list(old.values_list("pk", flat=True)[:at_most])
    Deed.objects.filter(pk__in=keys).delete()
    return len(keys)


def _locked_copies(deeds: list[Deed]) -> list[Copy]:
    keys = {deed.loan.copy_id for deed in deeds}
    return list(Copy.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _last_of_each(deeds: list[Deed]) -> list[Deed]:
    """The latest deed of each copy: those before it are undone with it."""
    last: dict[UUID, Deed] = {}
    for deed in deeds:
        last.setdefault(deed.loan.copy_id, deed)
    return list(last.values())


def _came_after(deed: Deed, copy: Copy, undone: Collection[UUID]) -> bool:
    """Whether the loan or its copy have moved on since, by a request that is not undone with it."""
    later = Deed.objects.filter(loan__copy_id=copy.pk, undone_at=None, pk__gt=deed.pk)
    if later.exclude(request_id__in=undone).exists():
        return True
    if deed.kind == Deed.Kind.LENT:
        return deed.loan.state != Loan.State.OPEN or copy.state != Copy.State.ON_LOAN
    if deed.kind == Deed.Kind.RETURNED:
        places = (Copy.State.ON_SHELF, Copy.State.ON_HOLD_SHELF, Copy.State.IN_TRANSIT)
        return deed.loan.state != Loan.State.RETURNED or copy.state not in places
    return deed.loan.state != Loan.State.OPEN


def _undo_one(by: Actor, deed: Deed, copy: Copy) -> None:
    loan = deed.loan
    loan.refresh_from_db()
    if deed.kind == Deed.Kind.LENT:
        loan.state = Loan.State.UNDONE
        loan.save(update_fields=["state"])
        hold_shelf.reopen_after_undo(by=by, loan=loan, copy=copy, place=deed.before["place"])
        whereabouts.move([copy], to=deed.before["place"], by=by, because=loan)
    elif deed.kind == Deed.Kind.RETURNED:
        loan.state = Loan.State.OPEN
        loan.returned_on = loan.returned_at = loan.returned_counted_on = loan.returned_by_id = None
        loan.save(
            update_fields=["state", "returned_on", "returned_at", "returned_counted_on", "returned_by_id"]
        )
        whereabouts.move([copy], to=Copy.State.ON_LOAN, by=by, because=loan)
    elif deed.kind == Deed.Kind.RENEWED:
        Renewal.objects.filter(pk=deed.before["renewal"]).update(is_undone=True)
        loan.due_on = date.fromisoformat(deed.before["due_on"])
        loan.renewals_made, loan.due_version = loan.renewals_made - 1, loan.due_version + 1
        loan.save(update_fields=["due_on", "renewals_made", "due_version"])
    elif deed.kind == Deed.Kind.CLAIMED:
        loan.claimed_returned_on = None
        loan.save(update_fields=["claimed_returned_on"])


def _day_of(deed: Deed) -> date:
    return deed.loan.lent_on if deed.kind == Deed.Kind.LENT else clock.day_of(deed.at)
