"""One turn of the sender: claim a message, send it, write down what became of it; the gate is free in between.

The claim is written before the network is touched and the mark after it. Whoever is killed in between leaves a
row that says "is being sent": nobody can know whether it went, so it becomes `unsure` and a person decides.
The worst is one message twice, never a flood and never a message that vanishes without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from javon.core import clock
from javon.core.database import writing
from javon.core.jobs import stop_requested
from javon.core.messaging import outcomes
from javon.core.messaging.channels import Parcel, channels
from javon.core.messaging.composing import LookFailed, composed, still_wanted
from javon.core.messaging.models import Message, MessageSettings, Notice
from javon.core.messaging.queries import ready_channels, settings_of
from javon.core.messaging.queries.reachable import (
    address_of,
    moments_of_week,
    quiet_hours_of,
    reach_of_message,
    resting_channels,
)
from javon.core.messaging.rules.answers import Answer, Outcome, Report, Tries, what_follows
from javon.core.messaging.rules.moments import cap_lifts_at, first_loud_moment
from javon.core.messaging.rules.reach import LISTS, PAPER, channel_for, why_none

MOST_IN_A_TURN = 100
CLAIM_LASTS = timedelta(minutes=15)  # longer than any exchange with a gateway
PATIENCE = timedelta(hours=24)  # so long a message waits for a channel that rests; then the next one is tried
PATIENCE_URGENT = timedelta(hours=4)
AFTER_A_FAULT = timedelta(hours=1)
REPORTS_ASKED_FOR = timedelta(days=3)  # operators give up after two
REPORTS_AT_ONCE = 50

Moment = Callable[[], datetime]


@dataclass
class Turn:
    """What one turn did: state of a message → how many came to it. `is_whole` when nothing more is due."""

    counts: Counter[str] = field(default_factory=Counter)
    is_whole: bool = True
    problem: str = ""

    @property
    def sent(self) -> int:
        """Messages that left the house, or came on a list of staff."""
        return self.counts[Message.State.SENT] + self.counts[Message.State.LISTED]


def send_due(*, moment: Moment = clock.now, most: int = MOST_IN_A_TURN) -> Turn:
    """Send what is due, at most `most` messages. Stops when the worker is asked to."""
    turn = Turn()
    settle_abandoned(moment())
    for _ in range(most):
        if stop_requested():
            turn.is_whole = False
            return turn
        now = moment()
        found = _next_due(now)
        if found is None:
            return turn
        state, problem = _one(found, moment)
        turn.counts[state] += 1
        turn.problem = problem or turn.problem
    turn.is_whole = _next_due(moment()) is None
    return turn


def settle_abandoned(now: datetime) -> int:
    """Messages that somebody set out to send and never came back to: perhaps sent. Returns how many."""
    lost = Message.objects.filter(state=Message.State.SENDING, claimed_at__lt=now - CLAIM_LASTS)
    count = 0
    for pk in list(lost.values_list("pk", flat=True)):
        with writing():
            message = lost.select_for_update().filter(pk=pk).first()
            if message is not None:
                outcomes.as_unsure(message, "interrupted")
                count += 1
    return count


def _next_due(now: datetime) -> UUID | None:
    """The next message to look at: urgent ones first; those of a resting channel only when patience is over."""
    due = Message.objects.filter(state=Message.State.PLANNED, send_after__lte=now)
    for centre_id, channel in resting_channels(now):
        due = due.exclude(
            centre_id=centre_id, channel=channel, is_urgent=True, planned_at__gt=now - PATIENCE_URGENT
        ).exclude(centre_id=centre_id, channel=channel, is_urgent=False, planned_at__gt=now - PATIENCE)
    return due.order_by("-is_urgent", "send_after", "id").values_list("pk", flat=True).first()


def _one(pk: UUID, moment: Moment) -> tuple[str, str]:
    """Claim, send, mark one message; returns the state it came to and what stands in the channel's way."""
    now = moment()
    with writing():
        message = (
            Message.objects.select_for_update()
            .filter(pk=pk, state=Message.State.PLANNED, send_after__lte=now)
            .first()
        )
        if message is None:
            return "", ""
        settings = settings_of(message.centre_id)
        parcel = _claim(message, settings, now)
    if parcel is None:
        return message.state, ""
    outcome = channels()[message.channel].send(settings, parcel)
    return mark(message.pk, now, outcome, settings, moment())


def mark(
    pk: UUID, claimed_at: datetime, outcome: Outcome, settings: MessageSettings, now: datetime
) -> tuple[str, str]:
    """Write down what became of a claim; nothing when it is not ours any more."""
    with writing():
        message = (
            Message.objects.select_for_update()
            .filter(pk=pk, claimed_at=claimed_at, state__in=(Message.State.SENDING, Message.State.UNSURE))
            .first()
        )
        if message is None:
            return "", ""
        if message.state == Message.State.UNSURE and outcome.answer is not Answer.ACCEPTED:
            return message.state, ""
        following = what_follows(outcome, Tries(message.attempts, message.doubts))
        outcomes.settle(message, outcome, following, settings, now)
        is_for_staff = following.is_channel_trouble or outcome.answer is Answer.REFUSED
        return message.state, outcome.why if is_for_staff else ""


# --- claiming ---------------------------------------------------------------------------------------------


