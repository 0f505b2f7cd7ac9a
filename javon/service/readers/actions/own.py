"""What readers decide on their own pages: history, messages, who sees the pages, what they ask of the staff.

A parent acts here as the child whose pages are open: ``by`` is then the child's actor, and its label says so.
"""

from __future__ import annotations

from uuid import UUID

from javon.core import audit, clock
from javon.core.access import Actor, require, require_own, require_reader
from javon.core.database import action
from javon.core.messaging import recipients
from javon.core.reactions import announce
from javon.core.uzbek import normalise
from javon.core.verdict import Refused
from javon.service.readers import phones, rights
from javon.service.readers.actions.registering import locked
from javon.service.readers.contacts import recipient_of
from javon.service.readers.happened import ReaderCorrected, ReaderErasedHistory
from javon.service.readers.models import Guardianship, Reader, ReaderRequest
from javon.service.readers.rules import doors as rules

LONGEST_ANSWER = 200


@action
def keep_history(*, by: Actor, reader: Reader, is_on: bool, request_id: UUID | None = None) -> Reader:
    """The list of what was read stays in the reader's pages, or goes again with the year."""
    require_reader(by)
    require_own(by, reader.pk)
    reader = locked(reader)
    reader.keeps_history = is_on
    reader.save(update_fields=["keeps_history"])
    audit.record(by, "history_switched", reader, is_on=is_on)
    return reader


@action
def erase_history(*, by: Actor, reader: Reader, request_id: UUID | None = None) -> Reader:
    """The list of what was read begins anew. Loans whose year is reported lose their reader at once; those of this
    year stand in the formulary until then, and are shown here no more.
    """
    require_reader(by)
    require_own(by, reader.pk)
    reader = locked(reader)
    reader.history_from = clock.now()
    reader.save(update_fields=["history_from"])
    announce(ReaderErasedHistory(reader.pk))
    audit.record(by, "history_erased", reader)
    return reader


@action
def keep_wish(
    *, by: Actor, reader: Reader, group: str, channel: str, is_on: bool, request_id: UUID | None = None
) -> Reader:
    """The reader wants this group of messages by this channel, or not."""
    require_reader(by)
    require_own(by, reader.pk)
    recipients.keep_preference(recipient_of(reader.pk), group, channel, is_on, centre_id=reader.centre_id)
    audit.record(by, "message_wish_kept", reader)
    return reader


@action
def let_guardian_in(
    *, by: Actor, reader: Reader, guardianship: Guardianship, is_in: bool, request_id: UUID | None = None
) -> Guardianship:
    """From sixteen on: this adult still sees my pages, or not any more. Raises Refused ``not_yours``."""
    require_reader(by)
    require_own(by, reader.pk)
    require_own(by, guardianship.reader_id)
    guardianship.let_in_on = clock.today() if is_in else None
    guardianship.save(update_fields=["let_in_on"])
    audit.record(by, "guardian_let_in" if is_in else "guardian_shut_out", reader)
    return guardianship


@action
def ask(
    *, by: Actor, reader: Reader, kind: str, phone: str = "", request_id: UUID | None = None
) -> ReaderRequest:
    """Ask the staff for another telephone, or to be erased. `phone` as typed.

    A telephone is asked for, not changed: whoever finds an open phone must not turn the messages of the library to
    theirs. Raises Refused of ``rules.doors.may_ask``.
    """
    require_reader(by)
    require_own(by, reader.pk)
    reader = locked(reader)
    number = phones.phone_of(phone) if kind == ReaderRequest.Kind.PHONE else ""
    rules.may_ask(
        is_group=reader.kind == Reader.Kind.COLLECTIVE,
        kind=kind,
        has_open=ReaderRequest.objects.filter(reader=reader, kind=kind, state="open").exists(),
        phone=number,
    ).enforce()
    row = ReaderRequest.objects.create(reader=reader, kind=kind, phone=number or "", asked_at=clock.now())
    audit.record(by, "reader_asked", reader)
    return row


@action
def withdraw_request(
    *, by: Actor, reader: Reader, request: ReaderRequest, request_id: UUID | None = None
) -> ReaderRequest:
    """The reader thinks better of it. Raises Refused ``not_yours``, ``request_is_over``."""
    require_reader(by)
    require_own(by, reader.pk)
    require_own(by, request.reader_id)
    row = _still_open(request)
    _close(row, ReaderRequest.State.WITHDRAWN)
    audit.record(by, "reader_request_withdrawn", reader)
    return row


@action
def take_phone(*, by: Actor, request: ReaderRequest, request_id: UUID | None = None) -> Reader:
    """The telephone that the reader asks for becomes the reader's. Raises Refused ``request_is_over``."""
    require(by, rights.REGISTER_READERS)
    row = _still_open(request)
    if row.kind != ReaderRequest.Kind.PHONE:
        raise Refused.because("request_is_over")
    reader = locked(row.reader)
    reader.phone, reader.phone_key = row.phone, phones.phone_key(row.phone)
    reader.edits += 1
    reader.save(update_fields=["phone", "phone_key", "edits"])
    audit.record(by, "reader_corrected", reader, phone=row.phone)
    _close(row, ReaderRequest.State.DONE, by)
    announce(ReaderCorrected(reader.pk))
    return reader


@action
def decline_request(
    *, by: Actor, request: ReaderRequest, because: str, request_id: UUID | None = None
) -> ReaderRequest:
    """Not carried out; `because` is shown to the reader. Raises Refused ``request_is_over``, ``no_reason``."""
    require(by, rights.REGISTER_READERS)
    row = _still_open(request)
    reason = normalise(because).strip()[:LONGEST_ANSWER]
    if not reason:
        raise Refused.because("decline_without_reason")
    row.answer = reason
    _close(row, ReaderRequest.State.DECLINED, by)
    audit.record(by, "reader_request_declined", row.reader)
    return row


def _still_open(request: ReaderRequest) -> ReaderRequest:
    row = ReaderRequest.objects.select_for_update(of=("self",)).select_related("reader").get(pk=request.pk)
    if row.state != ReaderRequest.State.OPEN:
        raise Refused.because("request_is_over")
    return row


def _close(row: ReaderRequest, state: str, by: Actor | None = None) -> None:
    row.state, row.answered_at, row.phone = state, clock.now(), ""
    row.answered_by_id = by.user_id if by is not None else None
    row.save(update_fields=["state", "answered_at", "phone", "answered_by_id", "answer"])
