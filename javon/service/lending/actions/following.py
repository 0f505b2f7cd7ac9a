"""What follows for loans when readers are joined, parted or erased. Reactions: they run in the deed's own transaction.

Nothing is refused here; the database refuses an open loan without a reader. Dossier 4.2.
"""

from __future__ import annotations

from uuid import UUID

from javon.collection.stock.actions.forgetting import forget_who_lost
from javon.collection.stock.models import Loss
from javon.core import clock
from javon.service.lending.models import Call, Loan, RefusedRequest, Renewal
from javon.service.lending.queries.keeping import over_by, year_to_unlink
from javon.service.readers.actions.merging import remember_moved
from javon.service.readers.codes import number_typed
from javon.service.readers.happened import (
    ReaderErased,
    ReaderErasedHistory,
    ReaderMergeUndone,
    ReadersMerged,
)
from javon.service.readers.models import Reader, ReaderMerge

_LOANS, _REFUSALS, _CALLS = "loans", "refusals", "calls"


def move_loans_after_merge(event: ReadersMerged) -> None:
    """Her loans are those of the reader who stays."""
    ids = list(Loan.objects.filter(reader=event.gone_id).values_list("pk", flat=True))
    for at in range(0, len(ids), 500):
        Loan.objects.filter(pk__in=ids[at : at + 500]).update(reader=event.kept_id)
    remember_moved(event.merge_id, _LOANS, ids)
    asked = list(RefusedRequest.objects.filter(reader=event.gone_id).values_list("pk", flat=True))
    RefusedRequest.objects.filter(pk__in=asked).update(reader=event.kept_id)
    remember_moved(event.merge_id, _REFUSALS, asked)
    calls = list(Call.objects.filter(reader=event.gone_id).values_list("pk", flat=True))
    Call.objects.filter(pk__in=calls).update(reader=event.kept_id)
    remember_moved(event.merge_id, _CALLS, calls)


def return_loans_after_parting(event: ReaderMergeUndone) -> None:
    """They go back; a loan that was unlinked meanwhile stays nobody's."""
    moved = ReaderMerge.objects.values_list("moved", flat=True).get(pk=event.merge_id)
    ids = [UUID(one) for one in moved.get(_LOANS, ())]
    for at in range(0, len(ids), 500):
        Loan.objects.filter(pk__in=ids[at : at + 500], reader=event.kept_id).update(reader=event.gone_id)
    asked = [UUID(one) for one in moved.get(_REFUSALS, ())]
    RefusedRequest.objects.filter(pk__in=asked, reader=event.kept_id).update(reader=event.gone_id)
    calls = [UUID(one) for one in moved.get(_CALLS, ())]
    Call.objects.filter(pk__in=calls, reader=event.kept_id).update(reader=event.gone_id)


def let_go_of_erased_reader(event: ReaderErased) -> None:
    """The loans stay for the reports, as nobody's; what was written by hand goes, and so does the name of who lost a copy."""
    loans = Loan.objects.filter(reader__in=event.reader_ids)
    losses = set(loans.exclude(loss=None).values_list("loss", flat=True))
    for pk, card in Loss.objects.exclude(reader_card="").values_list("pk", "reader_card"):
        if number_typed(card) in event.numbers:
            losses.add(pk)
    forget_who_lost(losses)
    Renewal.objects.filter(loan__in=loans.values("pk")).update(override_reason="")
    loans.update(reader=None, override_reason="")
    RefusedRequest.objects.filter(reader__in=event.reader_ids).update(reader=None)
    Call.objects.filter(reader__in=event.reader_ids).delete()


def forget_history(event: ReaderErasedHistory) -> None:
    """What was kept for the reader's own list only lets go of the reader; this year's formulary stays whole."""
    reader = Reader.objects.select_related("centre").get(pk=event.reader_id)
    year = year_to_unlink(reader.centre, clock.today())
    if year is not None:
        kept = over_by(reader.centre_id, year).filter(reader=reader)
        kept.update(reader=None, override_reason="")
