"""What staff do with messages: set the channels, work through the lists, say what became of doubtful ones."""

from javon.core.messaging.actions.lists import (
    mark_bounced,
    refresh_list,
    revive_address,
    settle_unsure,
    tick,
)
from javon.core.messaging.actions.settings import set_email, set_manners, set_sms, wake_channel

__all__ = [
    "mark_bounced",
    "refresh_list",
    "revive_address",
    "set_email",
    "set_manners",
    "set_sms",
    "settle_unsure",
    "tick",
    "wake_channel",
]
