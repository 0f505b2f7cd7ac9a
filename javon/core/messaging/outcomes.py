"""What becomes of a message after an answer, a report or the word of staff: the only code that ends a sending."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import F, QuerySet

from javon.core.messaging.models import Address, ChannelRest, Message, MessageSettings, Notice
from javon.core.messaging.queries.reachable import quiet_hours_of, reach_of_message, ready_channels
from javon.core.messaging.rules.answers import Following, Outcome, Then, channel_pause, is_dead_after
from javon.core.messaging.rules.moments import first_loud_moment
from javon.core.messaging.rules.reach import QUIET_BY_NATURE, channel_for


def settle(
    message: Message, outcome: Outcome, following: Following, settings: MessageSettings, now: datetime
) -> None:
    """Write down what follows from an answer. `message` is locked by the caller, inside a write transaction."""
    if following.is_address_failure:
        blame_address(message, outcome.why, now, at_once=following.is_address_dead)
    _remember_trouble(message, outcome, following, now)
    if following.then is Then.SENT:
        as_sent(message, now, provider_id=outcome.provider_id)
    elif not message.recipient_id:
        end(message, Message.State.DROPPED, "forgotten", now)
    elif following.then is Then.UNSURE:
        as_unsure(message, outcome.why)
    elif following.then is Then.AGAIN:
        _again(message, now + following.after, outcome, settings)
    else:
        move_on(message, settings, now, why=outcome.why)


def as_sent(message: Message, now: datetime, *, provider_id: str = "") -> None:
    """It is out of the house."""
    message.state, message.reason, message.sent_at = Message.State.SENT, "", now
    message.provider_id = provider_id if message.recipient_id else ""
    message.save(update_fields=["state", "reason", "sent_at", "provider_id"])
    _notices(message, Notice.State.SENT, "")


def as_delivered(message: Message, now: datetime) -> None:
    """It arrived; the address works."""
    message.state, message.reason, message.ended_at = Message.State.DELIVERED, "", now
    message.sent_at = message.sent_at or now
    message.save(update_fields=["state", "reason", "ended_at", "sent_at"])
    _notices(message, Notice.State.SENT, "")
    _same_address(message).update(state=Address.State.GOOD, failures=0, why="", changed_at=now)


def as_unsure(message: Message, why: str) -> None:
    """Perhaps it went: nobody sends it again but a person who has looked. The ledger takes it as said."""
    message.state, message.reason = Message.State.UNSURE, why
    message.save(update_fields=["state", "reason"])
    _notices(message, Notice.State.SENT, why)


def end(message: Message, state: str, why: str, now: datetime) -> None:
    """It will not go: `failed` after trying, `dropped` without."""
    message.state, message.reason, message.ended_at = state, why, now
    message.text, message.address = "", ""
    message.save(update_fields=["state", "reason", "ended_at", "text", "address"])
    message.notices.exclude(state=Notice.State.SKIPPED_LATE).exclude(state=Notice.State.DROPPED).update(
        state=Notice.State.DROPPED, reason=why
    )


def move_on(message: Message, settings: MessageSettings, now: datetime, *, why: str) -> bool:
    """Give this channel up for this message and plan it for the next; False when there is none and it failed."""
    channel = next_channel(message, settings)
    message.tried = [*message.tried, message.channel]
    if channel is None:
        message.save(update_fields=["tried"])
        end(message, Message.State.FAILED, why, now)
        return False
    message.channel, message.attempts, message.doubts = channel, 0, 0
    _wait(message, now, why, settings)
    return True


def next_channel(message: Message, settings: MessageSettings) -> str | None:
    """The channel to try after the present one."""
    found = reach_of_message(message, message.notices.all())
    after = replace(found, tried={*found.tried, message.channel})
    return channel_for(after, order=settings.order, ready=ready_channels(settings))


def wait_until(message: Message, moment: datetime, why: str, settings: MessageSettings) -> None:
    """Plan it again for `moment`, or the first moment after it that disturbs nobody."""
    _wait(message, moment, why, settings)


def blame_address(message: Message, why: str, now: datetime, *, at_once: bool = False) -> None:
    """The address failed: the n-th time in a row, or once for all (`at_once`), it is dead."""
    rows = _same_address(message)
    rows.update(failures=F("failures") + 1, why=why, changed_at=now)
    for row in rows:
        if at_once or is_dead_after(row.failures):
            Address.objects.filter(pk=row.pk).update(state=Address.State.DEAD)


def _again(message: Message, moment: datetime, outcome: Outcome, settings: MessageSettings) -> None:
    if outcome.answer == "doubtful":
        message.doubts += 1
    _wait(message, moment, outcome.why, settings)


def _wait(message: Message, moment: datetime, why: str, settings: MessageSettings) -> None:
    disturbs = message.channel not in QUIET_BY_NATURE
    message.state, message.reason = Message.State.PLANNED, why
    message.send_after = first_loud_moment(moment, quiet_hours_of(settings)) if disturbs else moment
    message.text, message.address, message.parts, message.provider_id = "", "", 0, ""
    message.save()
    message.notices.filter(state=Notice.State.SENT).update(state=Notice.State.PLANNED, reason="")


def _notices(message: Message, state: str, reason: str) -> None:
    message.notices.filter(state=Notice.State.PLANNED).update(state=state, reason=reason)


def _same_address(message: Message) -> QuerySet[Address]:
    """The address as it was used; one that was changed meanwhile is not to blame."""
    return Address.objects.filter(
        recipient_type=message.recipient_type,
        recipient_id=message.recipient_id,
        channel=message.channel,
        value=message.address,
    ).exclude(value="")


def _remember_trouble(message: Message, outcome: Outcome, following: Following, now: datetime) -> None:
    key = {"centre_id": message.centre_id, "channel": message.channel}
    if not following.is_channel_trouble:
        ChannelRest.objects.filter(**key).delete()
        return
    rest = ChannelRest.objects.filter(**key).first() or ChannelRest(**key)
    rest.troubles += 1
    rest.why = outcome.why
    rest.until = now + channel_pause(rest.troubles, outcome.wait)
    rest.save()
