"""Questions about messages: what staff see, what the planner and the sender need to know."""

from javon.core.messaging.queries.lists import (
    addresses_of,
    call_list,
    counts_by_state,
    dead_addresses,
    dead_addresses_of,
    last_run,
    messages_of,
    notices_of,
    outbox,
    paper_list,
    preferences_of,
    sent_between,
    unsure_messages,
)
from javon.core.messaging.queries.reachable import centre_of_callback, ready_channels, settings_of

__all__ = [
    "addresses_of",
    "call_list",
    "centre_of_callback",
    "counts_by_state",
    "dead_addresses",
    "dead_addresses_of",
    "last_run",
    "messages_of",
    "notices_of",
    "outbox",
    "paper_list",
    "preferences_of",
    "ready_channels",
    "sent_between",
    "settings_of",
    "unsure_messages",
]
