"""The list of late books is worked through: calls, wishes about titles, lists that leave the house. Nizom 2.11."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from javon.centre.organisation.models import Centre
from javon.core import audit, clock
from javon.core.access import Actor, require
from javon.core.database import action
from javon.core.messaging import recipients
from javon.core.messaging import rights as messaging
from javon.core.messaging.actions import tick
from javon.core.messaging.actions.lists import DONE, NOT_ANSWERED, WRONG_NUMBER
from javon.core.messaging.queries import call_list
from javon.core.messaging.rules.reach import SMS
from javon.service.lending import rights
from javon.service.lending.models import Call
from javon.service.lending.notices import EVERY, TITLES
from javon.service.lending.rules.calling import CallFacts, may_log_call
from javon.service.readers.contacts import recipient_of
from javon.service.readers.models import Reader

TICKS: Final = {
    Call.Outcome.BRINGS: DONE,
    Call.Outcome.SAYS_RETURNED: DONE,
    Call.Outcome.NOT_ANSWERED: NOT_ANSWERED,
    Call.Outcome.WRONG_NUMBER: WRONG_NUMBER,
}


@action
def log_call(
    *,
    by: Actor,
    reader: Reader,
    outcome: str,
    promised_on: date | None = None,
    request_id: UUID | None = None,
) -> Call:
    """What came of a call about late books; the reader's line of the call list is ticked by it.

    A wrong number is asked for anew at the desk. Raises Refused with every objection of ``rules.calling``.
    """
    require(by, messaging.DELIVER)
    may_log_call(CallFacts(outcome, promised_on, clock.today())).enforce()
    call = Call.objects.create(
        centre_id=reader.centre_id,
        reader=reader,
        called_at=clock.now(),
        by_user_id=by.user_id,
        outcome=outcome,
        promised_on=promised_on if outcome == Call.Outcome.BRINGS else None,
    )
    recipient = recipient_of(reader.pk)
    if outcome == Call.Outcome.WRONG_NUMBER:
        recipients.declare_dead(recipient, SMS, "bad_address")
    mine = call_list(reader.centre_id).filter(recipient_type=recipient.type, recipient_id=recipient.id)
    for key in list(mine.values_list("pk", flat=True)):
        tick(by=by, message_id=key, outcome=TICKS[Call.Outcome(outcome)])
    audit.record(by, "reader_called", call, subject=reader)
    return call


@action
def keep_wish_about_titles(*, by: Actor, reader: Reader, hides: bool, request_id: UUID | None = None) -> None:
    """Whether messages to this reader name the titles of books."""
    require(by, messaging.DELIVER)
    recipients.keep_preference(recipient_of(reader.pk), TITLES, EVERY, not hides, centre_id=reader.centre_id)
    audit.record(by, "titles_in_messages_chosen", reader)


@action
def take_list(*, by: Actor, centre: Centre, request_id: UUID | None = None) -> None:
    """Somebody takes the list of late readers out of the house, as a file or on paper: the journal knows."""
    require(by, rights.SEE_OVERDUE)
    audit.record(by, "late_list_taken", centre)
