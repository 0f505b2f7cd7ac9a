"""By what a recipient can be reached, and how much she has had this week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.crypto import constant_time_compare

from javon.core.messaging.channels import channels
from javon.core.messaging.kinds import Recipient, known
from javon.core.messaging.models import Address, ChannelRest, Message, MessageSettings, Notice, Preference
from javon.core.messaging.rules.moments import WEEK, QuietHours
from javon.core.messaging.rules.reach import LISTS, PAPER, Reach

COUNTS_IN_THE_WEEK = (
    Message.State.SENDING,
    Message.State.LISTED,
    Message.State.SENT,
    Message.State.DELIVERED,
    Message.State.UNSURE,
)


def settings_of(centre_id: UUID) -> MessageSettings:
    """The centre's settings; the defaults, unsaved, where nobody set any."""
    return MessageSettings.objects.filter(pk=centre_id).first() or MessageSettings(centre_id=centre_id)


def centre_of_callback(secret: str) -> UUID | None:
    """Whose secret address for reports this is; compared in constant time, there are few."""
    rows = MessageSettings.objects.exclude(callback_secret="").values_list("pk", "callback_secret")
    return next((centre_id for centre_id, known in rows if constant_time_compare(known, secret)), None)


def quiet_hours_of(settings: MessageSettings) -> QuietHours:
    """The centre's quiet hours."""
    return QuietHours(settings.quiet_from, settings.quiet_until)


def ready_channels(settings: MessageSettings) -> frozenset[str]:
    """Channels of the centre's order that can be used: an account is there, or staff do it by hand."""
    with_account = {code for code, channel in channels().items() if channel.is_ready(settings)}
    return frozenset(settings.order) & (with_account | LISTS)


def reaches(recipients: Collection[Recipient]) -> Mapping[tuple[Recipient, str], Reach]:
    """(recipient, group) → her reach, in two questions. A group nobody spoke of has its addresses all the same."""
    addresses: dict[Recipient, dict[str, str]] = defaultdict(dict)
    refused: dict[tuple[Recipient, str], set[str]] = defaultdict(set)
    for kind, identifiers in _by_type(recipients).items():
        for row in Address.objects.filter(recipient_type=kind, recipient_id__in=identifiers):
            addresses[Recipient(kind, row.recipient_id)][row.channel] = row.state
        for wish in Preference.objects.filter(recipient_type=kind, recipient_id__in=identifiers, is_on=False):
            refused[Recipient(kind, wish.recipient_id), wish.group].add(wish.channel)
    groups = {kind.group.code for kind in known().kinds.values()}
    return {
        (recipient, group): Reach(addresses[recipient], frozenset(refused[recipient, group]))
        for recipient in recipients
        for group in groups
    }


def _by_type(recipients: Iterable[Recipient]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for recipient in recipients:
        found[recipient.type].add(recipient.id)
    return found


def reach_of_message(message: Message, notices: Iterable[Notice]) -> Reach:
    """How the recipient is reached for all that this message says: a channel refused for one group is out."""
    recipient = Recipient(message.recipient_type, message.recipient_id)
    kinds = known().kinds
    groups = {kinds[notice.kind].group.code for notice in notices if notice.kind in kinds}
    of_groups = [found for (_, group), found in reaches([recipient]).items() if group in groups]
    addresses = dict(of_groups[0].addresses) if of_groups else {}
    refused = frozenset().union(*(found.refused for found in of_groups))
    return Reach(addresses, refused, frozenset(message.tried))


def address_of(message: Message) -> str:
    """The address that the message's channel uses now; "" where none is needed or there is none."""
    values = dict(
        Address.objects.filter(
            recipient_type=message.recipient_type, recipient_id=message.recipient_id
        ).values_list("channel", "value")
    )
    if message.channel == "call_list":
        return values.get("call_list") or values.get("sms", "")
    return values.get(message.channel, "")


def moments_of_week(message: Message, now: datetime) -> list[datetime]:
    """When the recipient got what counts in the weekly cap."""
    rows = Message.objects.filter(
        recipient_type=message.recipient_type,
        recipient_id=message.recipient_id,
        is_urgent=False,
        state__in=COUNTS_IN_THE_WEEK,
        claimed_at__gt=now - WEEK,
    ).exclude(Q(channel=PAPER) | Q(pk=message.pk))
    return [moment for moment in rows.values_list("claimed_at", flat=True) if moment is not None]


def resting_channels(now: datetime) -> dict[tuple[UUID, str], datetime]:
    """(centre, channel) → until when it rests."""
    rows = ChannelRest.objects.filter(until__gt=now)
    return {(row.centre_id, row.channel): row.until for row in rows if row.until is not None}
