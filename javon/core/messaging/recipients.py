"""Addresses, wishes and oblivion of a recipient: what the module that knows the person tells this one.

Called inside that module's own action, which has asked for the right and writes the journal line: a reader's
telephone is changed by whoever may change readers, or by the reader herself.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from javon.core import clock
from javon.core.database import writing
from javon.core.messaging.kinds import Recipient
from javon.core.messaging.models import Address, Message, Notice, Preference
from javon.core.messaging.rules import reach

OPEN = (Message.State.PLANNED, Message.State.LISTED)


def keep_address(
    recipient: Recipient, channel: str, value: str, *, centre_id: UUID, now: datetime | None = None
) -> Address | None:
    """Keep where `recipient` is reached by `channel`; "" takes it away.

    Never refuses: what can be no number or mailbox is kept as one that does not work, so that the desk asks
    again. The same value told once more changes nothing, a dead one stays dead.
    """
    given = value.strip()[:120]
    mine = Address.objects.filter(recipient_type=recipient.type, recipient_id=recipient.id, channel=channel)
    with writing():
        if not given:
            mine.delete()
            return None
        tidy = reach.tidy_address(channel, given)
        fresh = {
            "centre_id": centre_id,
            "value": tidy or given,
            "state": Address.State.UNKNOWN if tidy else Address.State.DEAD,
            "failures": 0,
            "why": "" if tidy else "malformed",
            "changed_at": now or clock.now(),
        }
        found = mine.select_for_update().first()
        if found is not None and found.value == fresh["value"]:
            return found
        row, _made = Address.objects.update_or_create(
            recipient_type=recipient.type, recipient_id=recipient.id, channel=channel, defaults=fresh
        )
        return row


def declare_dead(recipient: Recipient, channel: str, why: str, *, now: datetime | None = None) -> None:
    """Somebody found out that this address does not work: it is asked for anew, nothing more is sent there."""
    with writing():
        Address.objects.filter(
            recipient_type=recipient.type, recipient_id=recipient.id, channel=channel
        ).update(state=Address.State.DEAD, why=why, changed_at=now or clock.now())


def keep_preference(recipient: Recipient, group: str, channel: str, is_on: bool, *, centre_id: UUID) -> None:
    """Keep whether `recipient` wants this group of notices by this channel."""
    with writing():
        Preference.objects.update_or_create(
            recipient_type=recipient.type,
            recipient_id=recipient.id,
            group=group,
            channel=channel,
            defaults={"is_on": is_on, "centre_id": centre_id},
        )


def forget(recipient: Recipient, *, now: datetime | None = None) -> None:
    """Erase addresses, wishes and every text; the rows stay for the counts and name nobody."""
    key = {"recipient_type": recipient.type, "recipient_id": recipient.id}
    gone = {"state": "dropped", "reason": "forgotten"}
    with writing():
        Address.objects.filter(**key).delete()
        Preference.objects.filter(**key).delete()
        Notice.objects.filter(**key, state=Notice.State.PLANNED).update(**gone)
        Message.objects.filter(**key, state__in=OPEN).update(**gone, ended_at=now or clock.now())
        Notice.objects.filter(**key).update(recipient_id="")
        Message.objects.filter(**key).update(recipient_id="", address="", text="", provider_id="")


def move(*, old: Recipient, new: Recipient) -> None:
    """Two recipients were one person: what waits and what was sent goes to `new`; her own addresses and wishes stand."""
    was = {"recipient_type": old.type, "recipient_id": old.id}
    now = {"recipient_type": new.type, "recipient_id": new.id}
    with writing():
        have = Address.objects.filter(**now).values_list("channel", flat=True)
        Address.objects.filter(**was).exclude(channel__in=list(have)).update(**now)
        Address.objects.filter(**was).delete()
        said = set(Preference.objects.filter(**now).values_list("group", "channel"))
        for wish in Preference.objects.filter(**was):
            if (wish.group, wish.channel) in said:
                wish.delete()
            else:
                Preference.objects.filter(pk=wish.pk).update(**now)
        Notice.objects.filter(**was).update(**now)
        Message.objects.filter(**was).update(**now)
