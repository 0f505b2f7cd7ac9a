"""What follows when the act of a write-off is decided on: approved, it is booked at once; returned, the list is open again.

These are reactions (``config/reactions.py``): they run in the very transaction of the decision and refuse nothing.
"""

from __future__ import annotations

from uuid import UUID

from javon.centre.documents.happened import DocumentApproved, DocumentReturned, DocumentWithdrawn
from javon.centre.documents.models import Version
from javon.collection.stock import counters, happened, ledger, whereabouts
from javon.collection.stock.actions.listing import locked
from javon.collection.stock.models import Copy, Disposal
from javon.collection.stock.queries import write_offs as queries
from javon.core import audit, clock
from javon.core.access import Actor
from javon.core.reactions import announce


def book_after_approval(approved: DocumentApproved) -> None:
    """The act is approved: part 2 gets its line, the ledger its rows, the copies are marked and gone."""
    disposal = _waiting_for(approved.document_id)
    if disposal is None:
        return
    version = Version.objects.select_related("approved_by").get(pk=approved.version_id)
    by = _approver(version, disposal)
    today = version.approved_on or clock.today()
    month = ledger.month_for(disposal.centre, today)
    disposal.booked_on = clock.today()
    disposal.book_year, disposal.book_number = month.year, counters.part_two(disposal.centre_id, month.year)
    disposal.state = Disposal.State.BOOKED
    disposal.save(update_fields=["state", "booked_on", "book_year", "book_number"])
    lines = list(queries.lines_of(disposal))
    copies = locked(line.copy for line in lines)
    for line in lines:
        line.copy = copies[line.copy_id]
        if line.copy.price is None:  # asked for when it was listed: now the books know it
            line.copy.price = line.price
            line.copy.save(update_fields=["price"])
    ledger.write_disposal(disposal, lines, today)
    whereabouts.move(list(copies.values()), to=Copy.State.WRITTEN_OFF, by=by, because=disposal)
    keys = list(copies)
    for start in range(0, len(keys), 200):
        Copy.objects.filter(pk__in=keys[start : start + 200]).update(disposal=disposal)
    audit.record(by, "written_off", disposal, copies=len(keys))
    announce(happened.CopiesWrittenOff(disposal.pk, disposal.book_number, tuple(keys)))


def _approver(version: Version, disposal: Disposal) -> Actor:
    """Whose deed the booking is: the director's who approved the act."""
    person = version.approved_by
    return Actor(
        user_id=person.user_id if person is not None else None,
        label=version.approver_name or "javon",
        centre_id=disposal.centre_id,
    )


def reopen_after_return(returned: DocumentReturned) -> None:
    """The act came back with a remark: the list is open to be put right."""
    _reopen(returned.document_id)


def reopen_after_withdrawal(withdrawn: DocumentWithdrawn) -> None:
    """The act was taken back by whoever prepared it."""
    _reopen(withdrawn.document_id)


def _reopen(document_id: UUID) -> None:
    disposal = _waiting_for(document_id)
    if disposal is not None:
        disposal.state = Disposal.State.LIST
        disposal.save(update_fields=["state"])


def _waiting_for(document_id: UUID) -> Disposal | None:
    """The write-off whose act this is, while it waits for the decision."""
    rows = Disposal.objects.select_for_update(of=("self",)).select_related("centre")
    return rows.filter(act_id=document_id, state=Disposal.State.ACT).first()
