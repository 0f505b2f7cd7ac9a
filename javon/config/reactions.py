"""When this happens, that is told: every side effect of the system, read top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from javon.centre.documents import happened as documents_happened
from javon.centre.documents import jobs as documents
from javon.centre.organisation import happened as organisation_happened
from javon.collection.acquisition.actions import following as acquisition
from javon.collection.catalogue import happened as catalogue_happened
from javon.collection.catalogue import jobs as catalogue
from javon.collection.labels import jobs as labels
from javon.collection.periodicals.actions import following as periodicals
from javon.collection.stock import happened as stock_happened
from javon.collection.stock import jobs as stock
from javon.collection.stock.actions import (
    booking,
    made_good,
    old_copies,
    prohibited,
    prohibited_checks,
    stocktaking,
)
from javon.collection.stock.actions import merging as stock_merging

REACTIONS: Mapping[type, Sequence[Callable[[Any], Any]]] = {
    documents_happened.DocumentApproved: (
        booking.book_after_approval,
        stocktaking.follow_approved_act,
        prohibited_checks.finish_after_approval,
        documents.print_after_approval,
    ),
    documents_happened.DocumentReturned: (
        booking.reopen_after_return,
        prohibited_checks.reopen_check_after_return,
    ),
    documents_happened.DocumentWithdrawn: (
        booking.reopen_after_withdrawal,
        prohibited_checks.reopen_check_after_withdrawal,
    ),
    catalogue_happened.RecordCreated: (prohibited.mark_after_cataloguing,),
    catalogue_happened.RecordCorrected: (prohibited.mark_after_cataloguing,),
    catalogue_happened.RecordsMerged: (
        stock_merging.move_copies_after_merge,
        acquisition.follow_merge,
        periodicals.follow_merge,
    ),
    catalogue_happened.RecordTakenBack: (old_copies.take_copies_back,),
    catalogue_happened.AuthorityChanged: (catalogue.rewrite_after_change,),
    catalogue_happened.MergeUndone: (
        stock_merging.return_copies_after_undo,
        acquisition.follow_undone_merge,
        periodicals.follow_undone_merge,
    ),
    stock_happened.ProhibitedListEntered: (stock.look_after_list,),
    stock_happened.DeliveryAccepted: (
        made_good.settle_after_acceptance,
        acquisition.follow_accepted_delivery,
        labels.queue_after_acceptance,
    ),
    stock_happened.CopiesWrittenOff: (made_good.close_after_write_off,),
    stock_happened.OldLinesMoveOn: (stock.go_on_with_old_lines,),
    stock_happened.CopiesTakenBack: (labels.let_go_of_copies,),
    organisation_happened.PersonAppointed: (documents.ask_after_appointment,),
    organisation_happened.PersonLeft: (documents.excuse_after_leaving,),
}