def _claim(message: Message, settings: MessageSettings, now: datetime) -> Parcel | None:
    """Make the message ready and say that it is being sent; None when it does not go now. `message` tells why."""
    notices = list(message.notices.filter(state=Notice.State.PLANNED).order_by("planned_at", "id"))
    if not notices:
        outcomes.end(message, Message.State.DROPPED, "notices_dropped", now)
        return None
    if not _has_channel(message, notices, settings, now) or _must_wait(message, notices, settings, now):
        return None
    try:
        said, dropped = still_wanted(notices, now)
    except LookFailed:
        outcomes.wait_until(message, now + AFTER_A_FAULT, "", settings)
        return None
    for reason, rows in dropped.items():
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=Notice.State.DROPPED, reason=reason
        )
    if not said:
        # Where all were dropped for one reason, the message tells it.
        outcomes.end(message, Message.State.DROPPED, next(iter(dropped), "notices_dropped"), now)
        return None
    words = composed(message, said, settings)
    message.text, message.language, message.parts = words.text, words.language, words.parts
    message.address = address_of(message)
    message.claimed_at = now
    message.attempts += 1
    is_list = message.channel in LISTS
    message.state = Message.State.LISTED if is_list else Message.State.SENDING
    message.save()
    return None if is_list else Parcel(str(message.pk), message.address, message.text, message.language)


def _has_channel(message: Message, notices: list[Notice], settings: MessageSettings, now: datetime) -> bool:
    """Is there a channel now? Puts the message on the one to use: addresses and wishes change after planning."""
    rests_until = resting_channels(now).get((message.centre_id, message.channel))
    if rests_until is not None and outcomes.next_channel(message, settings) is None:
        outcomes.wait_until(message, rests_until, message.reason, settings)
        return False
    if rests_until is not None:
        message.tried = [*message.tried, message.channel]
    reach = reach_of_message(message, notices)
    ready = ready_channels(settings)
    channel = channel_for(reach, order=settings.order, ready=ready)
    if channel is None:
        why = why_none(reach, order=settings.order, ready=ready)
        outcomes.end(message, Message.State.FAILED if message.attempts else Message.State.DROPPED, why, now)
        return False
    if channel != message.channel:
        message.channel, message.attempts, message.doubts = channel, 0, 0
    return True


def _must_wait(message: Message, notices: list[Notice], settings: MessageSettings, now: datetime) -> bool:
    """Quiet hours and the weekly cap; what would wait beyond its time is dropped."""
    if message.channel == PAPER:
        return False
    moment = now
    if message.channel not in LISTS:
        moment = first_loud_moment(now, quiet_hours_of(settings))
    lifts_at = cap_lifts_at(
        now, moments_of_week(message, now), cap=settings.weekly_cap, is_urgent=message.is_urgent
    )
    if max(moment, lifts_at) <= now:
        return False
    why = "weekly_cap" if lifts_at > now else message.reason
    if lifts_at > now and all(notice.not_after < lifts_at for notice in notices):
        outcomes.end(message, Message.State.DROPPED, "weekly_cap", now)
    else:
        outcomes.wait_until(message, max(moment, lifts_at), why, settings)
    return True


# --- what became of them ----------------------------------------------------------------------------------


def ask_for_reports(*, moment: Moment = clock.now, most: int = REPORTS_AT_ONCE) -> int:
    """Ask the gateway about messages it took and has not reported on; returns how many came to an end."""
    ended = 0
    waiting = Message.objects.filter(
        state=Message.State.SENT, sent_at__gt=moment() - REPORTS_ASKED_FOR
    ).exclude(provider_id="")
    for message in list(waiting.order_by(F("asked_at").asc(nulls_first=True), "sent_at")[:most]):
        if stop_requested():
            break
        channel = channels().get(message.channel)
        settings = settings_of(message.centre_id)
        if channel is None or not channel.is_ready(settings):
            continue
        Message.objects.filter(pk=message.pk).update(
            asked_at=moment()
        )  # asked for first, so the next time last
        report = channel.ask(settings, message.provider_id)
        if report is None:
            break  # no answer: the others would wait in vain too
        ended += take_report(message.provider_id, report, now=moment())
    return ended


def take_report(
    provider_id: str, report: Report, *, centre_id: UUID | None = None, now: datetime | None = None
) -> bool:
    """What the gateway says of a message (of `centre_id`'s, when the gateway came by itself).

    Told twice, or late, it changes nothing. True when the message came to its end.
    """
    when = now or clock.now()
    sent = Message.objects.filter(provider_id=provider_id, state=Message.State.SENT).exclude(provider_id="")
    if centre_id is not None:
        sent = sent.filter(centre_id=centre_id)
    with writing():
        message = sent.select_for_update().first()
        if message is None:
            return False
        if report is Report.ON_THE_WAY:
            return False
        if report is Report.DELIVERED:
            outcomes.as_delivered(message, when)
        else:
            settle_undelivered(message, "undelivered", when)
    return True


def settle_undelivered(message: Message, why: str, now: datetime, *, is_dead: bool = False) -> None:
    """It did not arrive: the address is blamed, and the next channel tried."""
    outcomes.blame_address(message, why, now, at_once=is_dead)
    outcomes.move_on(message, settings_of(message.centre_id), now, why=why)
