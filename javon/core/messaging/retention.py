"""How long it is known who was told what: ninety days. Then the rows stay for the counts and name nobody.

A message about a book says what somebody read, and a row of the ledger ties a person to a loan; both would
outlive the day on which loans are parted from their readers.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from javon.core.database import bulk_writing
from javon.core.messaging.models import Message, Notice

DAYS_KEPT = timedelta(days=90)
OPEN = (Message.State.PLANNED, Message.State.SENDING, Message.State.LISTED)


def forget_old(now: datetime) -> int:
    """Part old messages and notices from their recipients, some at a turn; returns how many messages.

    What staff left on a list so long is dropped as expired. What is still to be sent is never touched.
    """
    before = now - DAYS_KEPT
    bulk = bulk_writing()
    left = Message.objects.filter(state=Message.State.LISTED, claimed_at__lt=before)
    for batch in bulk.batches(left.values_list("pk", flat=True)):
        with bulk.turn():
            Notice.objects.filter(message_id__in=batch, state=Notice.State.PLANNED).update(
                state=Notice.State.DROPPED, reason="expired"
            )
            Message.objects.filter(pk__in=batch, state=Message.State.LISTED).update(
                state=Message.State.DROPPED, reason="expired", ended_at=now
            )
    notices = Notice.objects.filter(planned_at__lt=before).exclude(state=Notice.State.PLANNED)
    for batch in bulk.batches(notices.exclude(recipient_id="").values_list("pk", flat=True)):
        with bulk.turn():
            Notice.objects.filter(pk__in=batch).update(recipient_id="")
    forgotten = 0
    old = Message.objects.filter(planned_at__lt=before).exclude(state__in=OPEN).exclude(recipient_id="")
    for batch in bulk.batches(old.values_list("pk", flat=True)):
        with bulk.turn():
            forgotten += Message.objects.filter(pk__in=batch).update(
                recipient_id="", address="", text="", provider_id=""
            )
    return forgotten
