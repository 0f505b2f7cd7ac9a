"""What staff see of messages: lists to work through, dead addresses, what was sent, whether the jobs live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from javon.core import clock
from javon.core.messaging.kinds import Recipient
from javon.core.messaging.models import Address, ChannelRest, Heartbeat, Message, Notice, Preference
from javon.core.messaging.rules.reach import CALL_LIST, PAPER

LATE_AFTER = timedelta(minutes=30)  # the sender comes round every five


def call_list(centre_id: UUID) -> QuerySet[Message]:
    """Who is to be called, the urgent and the oldest first; ``actions.refresh_list`` takes off what is no longer wanted."""
    return _listed(centre_id, CALL_LIST)


def paper_list(centre_id: UUID) -> QuerySet[Message]:
    """What is to be printed and handed over; grouping by school and mahalla is for who knows the recipients."""
    return _listed(centre_id, PAPER)


def _listed(centre_id: UUID, channel: str) -> QuerySet[Message]:
    rows = Message.objects.filter(centre_id=centre_id, channel=channel, state=Message.State.LISTED)
    return rows.order_by("-is_urgent", "claimed_at", "id")


def unsure_messages(centre_id: UUID) -> QuerySet[Message]:
    """Messages that were perhaps sent: somebody looks at the gateway's own list and says which."""
    return Message.objects.filter(centre_id=centre_id, state=Message.State.UNSURE).order_by(
        "claimed_at", "id"
    )


def outbox(centre_id: UUID, state: str = "") -> QuerySet[Message]:
    """Every message, or those of one state, the newest first."""
    rows = Message.objects.filter(centre_id=centre_id)
    return (rows.filter(state=state) if state in Message.State.values else rows).order_by("-id")


def counts_by_state(centre_id: UUID, now: datetime | None = None) -> Mapping[str, int]:
    """State → messages planned in the last thirty days."""
    since = (now or clock.now()) - timedelta(days=30)
    rows = Message.objects.filter(centre_id=centre_id, planned_at__gte=since)
    return dict(rows.order_by().values_list("state").annotate(Count("id")))


def messages_of(recipient: Recipient) -> QuerySet[Message]:
    """What one recipient was sent, or shall be, the newest first."""
    return Message.objects.filter(recipient_type=recipient.type, recipient_id=recipient.id).order_by("-id")


def notices_of(subject_type: str, subject_id: str) -> QuerySet[Notice]:
    """The ledger of one subject, with the messages, in the order of planning."""
    rows = Notice.objects.filter(subject_type=subject_type, subject_id=subject_id)
    return rows.select_related("message").order_by("planned_at", "id")


def addresses_of(recipient: Recipient) -> QuerySet[Address]:
    """The recipient's addresses."""
    return Address.objects.filter(recipient_type=recipient.type, recipient_id=recipient.id).order_by(
        "channel"
    )


def dead_addresses(centre_id: UUID) -> QuerySet[Address]:
    """Addresses that do not work: the desk asks for new ones. The newest first."""
    return Address.objects.filter(centre_id=centre_id, state=Address.State.DEAD).order_by(
        "-changed_at", "-id"
    )


def dead_addresses_of(recipient: Recipient) -> QuerySet[Address]:
    """The same for one recipient, who stands at the desk just now."""
    return addresses_of(recipient).filter(state=Address.State.DEAD)


def preferences_of(recipient: Recipient) -> Mapping[tuple[str, str], bool]:
    """(group, channel) → on or off, where the recipient ever said; everything else is on."""
    rows = Preference.objects.filter(recipient_type=recipient.type, recipient_id=recipient.id)
    return {(row.group, row.channel): row.is_on for row in rows}


def sent_between(centre_id: UUID, first: datetime, until: datetime) -> Mapping[str, int]:
    """Channel → messages sent from `first` to before `until`; forgotten recipients are counted still."""
    rows = Message.objects.filter(centre_id=centre_id, sent_at__gte=first, sent_at__lt=until)
    return dict(rows.order_by().values_list("channel").annotate(Count("id")))


@dataclass(frozen=True, slots=True)
class LastRun:
    """Whether messages live: what the card on the staff home says.

    `sent_at`    when the sender last sent anything; None = never
    `looked_at`  when it last came to its end, with or without anything to do; None = never
    `problem`    code of what stands in its way ("cannot_connect"), see ``wording.reason``
    """

    sent_at: datetime | None
    sent: int
    looked_at: datetime | None
    planned_at: datetime | None
    is_late: bool
    problem: str
    waiting: int
    unsure: int


def last_run(centre_id: UUID, now: datetime | None = None) -> LastRun:
    """The heartbeat of messages, in three questions."""
    moment = now or clock.now()
    beats = {beat.name: beat for beat in Heartbeat.objects.all()}
    send, plan = beats.get("send"), beats.get("plan")
    states = (Message.State.PLANNED, Message.State.UNSURE)
    counts = dict(
        Message.objects.filter(centre_id=centre_id, state__in=states)
        .order_by()
        .values_list("state")
        .annotate(Count("id"))
    )
    looked = send.ended_at if send else None
    rest = ChannelRest.objects.filter(centre_id=centre_id, until__gt=moment).order_by("until").first()
    problem = rest.why if rest else send.problem if send else ""
    return LastRun(
        sent_at=send.did_at if send else None,
        sent=send.did if send else 0,
        looked_at=looked,
        planned_at=plan.ended_at if plan else None,
        is_late=looked is None or moment - looked > LATE_AFTER,
        problem=problem,
        waiting=counts.get(Message.State.PLANNED, 0),
        unsure=counts.get(Message.State.UNSURE, 0),
    )
