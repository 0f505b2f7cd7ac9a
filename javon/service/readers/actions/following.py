"""What follows for messages when readers are joined or erased. Reactions: they run in the deed's own transaction."""

from __future__ import annotations

from javon.core.messaging import recipients
from javon.service.readers.contacts import recipient_of
from javon.service.readers.happened import ReaderErased, ReadersMerged


def move_messages_after_merge(event: ReadersMerged) -> None:
    """What waits for her goes to the reader who stays. It stays there when they part: one message is sent once."""
    recipients.move(old=recipient_of(event.gone_id), new=recipient_of(event.kept_id))


def forget_messages_of_erased_reader(event: ReaderErased) -> None:
    """Addresses, wishes and texts go; the rows stay for the counts."""
    for reader_id in event.reader_ids:
        recipients.forget(recipient_of(reader_id))
