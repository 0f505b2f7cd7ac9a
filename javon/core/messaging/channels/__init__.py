"""How a message leaves the house. Each channel answers one question at a time and never touches the outbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from javon.core.messaging.rules.answers import Outcome, Report

if TYPE_CHECKING:
    from javon.core.messaging.models import MessageSettings


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a channel is given: a frozen text for one address."""

    message_id: str
    address: str
    text: str
    language: str


class Channel(Protocol):
    """One way of sending. Lists that staff work through are no channels in this sense: nothing leaves the house."""

    code: str

    def is_ready(self, settings: MessageSettings) -> bool:
        """May it be used by this centre: switched on, with an account?"""

    def shape(self, text: str) -> str:
        """`text` as this channel can carry it."""

    def parts(self, text: str) -> int:
        """How many messages a shaped text is counted as."""

    def send(self, settings: MessageSettings, parcel: Parcel) -> Outcome:
        """Hand over one message. Never raises for what the network does; outside of any transaction."""

    def ask(self, settings: MessageSettings, provider_id: str) -> Report | None:
        """What became of a message; None when the channel cannot tell (now, or ever)."""


_channels: Mapping[str, Channel] = {}


def learn_channels(channels: Sequence[Channel]) -> None:
    """Config tells, once at start, which channels there are."""
    global _channels
    _channels = {channel.code: channel for channel in channels}


def channels() -> Mapping[str, Channel]:
    """Every channel, by its code."""
    return _channels
