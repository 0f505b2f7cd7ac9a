"""Lists that staff work through: calls, paper, messages that were perhaps sent, addresses that came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from javon.core import audit, clock
from javon.core.access import Actor, require, visible_to
from javon.core.database import action
from javon.core.messaging import outcomes, rights
from javon.core.messaging.composing import LookFailed, composed, still_wanted
from javon.core.messaging.models import Address, Message, MessageSettings, Notice
from javon.core.messaging.queries import settings_of
from javon.core.messaging.queries.reachable import address_of
from javon.core.messaging.rules.reach import LISTS, PAPER
from javon.core.verdict import Refused

DONE, NOT_ANSWERED, WRONG_NUMBER = "done", "not_answered", "wrong_number"
MOST_CALLS = 3  # then paper
LINES_AT_ONCE = 50


@action
def refresh_list(
    *, by: Actor, centre_id: UUID, message_ids: Sequence[UUID], now: datetime | None = None
) -> int:
    """Look at lines of a list once more before they are shown or printed: what is no longer wanted goes, texts are renewed.

    Fifty at most, for the gate is held meanwhile: a longer list takes turns. Returns how many lines went. Raises Refused
    ``no_right``, ValueError for more than fifty.
    """
    require(by, rights.DELIVER)
    if len(message_ids) > LINES_AT_ONCE:
        raise ValueError(f"{len(message_ids)} lines at once; {LINES_AT_ONCE} are the most")
    moment, settings, gone = now or clock.now(), settings_of(centre_id), 0
    rows = Message.objects.select_for_update().filter(
        centre_id=centre_id, pk__in=message_ids, state=Message.State.LISTED
    )
    for message in rows.order_by("id"):
        gone += not _renewed(message, settings, moment)
    if gone:
        audit.record(by, "message_list_refreshed", ("messaging.messagesettings", centre_id))
    return gone


@action
def tick(*, by: Actor, message_id: UUID, outcome: str = DONE, now: datetime | None = None) -> Message:
    """Staff have called, or handed the paper over: `done`, `not_answered` or `wrong_number`.

    Unanswered three times, or a wrong number: the next channel. Raises Refused ``message_not_on_list``.
    """
    require(by, rights.DELIVER)
    moment = now or clock.now()
    message = _seen(by).filter(pk=message_id, state=Message.State.LISTED, channel__in=LISTS).first()
    if message is None:
        raise Refused.because("message_not_on_list")
    if message.channel == PAPER:
        outcomes.as_sent(message, moment)
    elif outcome == DONE:
        outcomes.as_delivered(message, moment)
    else:
        _not_reached(message, outcome, moment)
    audit.record(by, "message_ticked", message)
    return message


@action
def settle_unsure(*, by: Actor, message_id: UUID, was_sent: bool, now: datetime | None = None) -> Message:
    """Somebody looked at the gateway's list: it was sent, or it shall be sent again (asked once more whether it is wanted).

    Raises Refused ``message_not_unsure``.
    """
    require(by, rights.DELIVER)
    moment = now or clock.now()
    message = _seen(by).filter(pk=message_id, state=Message.State.UNSURE).first()
    if message is None:
        raise Refused.because("message_not_unsure")
    if was_sent:
        outcomes.as_sent(message, message.claimed_at or moment)
    elif not message.recipient_id:
        outcomes.end(message, Message.State.DROPPED, "forgotten", moment)
    else:
        message.attempts, message.doubts = 0, 0
        outcomes.wait_until(message, moment, "", settings_of(message.centre_id))
    audit.record(by, "message_settled", message)
    return message


@action
def mark_bounced(*, by: Actor, message_id: UUID, now: datetime | None = None) -> Message:
    """A letter came back: its address is dead at once, and the next channel is tried. Raises Refused ``no_such_message``."""
    require(by, rights.DELIVER)
    moment = now or clock.now()
    states = (Message.State.SENT, Message.State.DELIVERED)
    message = _seen(by).filter(pk=message_id, state__in=states).first()
    if message is None:
        raise Refused.because("no_such_message")
    outcomes.blame_address(message, "bounced", moment, at_once=True)
    if message.recipient_id:
        outcomes.move_on(message, settings_of(message.centre_id), moment, why="bounced")
    audit.record(by, "message_bounced", message)
    return message


@action
def revive_address(*, by: Actor, address_id: UUID, now: datetime | None = None) -> Address:
    """The recipient says that the address is right after all: it is tried again. Raises Refused ``no_such_address``."""
    require(by, rights.DELIVER)
    address = visible_to(by, Address.objects.select_for_update()).filter(pk=address_id).first()
    if address is None:
        raise Refused.because("no_such_address")
    address.state, address.failures, address.why = Address.State.UNKNOWN, 0, ""
    address.changed_at = now or clock.now()
    address.save()
    audit.record(by, "message_address_revived", (address.recipient_type, address.recipient_id))
    return address


def _seen(by: Actor) -> QuerySet[Message]:
    """Messages of the centre of whoever acts, locked."""
    return visible_to(by, Message.objects.select_for_update())


def _renewed(message: Message, settings: MessageSettings, now: datetime) -> bool:
    notices = list(message.notices.filter(state=Notice.State.PLANNED).order_by("planned_at", "id"))
    try:
        said, dropped = still_wanted(notices, now)
    except LookFailed:
        return True
    for reason, rows in dropped.items():
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=Notice.State.DROPPED, reason=reason
        )
    if not said:
        outcomes.end(message, Message.State.DROPPED, next(iter(dropped), "notices_dropped"), now)
        return False
    words = composed(message, said, settings)
    message.text, message.language, message.address = words.text, words.language, address_of(message)
    message.save(update_fields=["text", "language", "address"])
    return True


def _not_reached(message: Message, outcome: str, now: datetime) -> None:
    settings = settings_of(message.centre_id)
    if outcome == WRONG_NUMBER:
        outcomes.blame_address(message, "bad_address", now, at_once=True)
        outcomes.move_on(message, settings, now, why="bad_address")
    elif message.attempts >= MOST_CALLS:
        outcomes.move_on(message, settings, now, why="not_answered")
    else:
        message.attempts += 1
        message.claimed_at, message.reason = now, "not_answered"
        message.save(update_fields=["attempts", "claimed_at", "reason"])
