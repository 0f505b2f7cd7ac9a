"""Messages and addresses as pages show them: words for every code, the moment that counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from javon.core.messaging import wording
from javon.core.messaging.kinds import known
from javon.core.messaging.models import Address, Message

KINDS = {
    Message.State.SENT: "ok",
    Message.State.DELIVERED: "ok",
    Message.State.FAILED: "bad",
    Message.State.UNSURE: "warn",
    Message.State.LISTED: "info",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One message in words. `kind` colours its state: ok, warn, bad, info or nothing."""

    id: Any
    channel: str
    state: str
    kind: str
    reason: str
    at: datetime
    text: str
    address: str


def line_of(message: Message) -> Line:
    """A message as a list shows it."""
    return Line(
        message.pk,
        str(wording.CHANNELS.get(message.channel, message.channel)),
        message.get_state_display(),
        KINDS.get(Message.State(message.state), ""),
        wording.reason(message.reason, known().reasons) if message.reason else "",
        message.ended_at or message.sent_at or message.claimed_at or message.send_after,
        message.text,
        message.address,
    )


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One address in words."""

    id: Any
    channel: str
    value: str
    is_dead: bool
    state: str
    reason: str
    changed_at: datetime
    recipient_id: str


def address_line(address: Address) -> AddressLine:
    """An address as a list shows it."""
    return AddressLine(
        address.pk,
        str(wording.CHANNELS.get(address.channel, address.channel)),
        address.value,
        address.state == Address.State.DEAD,
        address.get_state_display(),
        wording.reason(address.why, known().reasons) if address.why else "",
        address.changed_at,
        address.recipient_id,
    )
