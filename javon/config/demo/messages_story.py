"""What the demo library told its readers: a month of reminders, calls of this week, two numbers that do not work.

Told by the jobs themselves on their days, over a gateway that takes everything and leads nowhere. What is left for
staff stands as it would in a house without an account at a gateway.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from javon.centre.organisation.models import Centre
from javon.core import clock
from javon.core.clock import TASHKENT

DAYS = (10, 3, 1)  # ago: on each the jobs ran as they do every morning
CALLS, DEAD, PAPERS = 7, 2, 4
OUTCOMES = ("brings", "not_answered", "brings", "says_returned", "brings")


class Demonstration:
    """A gateway of the demo: takes everything, sends nothing."""

    code = "sms"

    def is_ready(self, settings: Any) -> bool:
        return True

    def shape(self, text: str) -> str:
        from javon.core.messaging.rules.sms import plain

        return plain(text)

    def parts(self, text: str) -> int:
        from javon.core.messaging.rules.sms import parts_of

        return parts_of(text)

    def send(self, settings: Any, parcel: Any) -> Any:
        from javon.core.messaging.rules.answers import Answer, Outcome

        return Outcome(Answer.ACCEPTED, provider_id=parcel.message_id[-12:])

    def ask(self, settings: Any, provider_id: str) -> None:
        return None


@contextmanager
def _a_gateway() -> Iterator[None]:
    from javon.core.messaging import channels

    before = tuple(channels.channels().values())
    channels.learn_channels([Demonstration()])
    try:
        yield
    finally:
        channels.learn_channels(before)


def tell(centre: Centre, today: date) -> int:
    """Write the month; returns how many messages. Nothing where nobody has borrowed anything."""
    from javon.core.messaging import jobs, sending
    from javon.core.messaging.models import Message
    from javon.service.lending.models import Loan
    from javon.service.readers.contacts import keep_contacts

    if not Loan.objects.filter(centre=centre, state=Loan.State.OPEN).exists():
        return 0
    with _a_gateway():
        for days in DAYS:
            with clock.at(_moment(today - timedelta(days=days), 7)):
                keep_contacts()
                jobs.plan_notices()
            with clock.at(_moment(today - timedelta(days=days), 9)):
                while not sending.send_due().is_whole:
                    pass
    _leave_work(centre, today)
    return Message.objects.filter(centre_id=centre.pk).count()


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), TASHKENT)


def _leave_work(centre: Centre, today: date) -> None:
    """What this morning left for people: calls, papers, two numbers to be asked for, promises of this week."""
    from javon.core.access import machine
    from javon.core.messaging import recipients
    from javon.core.messaging.queries import outbox
    from javon.core.messaging.rules.reach import SMS
    from javon.service.lending.actions.calls import log_call
    from javon.service.lending.queries import overdue
    from javon.service.readers.contacts import recipient_of

    late = [place.reader_id for place in overdue.places(centre.pk, today, by=overdue.DAYS)]
    readers = overdue.late_readers(late[-(len(OUTCOMES) + DEAD) :], today)
    by = machine("javon demo", centre.pk)
    for number, (reader, outcome) in enumerate(zip(readers, OUTCOMES, strict=False)):
        with clock.at(_moment(today - timedelta(days=1), 10 + number % 6)):
            promised = today + timedelta(days=number + 1) if outcome == "brings" else None
            log_call(by=by, reader=reader.reader, outcome=outcome, promised_on=promised)
    for one in readers[len(OUTCOMES) :]:
        recipients.declare_dead(
            recipient_of(one.reader.pk), SMS, "bad_address", now=_moment(today - timedelta(days=1), 9)
        )
    newest = list(outbox(centre.pk, "sent")[: CALLS + PAPERS])
    _list(newest[:CALLS], "call_list")
    _list(newest[CALLS:], "paper")


def _list(messages: Sequence[Any], channel: str) -> None:
    """As if the gateway had never been there: the message stands on a list of staff."""
    from javon.core.messaging.models import Message, Notice

    keys = [message.pk for message in messages]
    Message.objects.filter(pk__in=keys).update(state=Message.State.LISTED, channel=channel, sent_at=None)
    Notice.objects.filter(message__in=keys).update(state=Notice.State.PLANNED)
