"""One message to try the account at the SMS gateway with: outside of the outbox, outside of any transaction."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from javon.core import audit
from javon.core.access import Actor, require
from javon.core.database import writing
from javon.core.database.fields import uuid7
from javon.core.messaging import rights
from javon.core.messaging.channels import Parcel, channels
from javon.core.messaging.queries import settings_of
from javon.core.messaging.rules.answers import Answer
from javon.core.messaging.rules.reach import SMS, tidy_phone
from javon.core.verdict import Refused


def try_sms(*, by: Actor, centre_id: UUID, number: str) -> None:
    """Send one SMS to `number` now. The gate is free while the gateway thinks.

    Raises Refused: ``no_right``, ``trial_number_wrong``, ``trial_channel_off``, ``trial_failed`` with the reason.
    """
    require(by, rights.CONFIGURE)
    address, settings = tidy_phone(number), settings_of(centre_id)
    channel = channels().get(SMS)
    if not address:
        raise Refused.because("trial_number_wrong")
    if channel is None or not channel.is_ready(settings):
        raise Refused.because("trial_channel_off")
    text = channel.shape(" ".join(filter(None, (_("A trial message of the library."), settings.signature))))
    outcome = channel.send(settings, Parcel(str(uuid7()), address, text, "uz"))
    with writing():
        audit.record(by, "message_tried", ("messaging.messagesettings", centre_id))
    if outcome.answer is not Answer.ACCEPTED:
        raise Refused.because("trial_failed", why=outcome.why)
