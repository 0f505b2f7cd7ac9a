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
from javon.service.lending import happened as lending_happened
from javon.service.lending import hold_notices
from javon.service.lending import jobs as loan_files
from javon.service.lending.actions import closings, hold_following, opening
from javon.service.lending.actions import following as loans
from javon.service.readers import contacts
from javon.service.readers import happened as readers_happened
from javon.service.readers import jobs as reader_files
from javon.service.readers.actions import following as readers
from javon.service.readingroom.actions import following as readingroom

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
        hold_following.follow_merge,
    ),
    catalogue_happened.RecordTakenBack: (old_copies.take_copies_back,),
    catalogue_happened.AuthorityChanged: (catalogue.rewrite_after_change,),
    catalogue_happened.MergeUndone: (
        stock_merging.return_copies_after_undo,
        acquisition.follow_undone_merge,
        periodicals.follow_undone_merge,
        hold_following.follow_undone_merge,
    ),
    stock_happened.ProhibitedListEntered: (stock.look_after_list,),
    stock_happened.DeliveryAccepted: (
        made_good.settle_after_acceptance,
        acquisition.follow_accepted_delivery,
        labels.queue_after_acceptance,
    ),
    stock_happened.CopiesWrittenOff: (made_good.close_after_write_off, hold_following.forget_cleared),
    stock_happened.OldLinesMoveOn: (stock.go_on_with_old_lines,),
    stock_happened.CopiesTakenBack: (labels.let_go_of_copies, hold_following.let_go_of_copies),
    stock_happened.HoldShelfChanged: (hold_following.keep_shelf_true,),
    readers_happened.ReaderLeft: (hold_following.let_go_of_reader,),
    readers_happened.ReadersMerged: (
        loans.move_loans_after_merge,
        hold_following.follow_merged_readers,
        readers.move_messages_after_merge,
        readingroom.hall_after_merge,
    ),
    readers_happened.ReaderMergeUndone: (
        loans.return_loans_after_parting,
        hold_following.follow_parted_readers,
        readingroom.hall_after_parting,
    ),
    readers_happened.ReaderErasedHistory: (loans.forget_history,),
    readers_happened.ReaderErased: (
        loans.let_go_of_erased_reader,
        hold_following.forget_readers,
        opening.forget_openings_of_erased,
        readers.forget_messages_of_erased_reader,
        readingroom.hall_after_erasing,
    ),
    lending_happened.CopyLent: (readingroom.visit_after_loan,),
    lending_happened.LoanRenewed: (readingroom.visit_after_renewal,),
    lending_happened.DeedUndone: (readingroom.visit_after_undoing,),
    lending_happened.HoldReady: (hold_notices.tell_ready,),
    lending_happened.HoldExpired: (hold_notices.tell_expired,),
    lending_happened.HoldCancelled: (hold_notices.tell_cancelled,),
    readers_happened.ReaderRegistered: (contacts.keep_contact,),
    readers_happened.ReaderRegisteredAgain: (contacts.keep_contact,),
    readers_happened.ReaderCorrected: (contacts.keep_contact,),
    organisation_happened.CalendarChanged: (closings.move_due_dates,),
    lending_happened.OpeningRunMovesOn: (loan_files.go_on_with_opening,),
    readers_happened.ReadersRunMovesOn: (reader_files.go_on_with_readers,),
    organisation_happened.PersonAppointed: (documents.ask_after_appointment,),
    organisation_happened.PersonLeft: (documents.excuse_after_leaving,),
}
